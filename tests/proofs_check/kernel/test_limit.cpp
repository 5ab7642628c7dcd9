#include <boost/multiprecision/mpfr.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "proofs_check/kernel/limit.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "proofs_check/kernel/uniform_limit.hpp"
#include "tests/proofs_check/exact/read_term.hpp"
#include "tests/proofs_check/kernel/kernel_step.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::theorems::apply;
using flowcert::theorems::Rational;
using kernel::Approach;
using kernel::LimitClaim;
using kernel::LimitKind;
using kernel::Op;
using kernel::Rule;
using kernel::StepPtr;
using kernel::Term;
using kernel::written_out;

const Approach to_infinity{"x", false, flowcert::theorems::constant(Op::infinity), false};
const Approach to_zero{"x", false, Term(0), true};

Term claim_of(LimitKind kind, const Approach& approach, const std::vector<std::string>& texts) {
  LimitClaim claim{approach, kind, {}};
  for (const std::string& text : texts) claim.terms.push_back(test::read_term(text));
  return written_out(claim);
}

StepPtr step_for(const Term& claim, const std::string& variables, const std::string& hypotheses,
                 const std::vector<std::string>& premises, std::size_t parts = 8) {
  const auto context = test::kernel_context(variables, hypotheses);
  std::vector<StepPtr> given;
  for (const std::string& text : premises) given.push_back(test::granted(context, text));
  kernel::Data data;
  data.places = {parts};
  return std::make_shared<const kernel::Step>(kernel::Step{Rule::expansion, {context, claim}, given, data});
}

bool shows(const Term& claim) {
  return holds(*step_for(claim, "", "", {}));
}

}  // namespace

TEST_CASE("limits: what expansions show, and what they do not") {
  const auto vanishes = [](const Approach& approach, const std::string& term) {
    return claim_of(LimitKind::vanishes, approach, {term});
  };
  for (const std::string term : {"1/x", "x*exp(-x)", "log(x)^9/x^(1/9)", "sin(x)/x", "exp(1/x) - 1", "tanh(x) - 1",
                                 "exp(x)/exp(x + log(x))", "x - floor(x + 1/2) - x"}) {
    INFO(term);
    const bool floor = term.find("floor") != std::string::npos;  // goes to -infinity
    CHECK(shows(vanishes(to_infinity, term)) == !floor);
    CHECK_FALSE(shows(vanishes(to_infinity, "1/1000 + " + term)));
    CHECK(shows(negation(vanishes(to_infinity, "1/1000 + " + term))));
    CHECK_FALSE(shows(negation(vanishes(to_infinity, term))) == !floor);
  }
  for (const std::string term : {"x*log(x)", "sin(x)/x - 1", "(1 - cos(x))/x^2 - 1/2", "x*sin(1/x)", "exp(-1/x)/x^9"}) {
    INFO(term);
    CHECK(shows(vanishes(to_zero, term)));
    CHECK_FALSE(shows(vanishes(to_zero, term + " + x/x")));
  }
  // Of these a bound is known and no limit: neither the claim nor its negation is shown.
  for (const std::string term : {"sin(x)", "cos(x)*exp(1/x)", "sin(log(x))", "x - floor(x)"}) {
    INFO(term);
    CHECK_FALSE(shows(vanishes(to_infinity, term)));
    CHECK_FALSE(shows(negation(vanishes(to_infinity, term))));
  }
  // Undefined near the limit: false, whatever stands beside.
  for (const std::string term : {"0*log(-x)", "sqrt(1 - x) - sqrt(1 - x)", "0/(x - x)"}) {
    INFO(term);
    CHECK_FALSE(shows(vanishes(to_infinity, term)));
    CHECK(shows(negation(vanishes(to_infinity, term))));
  }
}

TEST_CASE("limits: orders are exact, and logarithms are no powers") {
  const auto bounded = [](const std::string& f, const std::string& g) {
    return claim_of(LimitKind::bounded, to_zero, {f, g});
  };
  CHECK(shows(bounded("1 - cos(x)", "x^2")));
  CHECK(shows(bounded("x^2", "1 - cos(x)")));
  CHECK_FALSE(shows(bounded("1 - cos(x)", "x^(201/100)")));
  CHECK(shows(bounded("x", "x*log(x)")));
  CHECK_FALSE(shows(bounded("x*log(x)", "x")));
  CHECK_FALSE(shows(bounded("x*log(log(1/x))", "x")));
  CHECK(shows(bounded("sin(1/x)*x", "x")));
  CHECK_FALSE(shows(bounded("x", "sin(1/x)*x")));
  CHECK(shows(bounded("x - x", "x - x")));
  CHECK_FALSE(shows(bounded("x", "x - x")));
}

