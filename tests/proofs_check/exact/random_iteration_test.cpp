// Whatever is proved of random iterations holds along their runs in exact rationals.
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>

#include "tests/proofs_check/exact/random_program.hpp"
#include "tests/proofs_check/exact/random_texts.hpp"
#include "theorems/terms/statements.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::theorems::Op;
using flowcert::theorems::Problem;
using flowcert::theorems::Term;
using test::Dice;
using test::DynamicsCase;
using Exact = boost::multiprecision::cpp_rational;

constexpr int most_steps = 24;

/// Each is true.
const std::vector<DynamicsCase> facts{
    {"a eta", "a > 0; eta > 0", "s = 0", "s = s + eta*sign(a - s)", "abs(s - min(eta*n, a)) < eta", "", "0", "inf"},
    {"a eta", "a > 0; eta > 0", "s = 0", "s = s + eta*sign(a - s)", "s <= a + eta", "", "0", "inf"},
    {"a b", "", "x = a", "x = b*x", "x == a*b^n", "", "0", "inf"},
    {"a", "", "x = a", "x = x/2 + 1", "x == 2 + (a - 2)/2^n", "", "0", "inf"},
    {"R y", "R > 0; y >= 0; y <= R", "x = R", "x = x - R/2^(n + 1)*sign(x - y)", "abs(x - y) <= R/2^n", "", "0", "inf"},
    {"y eta x", "y > 0; eta > 0; abs(abs(x) - y) <= eta", "a = x", "a = a + eta*sign(a*(y^2 - a^2))",
     "abs(abs(a) - y) <= eta", "", "0", "inf"},
    {"", "", "f = 0; g = 1", "f = g; g = f + g", "f^2 + f*g - g^2 == -(-1)^n", "", "0", "inf"},
    {"", "", "f = 1; g = 1", "f = g; g = f + g", "f >= 1 and g >= f", "", "0", "inf"},
    {"", "", "x = 1", "x = 2*x + 1", "x == 2^(n + 1) - 1", "", "0", "inf"},
    {"", "", "x = 0; y = 0", "x = x + 1; y = y + 2*x + 1", "y == x^2", "", "0", "inf"},
    {"", "", "x = 0; y = 0", "x = x + 1; y = y + x", "2*y == n^2 - n and x == n", "", "0", "inf"},
    {"", "", "x = 2", "x = x/2 + 1/x", "x > 1", "", "0", "inf"},
    {"", "", "x = 2", "x = x/2 + 1/x", "x^2 >= 2", "", "0", "inf"},
    {"x0", "x0 > 0", "x = x0", "x = x/(1 + x)", "x == x0/(1 + n*x0)", "", "0", "inf"},
    {"x0", "x0 > 0; x0 < 1", "x = x0", "x = x*(2 - x)", "x > 0 and x < 1", "", "0", "inf"},
    {"", "", "x = 1/3", "x = 2*x*(1 - x)", "x >= 1/3 and x <= 1/2", "", "0", "inf"},
    {"", "", "x = 1; y = 0", "x = 3*x/5 - 4*y/5; y = 4*x/5 + 3*y/5", "x^2 + y^2 == 1", "", "0", "inf"},
    {"", "", "x = 22/125", "x = x - (3/5)^n*sign(x*(x^2 - 1/25))", "n >= 4 implies x == 0", "20"},
    {"", "", "a = 1/20; b = 1/20", "a = a + 1/10*sign(b*(1 - a*b)); b = b + 1/10*sign(a*(1 - a*b))",
     "n >= 9 implies (a == 19/20 or a == 21/20)", "20"},
    {"", "", "x = 1; y = 3", "x = max(x, y); y = min(x, y)", "x + y == 4 and x*y == 3", "", "0", "inf"},
    {"", "", "x = 5", "x = abs(x - 2)", "x <= 5 and x >= 0", "", "0", "inf"},
    {"", "", "x = 0; y = 1", "x = x + 1; y = 1/(n + 1)", "x == n", "", "2", "inf"},
    {"", "", "x = 3", "x = x - 1", "x*(x - 1) >= 0 and at(x, 2) == 1", "10", "", "", "x == 3 - n"},
    {"x0", "", "x = x0", "x = -x", "x^2 == x0^2", "", "0", "inf"},
};

/// The values of names, in one order.
struct Point {
  std::vector<std::string> names;
  std::vector<Exact> values;
};

using Orbit = std::vector<Point>;

/// Truth of a statement, by the language's rules: a relation with an undefined term is false.
bool is_true(const Term& statement, const Point& point, const Orbit& orbit);

/// at(e, k) by its value. Throws NoValue where there is none to look at.
Term without_moments(const Term& term, const Point& point, const Orbit& orbit) {
  if (term.op() != Op::at) return map_args(term, [&](const Term& arg) { return without_moments(arg, point, orbit); });
  const auto time = test::Program<Exact>(term.arg(1), point.names)(point.values);
  if (!time || denominator(*time) != 1 || *time < 0 || *time >= Exact(orbit.size())) throw test::NoValue("a time");
  const Point& then = orbit[static_cast<std::size_t>(numerator(*time))];
  const auto value = test::Program<Exact>(term.arg(0), then.names)(then.values);
  if (!value) throw test::NoValue("an undefined value");
  return Term(flowcert::theorems::Rational(value->str()));
}

