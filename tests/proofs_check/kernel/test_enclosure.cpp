#include <catch2/catch.hpp>
#include <random>

#include "proofs_check/kernel/enclosure.hpp"
#include "proofs_check/rigorous/enclosure_search.hpp"
#include "tests/proofs_check/exact/read_term.hpp"
#include "tests/proofs_check/kernel/kernel_step.hpp"
#include "tests/proofs_check/kernel/sequent_at_points.hpp"

namespace {

using namespace flowcert::proofs::kernel;
using flowcert::proofs::Deadline;
using flowcert::proofs::enclosure_step;
using flowcert::proofs::FormulaStatement;
using flowcert::proofs::test::granted;
using flowcert::proofs::test::kernel_context;
using flowcert::proofs::test::kernel_step;
using flowcert::proofs::test::read_hypotheses;
using flowcert::proofs::test::read_term;
using flowcert::proofs::test::read_variables;
using flowcert::proofs::test::truth_at;
using flowcert::proofs::test::Values;

constexpr std::size_t bits = 96;

Data boxes(const std::vector<Rational>& ends, std::vector<std::size_t> cuts) {
  Data data;
  for (const Rational& end : ends) data.terms.emplace_back(end);
  data.places = std::move(cuts);
  data.places.insert(data.places.begin(), bits);
  return data;
}

/// On the box as it is.
bool enclosed(const std::string& variables, const std::string& hypotheses, const std::string& claim,
              const std::vector<Rational>& ends, const std::vector<std::size_t>& cuts = {0}) {
  return holds(*kernel_step(Rule::enclosure, kernel_context(variables, hypotheses), claim, {}, boxes(ends, cuts)));
}

bool found(const std::string& variables, const std::string& hypotheses, const std::string& claim) {
  const FormulaStatement statement{read_variables(variables), read_hypotheses(hypotheses), read_term(claim)};
  const StepPtr step = enclosure_step(statement, Deadline::in(2));
  if (step) CHECK(holds(*step));
  return step != nullptr;
}

}  // namespace

TEST_CASE("enclosure: a relation holds where the balls say so") {
  const char *unit = "x >= 0; x <= 1", *about_zero = "x >= -1; x <= 1";
  CHECK(enclosed("x", unit, "x*(1 - x) <= 1", {0, 1}));
  CHECK(enclosed("x", unit, "x <= 1", {0, 1}));
  CHECK_FALSE(enclosed("x", unit, "x < 1", {0, 1}));
  CHECK_FALSE(enclosed("x", unit, "x*(1 - x) <= 1/5", {0, 1}));
  CHECK(enclosed("x", unit, "exp(x) - x >= 1", {0, 1}));  // monotone: its least value is at an end
  CHECK_FALSE(enclosed("x", unit, "exp(x) - x > 1", {0, 1}));
  CHECK(enclosed("x", about_zero, "abs(x) + x/2 >= -1", {-1, 1}));
  CHECK_FALSE(enclosed("x", about_zero, "abs(x) + x/2 >= 1/100", {-1, 1}));
  CHECK(enclosed("x", unit, "x > 2 or x < 3", {0, 1}));
  CHECK(enclosed("x", unit, "not x > 2", {0, 1}));
  CHECK(enclosed("x", unit, "x > 1/2 implies 1/x <= 2", {0, 1}, {1, 0, 0}));
  CHECK_FALSE(enclosed("x", unit, "x > 1/2 implies 1/x < 3/2", {0, 1}, {1, 0, 0}));
}

TEST_CASE("enclosure: powers") {
  const char* about_zero = "x >= -2; x <= 1";
  CHECK(enclosed("x", about_zero, "0 <= x^2 and x^2 <= 4 and -8 <= x^3 and x^3 <= 1", {-2, 1}));
  CHECK_FALSE(enclosed("x", about_zero, "x^2 >= 1", {-2, 1}));
  CHECK_FALSE(enclosed("x", about_zero, "x^2 <= 3", {-2, 1}));
  CHECK_FALSE(enclosed("x", about_zero, "x^3 >= -1", {-2, 1}));
  CHECK(
      enclosed("x", "x >= -2; x <= -1", "1/4 <= x^(-2) and x^(-2) <= 1 and -1 <= x^(-1) and x^(-1) <= -1/2", {-2, -1}));
  CHECK(enclosed("x y", "x >= 1/2; x <= 2; y >= -1; y <= 1", "1/2 <= x^y and x^y <= 2", {Rational(1, 2), 2, -1, 1}));
  CHECK_FALSE(enclosed("x y", "x >= 1/2; x <= 2; y >= -1; y <= 1", "x^y < 2", {Rational(1, 2), 2, -1, 1}));
  CHECK(enclosed("x y", "x >= 0; x <= 2; y >= 1/2; y <= 1", "0 <= x^y and x^y <= 2", {0, 2, Rational(1, 2), 1}));
}

