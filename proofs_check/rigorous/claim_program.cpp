#include "proofs_check/rigorous/claim_program.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "proofs_check/rigorous/cancellation.hpp"
#include "proofs_check/rigorous/quantifier.hpp"

namespace flowcert::proofs {

namespace {

using theorems::Op;
using theorems::Term;

/// What is known of difference = left - right over a box.
Truth decide(Op op, const Ball& difference) {
  switch (op) {
    case Op::equal:
      if (difference.exactly_zero()) return Truth::yes;
      return difference.certainly_nonzero() ? Truth::no : Truth::unknown;
    case Op::not_equal:
      return negate(decide(Op::equal, difference));
    case Op::less:
      if (difference.certainly_negative()) return Truth::yes;
      return difference.certainly_nonnegative() ? Truth::no : Truth::unknown;
    case Op::less_equal:
      if (difference.certainly_nonpositive()) return Truth::yes;
      return difference.certainly_positive() ? Truth::no : Truth::unknown;
    case Op::greater:
      return decide(Op::less, -difference);
    case Op::greater_equal:
      return decide(Op::less_equal, -difference);
    default:
      throw std::logic_error("decide(): not a relation");
  }
}

/// Infinite minus infinite is indeterminate, but inf == inf, x < inf must still be decided.
Truth decide_sides(Op op, const Ball& left, const Ball& right) {
  if (arb_is_exact(left.raw()) != 0 && arb_is_exact(right.raw()) != 0 && arb_equal(left.raw(), right.raw()) != 0 &&
      arf_is_nan(arb_midref(left.raw())) == 0) {
    return decide(op, Ball(0));
  }
  return decide(op, left - right);
}

struct Leaf {
  Term term;
  std::size_t left = 0, right = 0, difference = 0;
  std::vector<std::size_t> gradient;  // empty when the difference has no derivative as an expression
};

}  // namespace

struct ClaimProgram::Implementation {
  explicit Implementation(std::vector<std::string> inputs) : program(std::move(inputs)) {}

  BallProgram program;
  std::vector<Leaf> leaves;
  std::unordered_map<const theorems::TermNode*, std::size_t> leaf_of;
  std::unordered_map<const theorems::TermNode*, Quantifier> quantifiers;
  Term claim;

  void collect(const Term& term) {
    if (leaf_of.contains(term.id()) || quantifiers.contains(term.id())) return;
    switch (term.op()) {
      case Op::true_value:
      case Op::false_value:
        return;
      case Op::logical_and:
      case Op::logical_or:
      case Op::logical_not:
      case Op::implies:
        for (const Term& arg : term.args()) collect(arg);
        return;
      case Op::for_all:
      case Op::exists:
        quantifiers.emplace(term.id(), Quantifier(term, program.inputs()));
        return;
      default:
        break;
    }
    if (!is_relation(term.op())) throw std::invalid_argument("'" + to_text(term) + "' is not a relation over boxes");
    leaf_of.emplace(term.id(), leaves.size());
    Leaf leaf{term, program.compile(term.arg(0)), program.compile(term.arg(1)), 0, {}};
    leaf.difference = program.compile(cancelled_difference(term.arg(0), term.arg(1)));
    leaves.push_back(std::move(leaf));
  }

  /// Gradients are compiled into a program of their own, only when refinement is first asked for.
  struct Refinement {
    BallProgram program;
    std::vector<Leaf> leaves;
  };
  mutable std::unique_ptr<Refinement> refinement;

  const Refinement& refined() const {
    if (refinement) return *refinement;
    refinement = std::make_unique<Refinement>(Refinement{BallProgram(program.inputs()), {}});
    for (const Leaf& leaf : leaves) {
      Leaf copy = leaf;
      const Term difference = cancelled_difference(leaf.term.arg(0), leaf.term.arg(1));
      copy.difference = refinement->program.compile(difference);
      try {
        for (const std::string& input : program.inputs()) {
          copy.gradient.push_back(refinement->program.compile(derivative(difference, input)));
        }
      } catch (const std::domain_error&) {
        copy.gradient.clear();
      }
      refinement->leaves.push_back(std::move(copy));
    }
    return *refinement;
  }