bool is_true(const Term& statement, const Point& point, const Orbit& orbit) {
  const auto part = [&](const Term& arg) { return is_true(arg, point, orbit); };
  switch (statement.op()) {
    case Op::logical_and:
      return std::all_of(statement.args().begin(), statement.args().end(), part);
    case Op::logical_or:
      return std::any_of(statement.args().begin(), statement.args().end(), part);
    case Op::logical_not:
      return !part(statement.arg(0));
    case Op::implies:
      return !part(statement.arg(0)) || part(statement.arg(1));
    case Op::true_value:
      return true;
    case Op::false_value:
      return false;
    default:
      break;
  }
  const auto value = [&](const Term& side) {
    return test::Program<Exact>(without_moments(side, point, orbit), point.names)(point.values);
  };
  const auto a = value(statement.arg(0)), b = value(statement.arg(1));
  if (!a || !b) return false;
  switch (statement.op()) {
    case Op::equal:
      return *a == *b;
    case Op::not_equal:
      return *a != *b;
    case Op::less:
      return *a < *b;
    case Op::less_equal:
      return *a <= *b;
    case Op::greater:
      return *a > *b;
    default:
      return *a >= *b;
  }
}

std::optional<Point> sampled(const Problem& problem, Dice& dice) {
  for (int attempt = 0; attempt < 60; ++attempt) {
    Point point;
    for (const auto& parameter : problem.parameters) {
      point.names.push_back(parameter.name);
      point.values.emplace_back(dice.fraction().str());
    }
    const auto holds = [&](const Term& h) { return is_true(h, point, {}); };
    if (std::all_of(problem.hypotheses.begin(), problem.hypotheses.end(), holds)) return point;
  }
  return std::nullopt;
}

/// What is wrong with the claim for these parameters; nothing if it holds at all steps that were taken.
std::optional<std::string> contradiction(const Problem& problem, const Point& parameters, int& looked_at) {
  const auto& dynamics = *problem.dynamics;
  const auto& claim = problem.checks[0].claims[0];
  const auto number = [&](const Term& term) { return test::Program<Exact>(term, parameters.names)(parameters.values); };
  int last = most_steps;
  if (claim.reals[0].high.op() != Op::infinity) {
    const auto high = number(claim.reals[0].high);
    if (!high || *high < 0) return std::nullopt;
    last = std::min(last, static_cast<int>(Exact(*high)));
  }
  const auto low = number(claim.reals[0].low);
  Orbit orbit;
  std::vector<Exact> state;
  for (const Term& initial : dynamics.initial) {
    const auto value = number(initial);
    if (!value) return "the start is undefined";
    state.push_back(*value);
  }
  for (int n = 0; n <= last; ++n) {
    Point point = parameters;
    point.names.insert(point.names.end(), dynamics.state.begin(), dynamics.state.end());
    point.values.insert(point.values.end(), state.begin(), state.end());
    point.names.emplace_back("n");
    point.values.emplace_back(n);
    orbit.push_back(point);
    if (std::any_of(state.begin(), state.end(), [](const Exact& x) { return numerator(x).str().size() > 300; })) break;
    for (std::size_t i = 0; n < last && i < state.size(); ++i) {
      const auto value = test::Program<Exact>(dynamics.right_hand_side[i], point.names)(point.values);
      if (!value) return "step " + std::to_string(n) + " is undefined";
      state[i] = *value;
    }
  }
  for (std::size_t n = 0; n < orbit.size(); ++n) {
    if (low && Exact(n) < *low) continue;
    ++looked_at;
    if (!is_true(claim.claim, orbit[n], orbit)) return "false at n = " + std::to_string(n);
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("whatever is proved of random iterations holds along their exact runs") {
  Dice dice(3);
  int proved = 0, looked_at = 0, seen_false = 0, beyond = 0;
  for (int round = 0; round < 400; ++round) {
    DynamicsCase c = facts[static_cast<std::size_t>(round) % facts.size()];
    const bool first = round < static_cast<int>(facts.size());
    for (int changes = first ? 0 : 1 + dice.below(2); changes > 0; --changes) c = changed(c, "n", dice);
    INFO(c.hypotheses << " | " << c.states << " | " << c.equations << " | " << c.claim << " | steps " << c.end
                      << " | from " << c.low);
    try {
      const Problem problem = make_problem(c, flowcert::theorems::Dynamics::Kind::iteration);
      const bool shown = prove_along_iteration(problem, problem.checks[0].claims[0], Deadline::in(first ? 1 : 0.1))
                             .evidence.has_value();
      proved += shown ? 1 : 0;
      bool wrong = false;
      for (int sample = problem.parameters.empty() ? 1 : 5; sample > 0 && !wrong; --sample) {
        const auto point = sampled(problem, dice);
        if (!point) break;
        const auto found = contradiction(problem, *point, looked_at);
        wrong = found.has_value();
        if (shown && found) FAIL_CHECK(*found);
      }
      seen_false += wrong ? 1 : 0;
    } catch (const test::NoValue&) {
      ++beyond;  // what exact rationals cannot compute
    } catch (const std::runtime_error&) {
      continue;  // no statement any more
    }
  }
  CHECK(proved > 60);
  CHECK(seen_false > 100);
  CHECK(looked_at > 3000);
  CHECK(beyond < 20);
}
