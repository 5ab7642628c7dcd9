// Whatever is proved of random systems holds along Runge-Kutta solutions in long double, from the stated start and from
// two beside it (a solution that is not the only one is left by one of them), by far more than these can be wrong.
#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/random_flow.hpp"
#include "tests/proofs_check/exact/random_texts.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::theorems::Dynamics;
using flowcert::theorems::Problem;
using flowcert::theorems::Term;
using test::Dice;
using test::DynamicsCase;
using Values = std::map<std::string, long double>;

const std::string two_layer = "a = b*(s - a*b); b = a*(s - a*b)";
const std::string deep = "a = b*c*(2 - a*b*c); b = a*c*(2 - a*b*c); c = a*b*(2 - a*b*c)";
const std::string lotka = "x = x*(2 - 3*y); y = y*(5*x - 7)";
const std::string unit = "p = p/sqrt(p^2 + q^2); q = q/sqrt(p^2 + q^2)";
const std::string tent = "x == max(1 - t, 0)";

/// Each is true.
const std::vector<DynamicsCase> facts{
    {"k x0", "", "x = x0", "x = -k*x", "x == x0*exp(-k*t)", "1"},
    {"k x0", "x0 > 0", "x = x0", "x = -k*x", "x > 0", ""},
    {"", "", "x = 1; y = 0", "x = -2*y; y = 2*x", "x == cos(2*t) and y == sin(2*t)", "2"},
    {"", "", "x = 1; y = 0", "x = -2*y; y = 2*x", "x^2 + y^2 == 1", "2"},
    {"s a0 b0", "", "a = a0; b = b0", two_layer, "a^2 - b^2 == a0^2 - b0^2", "1"},
    {"s a0 b0", "", "a = a0; b = b0", two_layer, "ddt(a*b) == (a^2 + b^2)*(s - a*b)", ""},
    {"", "", "a = 1/2; b = 1/2; c = 1/2", deep, "a - b == 0 and a > 0", "1"},
    {"", "", "a = 1; b = 1/2; c = 1/3", deep, "a^2 - b^2 == 3/4", "1"},
    {"", "", "x = 1/100", "x = 2*x*(1 - x)", "x == 1/(1 + 99*exp(-2*t))", "2"},
    {"", "", "x = 1/3", "x = 2*x*(1 - x)", "x > 0 and x < 1", "2"},
    {"", "", "x = 1; y = 2", lotka, "5*x - 7*log(x) + 3*y - 2*log(y) == 11 - 2*log(2)", "1"},
    {"", "", "x = 1; y = 2", lotka, "x > 0 and y > 0", "1"},
    {"", "", "p = 3; q = 4", unit, "4*p == 3*q", "2"},
    {"", "", "p = 3; q = 4", unit, "p == 3 + 3*t/5 and q == 4 + 4*t/5", "2"},
    {"x0", "x0 > 0", "x = x0", "x = -sign(x)", "x == max(x0 - t, 0)", "2"},
    {"", "", "x = 1; y = 0", "x = -sign(x); y = x", "x == max(1 - t, 0)", "2"},
    {"", "", "x = 1; y = 1", "x = -sign(x*y); y = -2*sign(x*y)", "y == max(1 - 2*t, 0)", "2"},
    {"", "", "x = 1; y = -1", "x = -sign(x); y = -2*sign(y)", tent + " and y == min(2*t - 1, 0)", "2"},
    {"a", "a > 0", "s = 0", "s = sign(a - s)", "s == min(t, a)", "2"},
    {"", "", "a = 1/2; b = 1/2", "a = sign(b*(1 - a*b)); b = sign(a*(1 - a*b))", "a*b == min((1/2 + t)^2, 1)", "2"},
    {"", "", "x = 0; y = 2", "x = sign(1 - t)*2; y = -1", "x == min(2*t, 4 - 2*t)", "2"},
    {"", "", "x = 1", "x = x^2", "x == 1/(1 - t)", "", "", "1/2"},
    {"", "", "x = 1; y = 0", "x = x^2; y = 1", "at(y, 1/2) == 1/2", "", "", "1/2"},
    {"x0", "", "x = x0", "x = x^2", "x == x0/(1 - x0*t)", ""},
    {"", "", "x = 1", "x = 1/x", "x == sqrt(1 + 2*t)", "2"},
    {"", "", "x = 1", "x = -1/(2*x)", "x == sqrt(1 - t)", "", "", "1/2"},
    {"", "", "x = 1", "x = 3*x^(2/3)", "x == (1 + t)^3", "1"},
    {"", "", "x = 0; y = 0", "x = y; y = 2", "x == t^2 and y == 2*t", "1"},
    {"", "", "x = 1; y = 2", "x = y; y = 2", "ddt(sqrt(x)) == 1 or x != (1 + t)^2", "1", "", "",
     "x == (1 + t)^2 and y == 2 + 2*t"},
    {"", "", "x = 0", "x = 1 - x^2", "x >= 0 and x <= 1", "2"},
    {"", "", "x = 1/2", "x = -x*log(x)", "x > 0", ""},
    {"", "", "x = 1", "x = -x", "at(x, 1) == exp(-1) and at(x, t/2)^2 == x", "2", "", "", "x == exp(-t)"},
    {"", "", "x = 1; y = 0", "x = -abs(x); y = max(x, 0)", "x + y == 1", "2"},
    {"", "", "x = 4", "x = -sqrt(x)", "x == (2 - t/2)^2", "", "", "2"},
    {"", "", "x = 1; y = 1", "x = x*sin(y); y = -y", "y == exp(-t) and x > 0", "2"},
};