  std::vector<Truth> plain(std::span<const Ball> box, std::vector<Enclosed>& slots) const {
    program.run(box, slots);
    std::vector<Truth> truths;
    for (const Leaf& leaf : leaves) {
      const Enclosed& left = slots[leaf.left];
      const Enclosed& right = slots[leaf.right];
      const Truth defined = both(left.defined, right.defined);
      Truth truth = defined == Truth::no ? Truth::no : decide_sides(leaf.term.op(), left.value, right.value);
      if (truth == Truth::unknown) truth = decide(leaf.term.op(), slots[leaf.difference].value);
      truths.push_back(both(truth, defined));
    }
    return truths;
  }

  void refine(std::span<const Ball> box, const std::vector<Enclosed>& slots, std::vector<Truth>& truths) const {
    const Refinement& extra = refined();
    std::vector<Ball> centre;
    for (const Ball& side : box) centre.push_back(side.centre());
    std::vector<Enclosed> over_box;
    std::vector<Enclosed> at_centre;
    extra.program.run(box, over_box);
    extra.program.run(centre, at_centre);
    for (std::size_t k = 0; k < leaves.size(); ++k) {
      const Leaf& leaf = extra.leaves[k];
      const bool defined = both(slots[leaves[k].left].defined, slots[leaves[k].right].defined) == Truth::yes;
      if (truths[k] != Truth::unknown || leaf.gradient.empty() || !defined) continue;
      truths[k] = decide(leaf.term.op(), mean_value(leaf, box, centre, over_box, at_centre));
      if (truths[k] == Truth::unknown) truths[k] = by_monotonicity(leaf, box, over_box);
    }
  }

  static Ball mean_value(const Leaf& leaf, std::span<const Ball> box, const std::vector<Ball>& centre,
                         const std::vector<Enclosed>& over_box, const std::vector<Enclosed>& at_centre) {
    if (at_centre[leaf.difference].defined != Truth::yes) return Ball::indeterminate();
    Ball value = at_centre[leaf.difference].value;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const Enclosed& slope = over_box[leaf.gradient[i]];
      if (slope.defined != Truth::yes) return Ball::indeterminate();
      if (!slope.value.exactly_zero()) value += slope.value * (box[i] - centre[i]);
    }
    return value;
  }

  /// The extreme values lie on faces where the difference is monotone: encloses it there. The faces are enclosed too: a
  /// rounded end lies outside the box, where the difference may turn.
  Truth by_monotonicity(const Leaf& leaf, std::span<const Ball> box, const std::vector<Enclosed>& over_box) const {
    std::vector<Ball> lowest(box.begin(), box.end());
    std::vector<Ball> highest(box.begin(), box.end());
    bool reduced = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const Enclosed& slope = over_box[leaf.gradient[i]];
      if (slope.defined != Truth::yes || slope.value.contains_zero() || !slope.value.finite()) continue;
      const bool rising = slope.value.certainly_positive();
      lowest[i] = rising ? box[i].around_lower() : box[i].around_upper();
      highest[i] = rising ? box[i].around_upper() : box[i].around_lower();
      reduced = true;
    }
    if (!reduced) return Truth::unknown;
    std::vector<Enclosed> low;
    std::vector<Enclosed> high;
    refined().program.run(lowest, low);
    refined().program.run(highest, high);
    const Enclosed& least = low[leaf.difference];
    const Enclosed& most = high[leaf.difference];
    if (least.defined != Truth::yes || most.defined != Truth::yes) return Truth::unknown;
    return decide(leaf.term.op(), Ball::hull(least.value, most.value));
  }

  /// d(t) lies in d(centre) + (grad d . velocity)(t - centre); where that slope has one sign, between its end values.
  void refine_along(const Stretch& stretch, const std::vector<Enclosed>& slots, std::vector<Truth>& truths) const {
    const Refinement& extra = refined();
    std::vector<Enclosed> over;
    std::vector<Enclosed> centre;
    std::vector<Enclosed> low;
    std::vector<Enclosed> high;
    extra.program.run(stretch.over, over);
    extra.program.run(stretch.centre, centre);
    extra.program.run(stretch.low, low);
    extra.program.run(stretch.high, high);
    for (std::size_t k = 0; k < leaves.size(); ++k) {
      const Leaf& leaf = extra.leaves[k];
      const bool defined = both(slots[leaves[k].left].defined, slots[leaves[k].right].defined) == Truth::yes;
      if (truths[k] != Truth::unknown || leaf.gradient.empty() || !defined) continue;
      Ball slope(0);
      for (std::size_t i = 0; i < leaf.gradient.size(); ++i) {
        const Enclosed& part = over[leaf.gradient[i]];
        slope += part.defined == Truth::yes ? part.value * stretch.velocity[i] : Ball::indeterminate();
      }
      if (!slope.finite()) continue;
      truths[k] = decide(leaf.term.op(), centre[leaf.difference].value + slope * stretch.around_centre);
      if (truths[k] == Truth::unknown && !slope.contains_zero()) {
        truths[k] = decide(leaf.term.op(), Ball::hull(low[leaf.difference].value, high[leaf.difference].value));
      }
    }
  }

  Truth combine(const Term& term, const std::vector<Truth>& truths, std::span<const Ball> box,
                const Deadline& deadline) const {
    switch (term.op()) {
      case Op::true_value:
        return Truth::yes;
      case Op::false_value:
        return Truth::no;
      case Op::logical_not:
        return negate(combine(term.arg(0), truths, box, deadline));
      case Op::implies: {
        const Truth guard = negate(combine(term.arg(0), truths, box, deadline));
        return guard == Truth::yes ? guard : either(guard, combine(term.arg(1), truths, box, deadline));
      }
      case Op::logical_and: {
        Truth result = Truth::yes;
        for (const Term& arg : term.args()) {
          if (result != Truth::no) result = both(result, combine(arg, truths, box, deadline));
        }
        return result;
      }
      case Op::logical_or: {
        Truth result = Truth::no;
        for (const Term& arg : term.args()) {
          if (result != Truth::yes) result = either(result, combine(arg, truths, box, deadline));
        }
        return result;
      }
      case Op::for_all:
      case Op::exists:
        return quantifiers.at(term.id()).over(box, deadline);
      default:
        return truths[leaf_of.at(term.id())];
    }
  }
};