TEST_CASE("limits: signs of constants are premises") {
  const Term claim = claim_of(LimitKind::vanishes, to_infinity, {"x^a*exp(b*x)"});
  CHECK(holds(*step_for(claim, "a b", "", {"b < 0"})));
  CHECK(holds(*step_for(claim, "a b", "b < -1", {})));
  CHECK_FALSE(holds(*step_for(claim, "a b", "", {})));
  CHECK_FALSE(holds(*step_for(claim, "a b", "", {"b <= 0"})));
  CHECK_FALSE(holds(*step_for(claim, "a b", "", {"b > 0"})));
  CHECK_FALSE(holds(*step_for(claim, "a b", "", {"a < 0"})));
  const Term divided = claim_of(LimitKind::vanishes, to_infinity, {"(1/a)/x"});
  CHECK_FALSE(holds(*step_for(divided, "a", "", {})));
  CHECK(holds(*step_for(divided, "a", "", {"a > 0"})));
}

TEST_CASE("limits: only what is written out is read, and names do not mix") {
  const Term claim = claim_of(LimitKind::vanishes, to_infinity, {"1/x"});
  const auto read = kernel::read_limit(claim);
  REQUIRE(read);
  CHECK(written_out(*read) == claim);
  CHECK(read->kind == LimitKind::vanishes);
  const auto changed = [&](const auto& change) {
    flowcert::theorems::TermNode node = claim.node();
    change(node);
    return flowcert::theorems::make_term(node);
  };
  CHECK_FALSE(kernel::read_limit(changed([](auto& n) { n.op = Op::exists; })));
  CHECK_FALSE(kernel::read_limit(changed([](auto& n) { n.name = "near'"; })));
  CHECK_FALSE(kernel::read_limit(changed([](auto& n) { n.low_open = false; })));
  CHECK_FALSE(kernel::read_limit(changed([](auto& n) { n.args[0] = Term(-1); })));
  CHECK_FALSE(kernel::read_limit(changed([](auto& n) { n.integer_range = true; })));
  LimitClaim own{to_infinity, LimitKind::vanishes, {flowcert::theorems::variable("near'")}};
  CHECK_FALSE(kernel::read_limit(written_out(own)));
  Approach circular{"x", false, test::read_term("x"), true};
  CHECK_FALSE(kernel::read_limit(written_out({circular, LimitKind::vanishes, {test::read_term("x")}})));
}

namespace {

using Number = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<60>>;

/// Random exp-log functions with their values, made side by side.
struct Sample {
  Term term;
  std::vector<Number> values;  // at the points; not a number where undefined
};

class Samples {
 public:
  explicit Samples(unsigned seed) : random_(seed) {
    for (const char* text : {"1e3", "1e5", "1e8"}) points_.emplace_back(text);
  }

  Sample next(int depth) {
    const int kind = depth == 0 ? pick(2) : pick(10);
    if (kind == 0) return of(test::read_term("x"), [&](std::size_t k) { return points_[k]; });
    if (kind == 1) {
      const int top = 1 + pick(5), bottom = 1 + pick(3);
      return of(Term(Rational(top, bottom)), [&](std::size_t) { return Number(top) / bottom; });
    }
    const Sample a = next(depth - 1);
    if (kind == 2) return of(apply(Op::log, {a.term}), [&](std::size_t k) { return Number(log(a.values[k])); });
    if (kind == 3) return of(apply(Op::exp, {-a.term}), [&](std::size_t k) { return Number(exp(-a.values[k])); });
    if (kind == 4) return of(apply(Op::atan, {a.term}), [&](std::size_t k) { return Number(atan(a.values[k])); });
    if (kind == 5) return of(apply(Op::sqrt, {a.term}), [&](std::size_t k) { return Number(sqrt(a.values[k])); });
    const Sample b = next(depth - 1);
    if (kind == 6) return of(a.term + b.term, [&](std::size_t k) { return Number(a.values[k] + b.values[k]); });
    if (kind == 7) return of(a.term - b.term, [&](std::size_t k) { return Number(a.values[k] - b.values[k]); });
    if (kind == 8) return of(a.term * b.term, [&](std::size_t k) { return Number(a.values[k] * b.values[k]); });
    return of(a.term / b.term, [&](std::size_t k) { return Number(a.values[k] / b.values[k]); });
  }

