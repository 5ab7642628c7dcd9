#include "proofs_check/along/claim_on_field.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "integrators/taylor/polynomial_along.hpp"
#include "proofs_check/along/switches.hpp"
#include "proofs_check/rigorous/cancellation.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs {

using integrators::Curve;
using integrators::Tape;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

Term derivative_of(const Term& velocity, const std::vector<std::pair<std::string, Term>>& field) {
  try {
    return lie_derivative(velocity, field, "t");
  } catch (const std::domain_error& reason) {  // it jumps
    throw std::invalid_argument(reason.what());
  }
}

/// What the names of derivatives stand for in `claim` along the field: derivatives of it, which it has where it is
/// smooth.
theorems::Substitution velocities(const theorems::Dynamics& dynamics, const std::vector<Term>& field,
                                  const Term& claim) {
  theorems::Substitution result;
  std::vector<std::pair<std::string, Term>> along;
  for (std::size_t i = 0; i < field.size(); ++i) along.emplace_back(dynamics.state[i], field[i]);
  int highest = 1;
  for (const std::string& name : free_variables(claim)) highest = std::max(highest, derivative_order(dynamics, name));
  for (std::size_t i = 0; i < field.size(); ++i) {
    std::string name = velocity_name(dynamics.state[i]);
    Term value = field[i];
    for (int order = 1;; ++order) {
      result.emplace(name, value);
      if (order == highest) break;
      name = velocity_name(name);
      value = derivative_of(value, along);
    }
  }
  return result;
}

std::vector<std::string> names_of(const theorems::Dynamics& dynamics, const ObservedClaim& observed) {
  std::vector<std::string> names = path_inputs(dynamics);
  for (const auto& moment : observed.moments) names.push_back(moment.name);
  return names;
}

bool mentions_any(const Term& term, const theorems::Substitution& names) {
  const std::vector<std::string> free = free_variables(term);
  return std::any_of(free.begin(), free.end(), [&](const std::string& name) { return names.contains(name); });
}

bool has_steps(theorems::Op op) {
  const theorems::Function* f = theorems::function_of(op);
  return f != nullptr && f->smoothness == theorems::Smoothness::jumps_at_whole_numbers;
}

}  // namespace

ClaimOnField::ClaimOnField(const theorems::Dynamics& dynamics, const ObservedClaim& observed,
                           const std::vector<Term>& field)
    : inputs_(names_of(dynamics, observed)),
      states_(dynamics.state.size()),
      claim_(substitute(observed.claim, velocities(dynamics, field, observed.claim)), inputs_),
      relations_(claim_.relation_terms()),
      differentiates_(relations_.size(), false),
      kinks_(inputs_),
      kinks_of_(relations_.size()),
      differences_(relations_.size()) {
  const theorems::Substitution put_in = velocities(dynamics, field, observed.claim);
  for (const Term& relation : relations_of(observed.claim)) {
    if (!mentions_any(relation, put_in)) continue;
    const Term here = substitute(relation, put_in);
    for (std::size_t k = 0; k < relations_.size(); ++k) {
      if (!(relations_[k] == here) || differentiates_[k]) continue;
      differentiates_[k] = true;
      for (const SwitchPoint& point : switch_points(here))
        kinks_of_[k].push_back({kinks_.compile(point.argument), has_steps(point.node.op())});
    }
  }
}

void ClaimOnField::soften(std::vector<Truth>& truths, std::span<const Ball> inputs) const {
  std::vector<Enclosed> slots;
  for (std::size_t k = 0; k < truths.size(); ++k) {
    if (!differentiates_[k] || truths[k] != Truth::no) continue;
    if (slots.empty()) kinks_.run(inputs, slots);
    const bool smooth = std::all_of(kinks_of_[k].begin(), kinks_of_[k].end(), [&](const Kink& kink) {
      const Ball& value = slots[kink.slot].value;
      if (!value.finite()) return false;
      if (!kink.steps) return value.certainly_nonzero();
      const Ball step = floor(value);
      return arb_is_exact(step.raw()) != 0 && (value - step).certainly_nonzero();
    });
    if (!smooth) truths[k] = Truth::unknown;
  }
}

std::vector<ClaimProgram::Relation> ClaimOnField::relations(std::span<const Ball> inputs,
                                                            const Deadline& deadline) const {
  std::vector<ClaimProgram::Relation> result = claim_.relations(inputs, deadline);
  std::vector<Truth> truths;
  for (const auto& relation : result) {
    const bool defined = both(relation.left.defined, relation.right.defined) == Truth::yes;
    const std::size_t k = truths.size();
    truths.push_back(differentiates_[k] && !defined ? Truth::unknown : relation.truth);
  }
  soften(truths, inputs);
  for (std::size_t k = 0; k < result.size(); ++k) result[k].truth = truths[k];
  return result;
}