ClaimProgram::ClaimProgram(const Term& claim, std::vector<std::string> inputs)
    : implementation_(std::make_unique<Implementation>(std::move(inputs))) {
  implementation_->claim = claim;
  implementation_->collect(claim);
}

ClaimProgram::ClaimProgram(ClaimProgram&&) noexcept = default;
ClaimProgram& ClaimProgram::operator=(ClaimProgram&&) noexcept = default;
ClaimProgram::~ClaimProgram() = default;

Truth ClaimProgram::over(std::span<const Ball> box, const Deadline& deadline) const {
  std::vector<Enclosed> slots;
  const std::vector<Truth> truths = implementation_->plain(box, slots);
  return implementation_->combine(implementation_->claim, truths, box, deadline);
}

Truth ClaimProgram::over_refined(std::span<const Ball> box, const Deadline& deadline) const {
  std::vector<Enclosed> slots;
  std::vector<Truth> truths = implementation_->plain(box, slots);
  const Truth first = implementation_->combine(implementation_->claim, truths, box, deadline);
  if (first != Truth::unknown) return first;
  implementation_->refine(box, slots, truths);
  return implementation_->combine(implementation_->claim, truths, box, deadline);
}

std::vector<Truth> ClaimProgram::relations_along(const Stretch& stretch) const {
  std::vector<Enclosed> slots;
  std::vector<Truth> truths = implementation_->plain(stretch.over, slots);
  if (std::find(truths.begin(), truths.end(), Truth::unknown) != truths.end()) {
    implementation_->refine_along(stretch, slots, truths);
  }
  return truths;
}

Truth ClaimProgram::combine(const std::vector<Truth>& relations, std::span<const Ball> box,
                            const Deadline& deadline) const {
  return implementation_->combine(implementation_->claim, relations, box, deadline);
}

std::vector<theorems::Term> ClaimProgram::relation_terms() const {
  std::vector<theorems::Term> result;
  for (const Leaf& leaf : implementation_->leaves) result.push_back(leaf.term);
  return result;
}

std::vector<ClaimProgram::Relation> ClaimProgram::relations(std::span<const Ball> box,
                                                            const Deadline& /*deadline*/) const {
  std::vector<Enclosed> slots;
  const std::vector<Truth> truths = implementation_->plain(box, slots);
  std::vector<Relation> result;
  for (std::size_t k = 0; k < truths.size(); ++k) {
    const Leaf& leaf = implementation_->leaves[k];
    result.push_back({leaf.term, slots[leaf.left], slots[leaf.right], truths[k]});
  }
  return result;
}

}  // namespace flowcert::proofs