std::optional<Values> sampled(const Problem& problem, Dice& dice) {
  for (int attempt = 0; attempt < 40; ++attempt) {
    Values values;
    std::vector<std::string> names;
    std::vector<long double> inputs;
    for (const auto& parameter : problem.parameters) {
      inputs.push_back(dice.fraction().convert_to<long double>() / 2);
      names.push_back(parameter.name);
      values[parameter.name] = inputs.back();
    }
    bool admitted = true;
    for (const Term& h : problem.hypotheses) {
      const test::Program<long double> left(h.arg(0), names), right(h.arg(1), names);
      const auto a = left(inputs), b = right(inputs);
      admitted = admitted && a && b &&
                 (h.op() == flowcert::theorems::Op::greater         ? *a > *b
                  : h.op() == flowcert::theorems::Op::greater_equal ? *a >= *b
                  : h.op() == flowcert::theorems::Op::less          ? *a < *b
                  : h.op() == flowcert::theorems::Op::less_equal    ? *a <= *b
                  : h.op() == flowcert::theorems::Op::not_equal     ? *a != *b
                                                                    : *a == *b);
    }
    if (admitted) return values;
  }
  return std::nullopt;
}

std::optional<double> number(const std::string& text) {
  if (text.empty() || text == "inf") return std::nullopt;
  const auto value = test::Program<long double>(test::read_term(text), {})({});
  return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

/// What is wrong with a claim that was proved; nothing if it holds as far as can be seen.
std::optional<std::string> contradiction(const DynamicsCase& c, const Problem& problem, const Values& values,
                                         int& looked_at) {
  const Term& claim = problem.checks[0].claims[0].claim;
  const std::optional<double> stated = number(c.high.empty() ? c.end : c.high);
  const double end = stated.value_or(1.5);
  if (end <= 0 || end > 10) return std::nullopt;  // nothing to look at
  constexpr int steps = 1500;
  constexpr long double aside = 1e-12L;
  const bool jumps = c.equations.find("sign") != std::string::npos;
  for (const long double offset : {0.0L, aside, -aside}) {
    const test::Flow fine = test::run(problem, values, end, 2 * steps, offset),
                     coarse = test::run(problem, values, end, steps, offset);
    if (fine.states.empty() && coarse.states.empty() && offset == 0) return "no solution starts";
    if (stated && !fine.whole && !coarse.whole && offset == 0) return "the solution ends";
    long double error = jumps ? 20.0L * coarse.step : 1e-6L;
    for (std::size_t k = 0; k < coarse.states.size() && 2 * k < fine.states.size(); ++k) {
      for (std::size_t i = 0; i < coarse.states[k].size(); ++i)
        error = std::max(error, 50 * std::abs(coarse.states[k][i] - fine.states[2 * k][i]));
      if (error > 0.05L) break;  // near the end of a solution's life
      if (k % 50 != 0) continue;
      ++looked_at;
      const long double is = test::slack(problem, claim, values, fine, 2 * k);
      const long double was = test::slack(problem, claim, values, coarse, k);
      if (is < -(error + 20 * std::abs(is - was)))
        return "false at t = " + std::to_string(static_cast<double>(k) * coarse.step);
    }
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("whatever is proved of random systems holds along solutions computed otherwise") {
  Dice dice(5);
  int proved = 0, looked_at = 0, seen_false = 0, beyond = 0;
  for (int round = 0; round < 210; ++round) {
    DynamicsCase c = facts[static_cast<std::size_t>(round) % facts.size()];
    for (int changes = round < int(facts.size()) ? 0 : 1 + dice.below(2); changes > 0; --changes)
      c = changed(c, "t", dice);
    INFO(c.hypotheses << " | " << c.states << " | " << c.equations << " | " << c.claim << " | end " << c.end
                      << " | high " << c.high);
    try {
      const Problem problem = make_problem(c, Dynamics::Kind::system);
      const auto outcome =
          prove_along_system(problem, problem.checks[0].claims[0], Deadline::in(round < int(facts.size()) ? 1 : 0.12));
      if (!outcome.evidence) {
        const auto values = sampled(problem, dice);
        seen_false += values && contradiction(c, problem, *values, looked_at) ? 1 : 0;
        continue;
      }
      ++proved;
      for (int sample = problem.parameters.empty() ? 1 : 3; sample > 0; --sample) {
        const auto values = sampled(problem, dice);
        if (!values) continue;
        std::string at;
        for (const auto& [name, value] : *values) at += name + " = " + std::to_string(static_cast<double>(value)) + " ";
        INFO(at);
        const auto wrong = contradiction(c, problem, *values, looked_at);
        if (wrong) FAIL_CHECK(*wrong);
      }
    } catch (const test::NoValue&) {
      ++beyond;  // what the reference cannot compute
    } catch (const std::runtime_error&) {
      continue;  // no statement any more
    }
  }
  CHECK(proved > 60);
  CHECK(seen_false > 60);  // of those that were not proved: the reference does see what is false
  CHECK(looked_at > 3000);
  CHECK(beyond < 10);
}