TEST_CASE("enclosure: what is undefined somewhere is refused") {
  const char *unit = "x >= 0; x <= 1", *about_zero = "x >= -1; x <= 1";
  for (const char* claim : {"1/x > 0", "log(x) <= 0", "x^(-1) >= 1", "x/x == 1", "0*log(x) >= -1", "x^(-1/2) >= 1"}) {
    INFO(claim);
    CHECK_FALSE(enclosed("x", unit, claim, {0, 1}));
    CHECK_FALSE(found("x", unit, claim));
  }
  for (const char* claim : {"sqrt(x) >= 0", "x^(1/3) >= -2", "asin(2*x) <= 2", "acos(2*x) >= -4", "sqrt(x)^2 <= 1"})
    CHECK_FALSE(found("x", about_zero, claim));
  CHECK(enclosed("x", unit, "sqrt(x) >= 0", {0, 1}));
  CHECK(enclosed("x", unit, "x^(1/3) <= 1", {0, 1}));
  CHECK(enclosed("x", about_zero, "asin(x) <= 2 and acos(x) >= 0", {-1, 1}));
  CHECK_FALSE(found("x", "x >= 1; x <= 2", "tan(x) >= -10^6"));  // a pole
  CHECK(found("x", "x >= 0; x <= 3/2", "tan(x) >= 0"));
  CHECK_FALSE(found("x y", "x >= 0; x <= 1; y >= -1; y <= 1", "x^y >= 0"));  // 0^(-1)
}

TEST_CASE("enclosure: jumps are seen on both sides") {
  const char* unit = "x >= 0; x <= 1";
  CHECK_FALSE(found("x", unit, "floor(x) <= 0"));
  CHECK_FALSE(found("x", unit, "ceil(x) >= 1"));
  CHECK_FALSE(found("x", unit, "sign(x) >= 1"));
  CHECK(found("x", unit, "floor(x) <= 1"));
  CHECK(found("x", "x >= 1/3; x <= 1/2", "floor(x) == 0"));
  CHECK(found("x", "x >= -1; x <= 1", "sign(x) <= 1"));
}

TEST_CASE("enclosure: the box contains all values of the hypotheses") {
  CHECK(enclosed("x", "x >= 0; x <= sqrt(2)", "x^2 <= 3", {0, Rational(3, 2)}));
  CHECK_FALSE(enclosed("x", "x >= 0; x <= sqrt(2)", "x^2 <= 3", {0, Rational(7, 5)}));
  CHECK(enclosed("x", "0 <= x; 1/3 >= x", "x < 1/2", {0, Rational(1, 3)}));
  CHECK_FALSE(enclosed("x", "0 <= x; 1/3 >= x", "x < 1/2", {0, Rational(33, 100)}));
  CHECK_FALSE(enclosed("x", "0 <= x; 1/3 >= x", "x < 1/2", {Rational(1, 100), Rational(1, 3)}));
  CHECK_FALSE(enclosed("x", "x <= 1", "x < 2", {0, 1}));
  CHECK_FALSE(enclosed("x", "x != 1; x >= 0", "x < 2", {0, 1}));
  CHECK_FALSE(enclosed("x", "x >= 0; x <= 1 or x <= 3", "x < 2", {0, 1}));
  CHECK_FALSE(enclosed("x", "x >= 0; x <= 2", "x < 2", {0, 1}));
  CHECK(enclosed("x y", "x >= 0; x <= 1; y >= -x; y <= x", "y <= 1", {0, 1, -1, 1}));
  CHECK_FALSE(enclosed("x y", "x >= 0; x <= 1; y >= -x; y <= 2*x", "y <= 1", {0, 1, -1, 1}));
  CHECK_FALSE(enclosed("x y", "x >= 0; x <= y; y >= 0; y <= 1", "x <= 1", {0, 1, 0, 1}));  // bounded by a later one
  CHECK(enclosed("x", "x == 1/7", "x < 1", {Rational(1, 7), Rational(1, 7)}));
  CHECK_FALSE(enclosed("x", "x >= 1; x <= 0", "x == 5", {1, 0}));
}

