#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/decide/certificate_of.hpp"
#include "proofs_check/exact/words/reasons.hpp"
#include "proofs_check/kernel/claim_certificate.hpp"
#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "tests/proofs_check/small_files.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::theorems::ClaimFile;
using flowcert::theorems::Problem;
using flowcert::theorems::Term;
using kernel::Step;
using kernel::WordReason;
using kernel::WordSummand;

const std::string matrices =
    "[parameters]\nm = { any = \"integer\", min = 1 }\nq = { any = \"integer\", min = 1 }\n"
    "A = { any = \"matrix\", rows = \"m\", cols = \"q\" }\nB = { any = \"matrix\", rows = \"q\", cols = \"m\" }\n"
    "S = { any = \"matrix\", rows = \"q\", cols = \"q\", symmetric = true }\n"
    "X = { any = \"matrix\", rows = \"q\", cols = \"q\" }\nY = { any = \"matrix\", rows = \"q\", cols = \"q\" }\n"
    "c = { any = \"real\" }\n";

const std::string flow =
    "[parameters]\nH = { any = \"integer\", min = 1 }\nm = { any = \"integer\", min = 1 }\n"
    "q = { any = \"integer\", min = 1 }\nM = { any = \"matrix\", rows = \"m\", cols = \"q\" }\n"
    "[flow]\nmodel = \"two-layer\"\noptimizer = \"gradient\"\ntarget = { matrix = \"M\" }\nhidden = \"H\"\n"
    "init = { kind = \"gaussian\", scale = \"1\", seed = 1 }\nt_end = \"1\"\n";

std::string about(const std::string& given, const std::string& claim, const std::string& assume = "") {
  return "assume = [" + assume + "]\n" + given + "[[check]]\nclaim = \"" + claim + "\"\n";
}

/// The step with reasons that are looked for; without any where none are found.
Step step_for(const std::string& text) {
  const Problem problem = ClaimFile::parse(text, "inline.toml").problem(0, 50);
  REQUIRE(problem.checks[0].every_size);
  Step step;
  step.rule = kernel::Rule::matrix_words;
  step.conclusion = kernel::sequent_of_every_size(problem, problem.checks[0]);
  const auto reasons = exact::words::reasons_of(*problem.checks[0].every_size, Deadline::in(10));
  if (reasons) step.data.words = *reasons;
  return step;
}

void holds(const std::string& given, const std::string& claim, const std::string& assume = "") {
  INFO(assume << " | " << claim);
  CHECK(kernel::holds(step_for(about(given, claim, assume))));
}

void not_shown(const std::string& given, const std::string& claim, const std::string& assume = "") {
  INFO(assume << " | " << claim);
  CHECK_FALSE(kernel::holds(step_for(about(given, claim, assume))));
}

/// The claim with the reasons of another.
bool holds_with(Step step, const std::vector<WordReason>& words) {
  step.data.words = words;
  return kernel::holds(step);
}

/// Every summand of a step with one thing changed.
std::vector<std::pair<std::string, WordSummand>> changes_of(const WordSummand& good, std::size_t equations) {
  std::vector<std::pair<std::string, WordSummand>> result;
  const auto change = [&](const std::string& what, auto&& make) {
    WordSummand other = good;
    make(other);
    result.emplace_back(what, other);
  };
  change("sign", [](WordSummand& s) { s.coefficient = -s.coefficient; });
  change("number", [](WordSummand& s) { s.coefficient = s.coefficient + Term(1); });
  change("factor", [](WordSummand& s) { s.coefficient = s.coefficient * flowcert::theorems::variable("c"); });
  change("undefined", [](WordSummand& s) { s.coefficient = s.coefficient / flowcert::theorems::variable("c"); });
  change("transposed", [](WordSummand& s) { s.transposed = !s.transposed; });
  change("no such equation", [&](WordSummand& s) { s.equation = equations; });
  change("letter too many", [](WordSummand& s) { s.right.push_back(0); });
  change("no such letter", [](WordSummand& s) { s.left.insert(s.left.begin(), 1000); });
  if (!good.left.empty()) {
    change("letter transposed", [](WordSummand& s) { s.left[0] ^= 1U; });
    change("letter", [](WordSummand& s) { s.left[0] += 2; });
    change("letter left out", [](WordSummand& s) { s.left.erase(s.left.begin()); });
    if (good.left != good.right) change("sides", [](WordSummand& s) { std::swap(s.left, s.right); });
  }
  return result;
}

}  // namespace