 private:
  int pick(int choices) { return std::uniform_int_distribution<int>(0, choices - 1)(random_); }
  template <class Value>
  Sample of(const Term& term, const Value& value) const {
    Sample result{term, {}};
    for (std::size_t k = 0; k < points_.size(); ++k) {
      const Number found = value(k);
      result.values.push_back(isfinite(found) ? found : std::numeric_limits<Number>::quiet_NaN());
    }
    return result;
  }

  std::mt19937 random_;
  std::vector<Number> points_;
};

}  // namespace

TEST_CASE("limits: what is shown of random terms agrees with their values") {
  Samples samples(2711);
  int shown = 0, denied = 0;
  for (int k = 0; k < 3000; ++k) {
    const Sample sample = samples.next(4);
    const Term claim = written_out({to_infinity, LimitKind::vanishes, {sample.term}});
    const Number &near = sample.values[0], &far = sample.values[2];
    INFO(flowcert::theorems::to_text(sample.term));
    if (shows(claim)) {
      ++shown;
      CHECK(isfinite(far));
      CHECK((!isfinite(near) || abs(far) <= abs(near) + Number("1e-40")));
    } else if (shows(negation(claim)) && isfinite(far)) {
      ++denied;
      // Of what vanishes as fast as a power of log(x), less than half would be left.
      CHECK((!isfinite(near) || abs(far) > abs(near) / 2));
    }
  }
  CHECK(shown > 100);
  CHECK(denied > 300);
}

namespace {

/// |eps sin(x/eps)| <= eps for 0 < eps < 1 and x in [0, 1].
struct Uniform {
  LimitClaim claim{Approach{"eps", false, Term(0), true},
                   LimitKind::vanishes,
                   {test::read_term("eps*sin(x/eps)")},
                   {{"x", false, Term(0), Term(1), false, false}}};
  Term size = Term(1), bound = test::read_term("eps");

  [[nodiscard]] StepPtr step(const std::vector<kernel::Sequent>& premises) const {
    const auto context = test::kernel_context("", "");
    std::vector<StepPtr> given;
    for (const kernel::Sequent& premise : premises)
      given.push_back(std::make_shared<const kernel::Step>(kernel::Step{Rule::unchecked, premise, {}, {}}));
    kernel::Data data;
    data.terms = {size, bound};
    return std::make_shared<const kernel::Step>(
        kernel::Step{Rule::uniform_limit, {context, written_out(claim)}, given, data});
  }
  [[nodiscard]] std::vector<kernel::Sequent> premises() const {
    return premises_of_uniform_limit(test::kernel_context("", ""), claim, size, bound);
  }
};

}  // namespace

TEST_CASE("limits: a uniform limit needs a bound that does not depend on the range") {
  Uniform good;
  const auto premises = good.premises();
  REQUIRE(premises.size() == 2);
  CHECK(holds(*good.step(premises)));
  CHECK_FALSE(holds(*good.step({premises[0]})));
  CHECK_FALSE(holds(*good.step({premises[1], premises[0]})));
  CHECK_FALSE(holds(*good.step({premises[0], premises[0]})));
  Uniform other = good;
  other.size = Term(2);
  CHECK_FALSE(holds(*other.step(premises)));
  other.size = Term(0);
  CHECK(other.premises().empty());
  other = good;
  other.bound = test::read_term("eps*x");
  CHECK(other.premises().empty());
  other = good;
  other.claim.ranges[0].high = Term(2);
  CHECK_FALSE(holds(*other.step(premises)));
  other = good;
  other.claim.ranges[0].high = test::read_term("1/a");
  CHECK(other.premises().empty());  // of an end that may be undefined nothing is known
  other = good;
  other.claim.ranges[0].high = test::read_term("1/eps");
  CHECK(other.premises().size() == 2);
  other = good;
  other.claim.ranges.clear();
  CHECK(other.premises().size() == 2);  // a bound near the limit does without a range as well
  CHECK_FALSE(holds(*other.step(premises)));
  other = good;
  other.claim.ranges[0].name = "eps";
  CHECK_FALSE(kernel::read_limit(written_out(other.claim)));
}

TEST_CASE("limits: powers of 0 and of something negative") {
  const auto vanishes = [](const std::string& term) { return claim_of(LimitKind::vanishes, to_infinity, {term}); };
  CHECK(shows(vanishes("0^x")));
  CHECK(shows(vanishes("(x - x)^(x + 1)")));
  CHECK_FALSE(shows(negation(vanishes("0^x"))));
  CHECK_FALSE(shows(vanishes("(-1/2)^x")));  // not of all real x
  CHECK_FALSE(shows(negation(vanishes("(-1/2)^x"))));
  CHECK_FALSE(shows(vanishes("0^(-x)")));
}