TEST_CASE("enclosure: where a hypothesis is false nothing is claimed") {
  CHECK(found("x y", "x >= 0; x <= 1; y >= 0; y <= 1; x + y >= 3/2", "x*y >= 1/4"));
  CHECK_FALSE(found("x y", "x >= 0; x <= 1; y >= 0; y <= 1; x + y >= 1/2", "x*y >= 1/4"));
  CHECK_FALSE(found("x", "x >= 0; x <= 1; 1/x >= 0", "x > 0 and x < 1"));
}

TEST_CASE("enclosure: whole numbers") {
  CHECK(enclosed("integer n", "n >= 1; n <= 3", "n != 5/2", {1, 3}, {1, 0, 0}));
  CHECK_FALSE(enclosed("n", "n >= 1; n <= 3", "n != 5/2", {1, 3}, {1, 0, 0}));
  CHECK(enclosed("integer n", "n >= 1/2; n <= 5/2", "n^2 <= 4", {1, 2}));
  CHECK_FALSE(enclosed("n", "n >= 1/2; n <= 5/2", "n^2 <= 4", {1, 2}));
  CHECK_FALSE(enclosed("integer n", "n >= 1/2; n <= 3", "n^2 <= 4", {1, 2}));
  CHECK(found("integer n", "n >= 1; n <= 9", "(-1)^n <= 1"));
  CHECK_FALSE(found("integer n", "n >= 1; n <= 9", "(-1)^n <= 0"));
  CHECK(found("integer n", "n >= 0; n <= 3", "0^n <= 1"));
  CHECK_FALSE(found("integer n", "n >= 0; n <= 3", "0^n <= 1/2"));  // 0^0 is 1
}

TEST_CASE("enclosure: signs of constants") {
  for (const char* claim :
       {"pi < 22/7", "pi > 333/106", "exp(pi*sqrt(163)) < 262537412640768744", "sqrt(2) + sqrt(3) > 3.146",
        "e^pi > pi^e", "abs(sin(10^20)) <= 1", "exp(pi*sqrt(163)) > 262537412640768743.9999999999992"}) {
    INFO(claim);
    CHECK(found("", "", claim));
  }
  for (const char* claim : {"pi > 22/7", "sqrt(2)*sqrt(2) <= 2", "exp(log(2)) == 2", "1/sin(pi) != 0",
                            "log(sin(pi)) < 1", "exp(pi*sqrt(163)) == 262537412640768744"}) {
    INFO(claim);
    CHECK_FALSE(found("", "", claim));
  }
}

TEST_CASE("enclosure: one thing changed in the cuts is refused") {
  const char *hypotheses = "x >= 0; x <= 1", *claim = "x*(1 - x) <= 26/100";
  const FormulaStatement statement{read_variables("x"), read_hypotheses(hypotheses), read_term(claim)};
  const StepPtr good = enclosure_step(statement, Deadline::in(5));
  REQUIRE(good);
  REQUIRE(holds(*good));
  REQUIRE(good->data.places.size() > 3);
  const auto changed = [&](const std::function<void(Step&)>& change) {
    Step step = *good;
    change(step);
    return holds(step);
  };
  for (std::size_t k = 1; k < good->data.places.size(); ++k) {
    const auto place = std::ptrdiff_t(k);
    CHECK_FALSE(changed([&](Step& s) { s.data.places[k] = s.data.places[k] == 0 ? 1 : 0; }));
    CHECK_FALSE(changed([&](Step& s) { s.data.places.erase(s.data.places.begin() + place); }));
    if (good->data.places[k] != 0) CHECK_FALSE(changed([&](Step& s) { s.data.places[k] = 2; }));
  }
  CHECK_FALSE(changed([](Step& s) { s.data.places.push_back(0); }));
  CHECK_FALSE(changed([](Step& s) { s.data.places[0] = 1; }));
  CHECK_FALSE(changed([](Step& s) { s.data.places[0] = 100'000'000; }));
  CHECK_FALSE(changed([](Step& s) { s.data.places.clear(); }));
  CHECK_FALSE(changed([](Step& s) { s.data.terms.clear(); }));
  CHECK_FALSE(changed([](Step& s) { s.data.terms[1] = Term(Rational(1, 2)); }));
  CHECK_FALSE(changed([](Step& s) { s.data.terms[1] = flowcert::theorems::variable("x"); }));
  CHECK_FALSE(changed([](Step& s) { s.data.terms.emplace_back(1); }));
  CHECK_FALSE(changed([&](Step& s) { s.premises.push_back(good); }));
  CHECK_FALSE(changed([](Step& s) { s.conclusion.claim = read_term("x*(1 - x) <= 24/100"); }));
  CHECK_FALSE(changed([](Step& s) { s.conclusion.claim = read_term("x*(1 - x) >= 26/100"); }));
  CHECK_FALSE(changed([](Step& s) { s.conclusion.context = kernel_context("x", "x >= 0; x <= 2"); }));
  CHECK_FALSE(changed([](Step& s) { s.conclusion.context = kernel_context("x", "x >= 0"); }));
  CHECK_FALSE(changed([](Step& s) { s.conclusion.judgement = Judgement::along; }));
}

