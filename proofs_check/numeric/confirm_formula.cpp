#include "proofs_check/numeric/confirm_formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <stdexcept>

#include "proofs_check/numeric/kernel.hpp"
#include "proofs_check/numeric/resolution.hpp"
#include "proofs_check/rigorous/point_claim.hpp"
#include "proofs_check/rigorous/sampler.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr int points_wanted = 24;
constexpr int deep_points = 2;           // points at which the two sides are compared to very many digits
constexpr int deep_digits = 20'000;      // with variables
constexpr int deepest_digits = 300'000;  // without

}  // namespace

class FormulaConfirmation {
 public:
  FormulaConfirmation(const FormulaStatement& statement, int digits, const Deadline& deadline)
      : statement_(statement), digits_(digits), deadline_(deadline), names_(names_of(statement)) {}

  ConfirmOutcome run() {
    ConfirmOutcome outcome;
    const std::vector<Term> equal = conjunction_parts(statement_.claim);
    for (const Term& part : equal) {
      if (part.op() == Op::equal) continue;
      outcome.reason = "only equalities can be confirmed at points; '" + to_text(part) + "' is none";
      return outcome;
    }
    constexpr std::array branching{Op::abs, Op::sign, Op::min, Op::max, Op::floor, Op::ceil, Op::matrix_function};
    if (!names_.empty() && contains(statement_.claim, branching)) {
      outcome.reason = "terms with branches are not confirmed at points";
      return outcome;
    }
    PointSampler sampler(statement_);
    for (std::size_t k = 0; k < names_.size(); ++k) {
      if (!sampler.ranges()[k].bounded() && !sampler.solved(k)) {
        outcome.reason = fmt::format("the range of {} is unbounded: only an exact method can pass it", names_[k]);
        return outcome;
      }
    }
    const auto points = choose_points(sampler);
    if (points.empty()) {
      outcome.reason = "no point satisfies the hypotheses";
      return outcome;
    }
    // Matrix functions cost too much at very many digits; they are compared to a few times the digits asked for.
    static constexpr std::array costly{Op::matrix_function};
    const bool shallow = contains(statement_.claim, costly);
    const int needed = shallow ? digits_ : 2 * digits_;
    int resolved = deepest_digits;
    for (const Term& relation : equal) {
      for (std::size_t k = 0; k < points.size(); ++k) {
        const int deep = names_.empty() ? deepest_digits : (k < deep_points ? deep_digits : 4 * digits_);
        const int effort = shallow ? 4 * digits_ : deep;
        const int seen = compare(relation, points[k], effort, shallow);
        resolved = std::min(resolved, seen);
        if (seen < needed) {
          outcome.reason = fmt::format("'{}' could not be compared to {} digits", to_text(relation), needed);
          return outcome;
        }
      }
    }
    outcome.resolution = fmt::format("1e-{}", resolved);
    outcome.evidence = NumericKernel::confirmed(fmt::format("ball evaluation at {} points", points.size()));
    return outcome;
  }

 private:
  std::vector<std::vector<Rational>> choose_points(PointSampler& sampler) const {
    if (names_.empty()) return {{}};
    const PointClaim hypotheses(theorems::conjunction(statement_.hypotheses), names_);
    std::vector<std::vector<Rational>> points;
    std::mt19937_64 random(20260102);
    for (int k = 0; k < 100 * points_wanted && points.size() < points_wanted && !deadline_.passed(); ++k) {
      const auto point = sampler.next(random);
      if (point && hypotheses.at_escalating(*point, 200, deadline_) == Truth::yes) points.push_back(*point);
    }
    return points;
  }

  /// True if some subterm is so small or large that its effect on the sides could hide beyond `effort` digits, as in
  /// cos(exp(-10^6)) == 1: then agreement says nothing. Sums that cancel to `effort` digits are as good as zero; they
  /// are only looked at where that many digits are few.
  bool extreme(const Term& relation, const std::vector<Rational>& point, int effort, bool shallow) const {
    const integrators::ScopedDigits precision(shallow ? effort : 2 * digits_ + 20);
    BallProgram program(names_);
    std::vector<bool> sides;
    for (const Term& side : relation.args()) {
      const std::size_t slot = program.compile(side);
      sides.resize(program.size(), false);
      sides[slot] = true;
    }
    const std::vector<Ball> inputs(point.begin(), point.end());
    std::vector<Enclosed> slots;
    program.run(inputs, slots);
    const std::vector<bool> cancelled = program.cancelled(slots);
    const long most_bits = effort / 4L * 3L;
    for (std::size_t k = 0; k < slots.size(); ++k) {
      const arf_srcptr middle = arb_midref(slots[k].value.raw());
      if (arf_is_normal(middle) == 0 || (cancelled[k] && (shallow || sides[k]))) continue;
      if (arf_cmpabs_2exp_si(middle, most_bits) > 0 || arf_cmpabs_2exp_si(middle, -most_bits) < 0) return true;
    }
    return false;
  }

  /// Compares both sides with more and more digits. Returns to how many digits they agree in a comparison that a
  /// relative change of that size would have failed; 0 as soon as they differ.
  int compare(const Term& relation, const std::vector<Rational>& point, int effort, bool shallow) const {
    const ClaimProgram program(relation, names_);
    if (extreme(relation, point, effort, shallow)) return 0;
    int agreed = 0;
    for (int digits = 2 * digits_ + 20;; digits = std::min(4 * digits, effort)) {
      const integrators::ScopedDigits precision(digits);
      const std::vector<Ball> inputs(point.begin(), point.end());
      const auto sides = program.relations(inputs, deadline_);
      if (both(sides[0].left.defined, sides[0].right.defined) != Truth::yes) return agreed;
      const Ball& left = sides[0].left.value;
      const Ball& right = sides[0].right.value;
      if ((left - right).certainly_nonzero()) return 0;
      agreed = std::max(agreed, told_apart(left, right, right.contains_zero() ? Ball(1) : right, digits));
      if (digits >= effort) return agreed;
      if (deadline_.passed()) return 0;  // not compared as far as it was meant to be: that is no agreement
    }
  }

  const FormulaStatement& statement_;
  int digits_;
  Deadline deadline_;
  std::vector<std::string> names_;
};

ConfirmOutcome confirm_formula(const FormulaStatement& statement, int digits, const Deadline& deadline) {
  try {
    return FormulaConfirmation(statement, digits, deadline).run();
  } catch (const std::invalid_argument& reason) {
    return {std::nullopt, "", reason.what()};
  }
}

}  // namespace flowcert::proofs