TEST_CASE("the kernel multiplies out words of matrices") {
  holds(matrices, "transpose(A*B) == transpose(B)*transpose(A)");
  holds(matrices, "(X + c*Y)^2 == X^2 + c*(X*Y + Y*X) + c^2*Y^2");
  holds(matrices, "trace(A*X*B) == trace(transpose(A)*transpose(B)*transpose(X))");
  holds(matrices, "transpose(X*S*transpose(X)) == X*S*transpose(X)");
  holds(matrices, "norm(A)^2 == inner(A, A) and trace(eye(q)) == q");
  not_shown(matrices, "X*Y == Y*X");
  not_shown(matrices, "trace(X*Y*S) == trace(Y*X*S)");
  not_shown(matrices, "transpose(X) == X");
  not_shown(matrices, "trace(eye(q)) == m");
  not_shown(matrices, "norm(A)^2 == 2*inner(A, A)");
  not_shown(matrices, "not (X == Y)");
  not_shown(matrices, "c*X/c == X");  // where c is 0 it is false
}

TEST_CASE("the kernel uses hypotheses about matrices as it is told") {
  holds(matrices, "X*Y*X == Y*X*X", "\"X*Y == Y*X\"");
  holds(matrices, "(X*Y)^3 == X^3*Y^3", "\"X*Y == Y*X\"");
  holds(matrices, "(A*transpose(A))^2 == A*transpose(A)", "\"transpose(A)*A == eye(q)\"");
  holds(matrices, "norm(A)^2 == q", "\"transpose(A)*A == eye(q)\"");
  holds(matrices, "trace(X*Y) == c*q", "\"X*Y == c*eye(q)\"");
  holds(matrices, "X*Y == zeros(q, q) implies X*Y*X == 0");
  not_shown(matrices, "A*transpose(A) == eye(m)", "\"transpose(A)*A == eye(q)\"");
  not_shown(matrices, "X == Y", "\"c*X == c*Y\"");
  not_shown(matrices, "X*Y == Y*X implies X == Y");
  not_shown(matrices, "(X == Y implies X == Y) and X == Y");
}

TEST_CASE("the kernel knows roots, polar factors and bounds of every size") {
  holds(matrices, "transpose(A)*A == sqrtm((transpose(A)*A)^2)");
  holds(matrices, "sqrtm(transpose(A)*A)^2 == transpose(A)*A");
  holds(matrices, "inner(A, orth(A)) == nuclear(A)");
  holds(matrices, "inner(A, transpose(B)) <= nuclear(A)*opnorm(transpose(B))");
  holds(matrices, "inner(X, Y) <= norm(X)*norm(Y) and -inner(X, Y) <= norm(X)*norm(Y)");
  holds(matrices, "trace(transpose(A)*A) >= 0");
  not_shown(matrices, "S == sqrtm(S*S)");
  not_shown(matrices, "X == sqrtm(transpose(X)*X)");
  not_shown(matrices, "transpose(orth(A))*orth(A) == eye(q)");
  not_shown(matrices, "inner(X, Y) >= norm(X)*norm(Y)");
  not_shown(matrices, "inner(X, Y) < norm(X)*norm(Y)");
  not_shown(matrices, "trace(S) >= 0");
}

TEST_CASE("the kernel differentiates along gradient flow") {
  holds(flow, "ddt(transpose(V)*V - U*transpose(U)) == zeros(H, H)");
  holds(flow, "transpose(V)*V - U*transpose(U) == initial(transpose(V)*V - U*transpose(U))");
  holds(flow, "ddt(W) == E*transpose(U)*U + V*transpose(V)*E");
  holds(flow, "ddt(loss) == -norm(grad[1])^2 - norm(grad[2])^2");
  holds(flow, "transpose(V)*V == U*transpose(U) implies ddt(W) == E*sqrtm(transpose(W)*W) + sqrtm(W*transpose(W))*E");
  not_shown(flow, "ddt(W) == E*sqrtm(transpose(W)*W) + sqrtm(W*transpose(W))*E");
  not_shown(flow, "ddt(W) == E*transpose(U)*U");
  not_shown(flow, "W == initial(W)");
  not_shown(flow, "transpose(V)*V + U*transpose(U) == initial(transpose(V)*V + U*transpose(U))");
  // What holds at one time says nothing of derivatives, nor of other times.
  not_shown(flow, "U*transpose(U) == eye(H) implies ddt(U*transpose(U)) == zeros(H, H)");
  not_shown(flow, "transpose(V)*V == U*transpose(U) implies ddt(sqrtm(transpose(W)*W)) == ddt(transpose(U)*U)");
  not_shown(flow, "V == initial(V) implies W == initial(W)");
}