namespace {

/// Terms in x and y whose values over a box are wide: kinks, jumps, domains that end in it.
class RandomTerms {
 public:
  explicit RandomTerms(unsigned seed) : random_(seed) {}

  int below(int count) { return int(random_() % unsigned(count)); }
  Rational number() { return Rational(below(41) - 20, 1 + below(6)); }

  Term term(int depth) {
    using namespace flowcert::theorems;
    if (depth == 0) return below(3) == 0 ? Term(number()) : variable(below(2) == 0 ? "x" : "y");
    static constexpr Op functions[] = {Op::exp, Op::log, Op::sqrt, Op::abs,  Op::sign,  Op::sin,
                                       Op::cos, Op::tan, Op::asin, Op::tanh, Op::floor, Op::ceil};
    switch (below(9)) {
      case 0:
        return term(depth - 1) + term(depth - 1);
      case 1:
        return term(depth - 1) - term(depth - 1);
      case 2:
        return term(depth - 1) * term(depth - 1);
      case 3:
        return term(depth - 1) / term(depth - 1);
      case 4:
        return pow(term(depth - 1), Term(Rational(below(7) - 2, 1 + below(2))));
      case 5:
        return apply(below(2) == 0 ? Op::min : Op::max, {term(depth - 1), term(depth - 1)});
      default:
        return apply(functions[below(12)], {term(depth - 1)});
    }
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("enclosure: what it shows of random terms is true at random points") {
  using flowcert::theorems::relation;
  using flowcert::theorems::variable;
  RandomTerms random(20260307);
  std::size_t shown = 0, looked_at = 0;
  for (int trial = 0; trial < 900; ++trial) {
    FormulaStatement statement{read_variables("x y"), {}, {}};
    std::vector<std::pair<Rational, Rational>> sides;
    for (const char* name : {"x", "y"}) {
      const Rational low = random.number() / 4, high = low + Rational(random.below(9), 3);
      sides.emplace_back(low, high);
      statement.hypotheses.push_back(relation(Op::less_equal, Term(low), variable(name)));
      statement.hypotheses.push_back(relation(Op::less_equal, variable(name), Term(high)));
    }
    static constexpr Op relations[] = {Op::less, Op::less_equal, Op::greater, Op::greater_equal, Op::not_equal};
    const Term left = random.term(1 + random.below(3));
    statement.claim = relation(relations[random.below(5)], left, Term(random.number()));
    const StepPtr step = enclosure_step(statement, Deadline::in(0.02));
    if (!step) continue;
    ++shown;
    REQUIRE(holds(*step));
    for (int k = 0; k < 12; ++k) {
      Values point;
      for (std::size_t i = 0; i < 2; ++i) {
        const auto& [low, high] = sides[i];
        point[i == 0 ? "x" : "y"] = low + (high - low) * Rational(random.below(9), 8);  // the ends among them
      }
      const auto truth = truth_at(statement.claim, point);
      if (!truth) continue;
      ++looked_at;
      INFO(to_text(statement.claim));
      CHECK(*truth);
    }
  }
  CHECK(shown > 100);
  CHECK(looked_at > 1000);
}
