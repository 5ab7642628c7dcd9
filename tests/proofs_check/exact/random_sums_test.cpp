// Whatever is proved of random sums for every length holds at small lengths, written out by the language.
#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/random_texts.hpp"
#include "tests/proofs_check/kernel/sequent_at_points.hpp"
#include "theorems/language/claim_file.hpp"

namespace {

using namespace flowcert;
using proofs::test::Dice;
using theorems::Rational;

struct Fact {
  std::string assume, claim;
  std::string range = "";
};

const std::string whole = "sum(c in 1..k, p[c]) == 1";

/// Each is true of positive p.
const std::vector<Fact> facts{
    {whole, "sum(c in 1..k, p[c]^2) <= 1"},
    {whole, "sum(c in 1..k, p[c]^2) >= 1/k"},
    {whole, "p[c] <= 1", "c in 1..k"},
    {whole, "sum(c in 1..k, p[c]/(1 + r*p[c])) <= 1"},
    {whole, "sum(c in 1..k, p[c]*(1 - p[c])) <= 1 - 1/k"},
    {whole, "sum(c in 1..k, 2*p[c] + 1) == 2 + k"},
    {"", "sum(c in 1..k, p[c])^2 <= k*sum(c in 1..k, p[c]^2)"},
    {"", "sum(c in 1..k, p[c]^2)^2 <= sum(c in 1..k, p[c])*sum(c in 1..k, p[c]^3)"},
    {"", "sum(c in 1..k, r*p[c]) == r*sum(c in 1..k, p[c])"},
    {"", "sum(c in 1..k, p[c] + p[c]^2) == sum(c in 1..k, p[c]) + sum(c in 1..k, p[c]^2)"},
    {"", "sum(c in 1..k, p[c]) > 0"},
    {"", "sum(c in 1..k, p[c]^2) <= sum(c in 1..k, p[c])^2"},
    {"", "sum(c in 1..k, p[c]/p[c]) == k"},
    {"", "sum(c in 1..k, p[c]^3) >= 0 and sum(c in 1..k, p[c]^2) > 0"},
    {"", "sum(c in 1..k, (p[c] - r)^2) == sum(c in 1..k, p[c]^2) - 2*r*sum(c in 1..k, p[c]) + k*r^2"},
    {"", "p[c] <= sum(c in 1..k, p[c])", "c in 1..k"},
    {"", "sum(c in 1..k, 1/(1 + p[c])) <= k"},
};

std::string file_of(const Fact& fact, const std::string& parameters) {
  return (fact.assume.empty() ? "" : "assume = [\"" + fact.assume + "\"]\n") + "[parameters]\n" + parameters +
         "\n[[check]]\nclaim = \"" + fact.claim + "\"\n" + (fact.range.empty() ? "" : "for = \"" + fact.range + "\"\n");
}

/// Values for p and r; p's sum is 1 if the file assumes something about it.
std::string values(const Fact& fact, int length, Dice& dice) {
  std::vector<Rational> p;
  Rational total = 0;
  for (int k = 0; k < length; ++k) {
    p.emplace_back(1 + dice.below(9), 1 + dice.below(4));
    total += p.back();
  }
  std::string list;
  for (const Rational& value : p)
    list += (list.empty() ? "\"" : ", \"") + theorems::to_text(fact.assume.empty() ? value : Rational(value / total)) +
            "\"";
  return "k = \"" + std::to_string(length) + "\"\np = [" + list + "]\nr = \"" +
         theorems::to_text(Rational(1 + dice.below(9), 1 + dice.below(4))) + "\"";
}

/// False if the statement with these values is; nothing where the language refuses it (a hypothesis that is false).
std::optional<bool> truth(const std::string& text) {
  try {
    const theorems::Problem problem = theorems::ClaimFile::parse(text, "values.toml").problem(0, 50);
    for (const auto& hypothesis : problem.hypotheses)
      if (proofs::test::truth_at(hypothesis, {}) != true) return std::nullopt;
    std::optional<bool> result = true;
    for (const auto& claim : problem.checks[0].claims) {
      const auto part = proofs::test::truth_at(claim.claim, {});
      if (part == false) return false;
      if (!part) result = std::nullopt;
    }
    return result;
  } catch (const theorems::InputError&) {
    return std::nullopt;
  }
}

}  // namespace

TEST_CASE("whatever is proved of random sums holds at small lengths") {
  Dice dice(2);
  const std::string any =
      "k = { any = \"integer\", min = 2 }\np = { any = \"real\", size = \"k\", positive = true }\n"
      "r = { any = \"real\", positive = true }";
  int proved = 0, looked_at = 0, seen_false = 0;
  for (int round = 0; round < 300; ++round) {
    Fact fact = facts[static_cast<std::size_t>(round) % facts.size()];
    const bool first = round < static_cast<int>(facts.size());
    for (int changes = first ? 0 : 1 + dice.below(2); changes > 0; --changes) {
      std::string& text = dice.below(6) == 0 && !fact.assume.empty() ? fact.assume : fact.claim;
      text = changed(text, {"k", "r"}, dice);
    }
    INFO(fact.assume << " | " << fact.claim << " | " << fact.range);
    bool shown = false;
    try {
      const theorems::Problem problem = theorems::ClaimFile::parse(file_of(fact, any), "sums.toml").problem(0, 50);
      if (problem.checks[0].claims.empty()) continue;
      shown = std::all_of(problem.checks[0].claims.begin(), problem.checks[0].claims.end(), [&](const auto& claim) {
        return prove_for_every_length(problem, claim, proofs::Deadline::in(first ? 1 : 0.1)).evidence.has_value();
      });
    } catch (const theorems::InputError&) {
      continue;  // no statement any more
    }
    proved += shown ? 1 : 0;
    bool wrong = false;
    for (int sample = 0; sample < 6 && !wrong; ++sample) {
      const std::string given = values(fact, 2 + sample % 3, dice);
      const auto found = truth(file_of(fact, given));
      if (!found) continue;
      ++looked_at;
      wrong = !*found;
      INFO(given);
      if (shown && wrong) FAIL_CHECK("false");
    }
    seen_false += wrong ? 1 : 0;
  }
  CHECK(proved > 60);
  CHECK(seen_false > 60);
  CHECK(looked_at > 500);
}