TEST_CASE("the kernel: of a step about words, nothing can be changed") {
  for (const std::string& text :
       {about(matrices, "X*Y*X*Y*X*Y == X*X*X*Y*Y*Y", "\"X*Y == Y*X\""),
        about(matrices, "X*A*B*X == c*X*X", "\"transpose(B)*transpose(A) == c*eye(q)\", \"m == q\""),
        about(matrices, "trace(X*B*A) == c*trace(X)", "\"B*A == c*eye(q)\"")}) {
    INFO(text);
    const Step good = step_for(text);
    REQUIRE(kernel::holds(good));
    REQUIRE(good.data.words.size() == 1);
    REQUIRE_FALSE(good.data.words[0].summands.empty());
    for (std::size_t k = 0; k < good.data.words[0].summands.size(); ++k) {
      for (const auto& [what, summand] : changes_of(good.data.words[0].summands[k], 1)) {
        std::vector<WordReason> words = good.data.words;
        words[0].summands[k] = summand;
        INFO(what);
        CHECK_FALSE(holds_with(good, words));
      }
      std::vector<WordReason> words = good.data.words;
      words[0].summands.erase(words[0].summands.begin() + static_cast<std::ptrdiff_t>(k));
      CHECK_FALSE(holds_with(good, words));
    }
    CHECK_FALSE(holds_with(good, {}));
    CHECK_FALSE(holds_with(good, {good.data.words[0], good.data.words[0]}));
    std::vector<WordReason> conserved(1);
    conserved[0].conserved = true;
    CHECK_FALSE(holds_with(good, conserved));
    Step other = good;
    other.conclusion.judgement = kernel::Judgement::holds;
    CHECK_FALSE(kernel::holds(other));
    other = good;
    other.conclusion.claim = flowcert::theorems::constant(kernel::Op::false_value);
    CHECK_FALSE(kernel::holds(other));
    other = good;
    other.rule = kernel::Rule::absurd;
    CHECK_FALSE(kernel::holds(other));
    other.rule = kernel::Rule::truth;
    CHECK_FALSE(kernel::holds(other));
  }
}

TEST_CASE("the kernel: bounds of numbers of matrices have their weights and signs") {
  const Step good = step_for(about(matrices, "inner(X, Y) <= norm(X)*norm(Y)"));
  REQUIRE(kernel::holds(good));
  REQUIRE(good.data.words[0].bounds.size() == 1);
  const auto changed = [&](auto&& make) {
    std::vector<WordReason> words = good.data.words;
    make(words[0].bounds[0]);
    return holds_with(good, words);
  };
  using kernel::WordBound;
  CHECK(changed([](WordBound&) {}));
  CHECK_FALSE(changed([](WordBound& b) { b.weight = 2; }));
  CHECK_FALSE(changed([](WordBound& b) { b.weight = -1; }));
  CHECK_FALSE(changed([](WordBound& b) { b.kind = WordBound::Kind::square; }));
  CHECK_FALSE(changed([](WordBound& b) { b.kind = WordBound::Kind::by_duality; }));
  CHECK_FALSE(changed([](WordBound& b) { b.a = b.b; }));
  CHECK_FALSE(changed([](WordBound& b) { b.a.clear(); }));
  const Step reverse = step_for(about(matrices, "inner(X, Y) >= norm(X)*norm(Y)"));
  std::vector<WordReason> words = good.data.words;
  CHECK_FALSE(holds_with(reverse, words));
  words[0].bounds[0].weight = -1;
  CHECK_FALSE(holds_with(reverse, words));
}

TEST_CASE("the kernel: a proof of every size shows nothing of a claim with one thing changed") {
  const std::string good = about(flow, "ddt(transpose(V)*V - U*transpose(U)) == zeros(H, H)");
  const ClaimResult result = flowcert::tests::decided(good, 30);
  CHECK(result.verdict.kind() == VerdictKind::proved);
  const auto proofs = certificate_file::proofs_of(certificate_of(result.checks, Deadline::in(30)));
  REQUIRE(proofs.size() == 1);
  const auto shows = [&](const std::string& what, const std::string& by) {
    std::string text = good;
    const std::size_t place = text.find(what);
    REQUIRE(place != std::string::npos);
    const auto checks = kernel::recheck(ClaimFile::parse(text.replace(place, what.size(), by), "inline.toml"), proofs);
    REQUIRE(checks.size() == 1);
    return checks[0].complete();
  };
  CHECK(shows("ddt", "ddt"));
  CHECK_FALSE(shows("\"gradient\"", "\"spectral\""));
  CHECK_FALSE(shows("- U", "+ U"));
  CHECK_FALSE(shows("- U", "- 2*U"));
  CHECK_FALSE(shows("V)*V", "V)*V*transpose(V)*V"));
  CHECK_FALSE(shows("rows = \"m\"", "rows = \"q\""));
  CHECK_FALSE(shows("zeros(H, H)", "eye(H)"));
  CHECK_FALSE(shows("assume = []", "assume = [\"H == 2*q\"]"));
}