std::vector<Truth> ClaimOnField::relations_along(const ClaimProgram::Stretch& stretch) const {
  std::vector<Truth> truths = claim_.relations_along(stretch);
  // What is false or undefined on the whole stretch by its formula is not thereby false where the derivative exists.
  for (std::size_t k = 0; k < truths.size(); ++k)
    if (differentiates_[k] && truths[k] == Truth::no) truths[k] = Truth::unknown;
  return truths;
}

const ClaimOnField::Difference* ClaimOnField::difference(std::size_t k) const {
  if (!differences_[k]) {
    differences_[k].emplace();
    try {
      const std::vector<Term> terms{cancelled_difference(relations_[k].arg(0), relations_[k].arg(1))};
      std::vector<bool> constant(inputs_.size(), true);
      std::fill(constant.begin(), constant.begin() + static_cast<std::ptrdiff_t>(states_ + 1), false);
      std::vector<Term> gradient;
      for (std::size_t i = 0; i <= states_; ++i) gradient.push_back(theorems::derivative(terms[0], inputs_[i]));
      differences_[k]->emplace(Difference{integrators::JetProgram(Tape::compile(terms, inputs_), constant),
                                          Tape::compile(gradient, inputs_)});
    } catch (const std::invalid_argument&) {  // no series: matrix functions of what moves
    } catch (const std::domain_error&) {      // no derivative as an expression
    }
  }
  return *differences_[k] ? &**differences_[k] : nullptr;
}

Ball ClaimOnField::slope_over(std::size_t k, const ClaimProgram::Stretch& stretch) const {
  const Difference* found = difference(k);
  if (found == nullptr) return Ball::indeterminate();
  const std::vector<Ball> slopes = integrators::evaluate<Ball>(found->gradient, stretch.over);
  Ball result = slopes[states_];
  for (std::size_t i = 0; i < states_; ++i) result += slopes[i] * stretch.velocity[i];
  return result;
}

const ClaimOnField::OverStretch& ClaimOnField::over_stretch(const Path::Segment& segment, const Rational& low,
                                                            const Rational& high) const {
  OverStretch& known = over_stretch_;
  if (known.segment == &segment && known.low == low && known.high == high) return known;
  known = OverStretch{&segment, low, high, Ball(Rational((high - low) / 2)), {}, {}, 1};
  Curve middles;
  const Ball reach{Rational(high)};
  for (std::size_t i = 0; i < states_; ++i) {
    middles.emplace_back();
    known.error.emplace_back(0);
    Ball power(1);
    for (const Ball& coefficient : segment.polynomials[i]) {
      Ball middle, radius;
      arb_get_mid_arb(middle.raw(), coefficient.raw());
      arb_get_rad_arb(radius.raw(), coefficient.raw());
      middles.back().push_back(std::move(middle));
      if (!radius.exactly_zero()) known.error.back() += radius * power;
      power *= reach;
    }
    known.order = std::max(known.order, middles.back().size());
  }
  middles.push_back({Ball(segment.start), Ball(1)});
  known.centred = integrators::around(middles, Ball(Rational((low + high) / 2)));
  return known;
}

Ball ClaimOnField::difference_over(std::size_t k, const Path::Segment& segment, const Rational& low,
                                   const Rational& high, std::span<const Ball> over,
                                   const std::vector<Ball>& moments) const {
  const Difference* found = difference(k);
  if (found == nullptr) return Ball::indeterminate();
  const OverStretch& here = over_stretch(segment, low, high);
  over_stretch_.centred.resize(states_ + 1);
  for (const Ball& moment : moments) over_stretch_.centred.push_back({moment});
  const auto polynomial = integrators::polynomial_range_around(found->along.tape(), here.centred, here.radius);
  Ball result = polynomial ? *polynomial : range(series_around(found->along, here.centred, here.radius, here.order), 0);
  if (!result.finite()) return Ball::indeterminate();
  const bool exact = std::all_of(here.error.begin(), here.error.end(), [](const Ball& e) { return e.exactly_zero(); });
  if (exact) return result;
  const std::vector<Ball> slopes = integrators::evaluate<Ball>(found->gradient, over);
  for (std::size_t i = 0; i < states_; ++i) {
    if (here.error[i].exactly_zero()) continue;
    result += slopes[i] * here.error[i].upper() * Ball::interval(-1, 1);
  }
  return result;
}

}  // namespace flowcert::proofs
