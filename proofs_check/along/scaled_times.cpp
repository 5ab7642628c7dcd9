#include "proofs_check/along/scaled_times.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/rigorous/closed_value.hpp"
#include "theorems/terms/rewrite.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Binding;
using theorems::Dynamics;
using theorems::GroundClaim;
using theorems::Op;
using theorems::Problem;
using theorems::Term;

namespace {

/// c if the term is c*tau with a c that does not mention tau.
std::optional<Term> multiple_of(const Term& term, const std::string& tau) {
  if (term.is_variable() && term.name() == tau) return Term(1);
  if (term.op() == Op::divide && !mentions(term.arg(1), tau)) {
    const auto top = multiple_of(term.arg(0), tau);
    if (!top) return std::nullopt;
    return *top / term.arg(1);
  }
  if (term.op() != Op::multiply) return std::nullopt;
  std::optional<Term> inner;
  std::vector<Term> factors;
  for (const Term& factor : term.args()) {
    if (!mentions(factor, tau)) {
      factors.push_back(factor);
      continue;
    }
    if (inner) return std::nullopt;
    inner = multiple_of(factor, tau);
    if (!inner) return std::nullopt;
  }
  if (!inner) return std::nullopt;
  factors.push_back(*inner);
  return theorems::multiply(factors);
}

class Rewriting {
 public:
  Rewriting(const Dynamics& dynamics, const Binding& tau) : dynamics_(dynamics), tau_(tau) {}

  /// The claim about the copies; nothing if it looks at the solution in another way.
  std::optional<Term> claim(const Term& claim) {
    const Term result = theorems::rewrite(claim, [&](const Term& node) -> std::optional<Term> {
      if (node.op() != Op::at) return std::nullopt;
      return moment(node.arg(0), node.arg(1)).value_or(node);
    });
    static constexpr std::array along{Op::at, Op::ddt};
    if (failed_ || factors_.empty() || contains(result, along)) return std::nullopt;
    for (const std::string& name : dynamics_.state)
      if (mentions(result, name)) return std::nullopt;
    if (mentions(result, "t")) return std::nullopt;
    return substitute(result, {{tau_.name, theorems::variable("t")}, {present, theorems::variable("t")}});
  }

  /// Of all states: the solution must exist as a whole where the claim looks at it.
  [[nodiscard]] Dynamics copies() const {
    Dynamics result;
    for (const Term& factor : factors_)
      for (std::size_t i = 0; i < dynamics_.state.size(); ++i) {
        result.state.push_back(copy_name(dynamics_.state[i], factor));
        result.initial.push_back(dynamics_.initial[i]);
        result.right_hand_side.push_back(factor * copied(dynamics_.right_hand_side[i], factor, "t"));
      }
    if (!is_infinite(tau_.high)) result.end = tau_.high;
    return result;
  }

 private:
  // Of the new time, until tau has gone.
  static constexpr const char* present = "the time";

  [[nodiscard]] std::string copy_name(const std::string& state, const Term& factor) const {
    return "at(" + state + ", " + to_text(factor * theorems::variable(tau_.name)) + ")";
  }

  [[nodiscard]] Term copied(const Term& term, const Term& factor, const std::string& time) const {
    theorems::Substitution images{{"t", factor * theorems::variable(time)}};
    for (const std::string& state : dynamics_.state)
      images.emplace(state, theorems::variable(copy_name(state, factor)));
    return substitute(term, images);
  }

  std::optional<Term> moment(const Term& value, const Term& time) {
    static constexpr std::array along{Op::at, Op::ddt};
    const auto factor = multiple_of(time, tau_.name);
    const bool usable = factor && !contains(value, along) && !mentions(value, tau_.name) &&
                        free_variables(*factor).empty() && closed_value(*factor).certainly_positive() &&
                        !beyond_end(*factor);
    if (!usable) {
      failed_ = true;
      return std::nullopt;
    }
    if (std::find(factors_.begin(), factors_.end(), *factor) == factors_.end()) factors_.push_back(*factor);
    return copied(value, *factor, present);
  }

  /// Where that cannot be told, the equations say how the solution goes on.
  [[nodiscard]] bool beyond_end(const Term& factor) const {
    if (!dynamics_.end || is_infinite(*dynamics_.end)) return false;
    if (is_infinite(tau_.high)) return true;
    const Term over = factor * tau_.high - *dynamics_.end;
    return free_variables(over).empty() && closed_value(over).certainly_positive();
  }

  const Dynamics& dynamics_;
  const Binding& tau_;
  std::vector<Term> factors_;
  bool failed_ = false;
};

}  // namespace

std::optional<ScaledTimes> with_scaled_times(const Problem& problem, const GroundClaim& claim) {
  if (!problem.dynamics || problem.dynamics->kind != Dynamics::Kind::system) return std::nullopt;
  const Binding* tau = nullptr;
  for (const Binding& binding : claim.reals) {
    if (binding.name == "t") {
      if (claim.time_was_bound) return std::nullopt;
      continue;
    }
    if (tau != nullptr || binding.integer) return std::nullopt;
    tau = &binding;
  }
  if (tau == nullptr || !free_variables(tau->low).empty() || !closed_value(tau->low).certainly_nonnegative())
    return std::nullopt;
  Rewriting rewriting(*problem.dynamics, *tau);
  const auto rewritten = rewriting.claim(claim.claim);
  if (!rewritten) return std::nullopt;
  ScaledTimes result{problem, tau->name};
  result.problem.dynamics = rewriting.copies();
  GroundClaim own{claim.label, *rewritten, {*tau}, true};
  own.reals[0].name = "t";
  theorems::GroundCheck check;
  check.claims.push_back(std::move(own));
  result.problem.checks = {std::move(check)};
  return result;
}

}  // namespace flowcert::proofs
