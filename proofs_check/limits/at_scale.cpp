#include "proofs_check/limits/at_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "integrators/flows/flow_start.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/flow_at_point.hpp"
#include "proofs_check/rigorous/closed_value.hpp"
#include "theorems/terms/number_places.hpp"
#include "theorems/terms/rewrite.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Substitution;
using theorems::Term;

namespace {

double farthest(const Term& term, std::unordered_set<const theorems::TermNode*>& seen) {
  if (!seen.insert(term.id()).second) return 0;
  double result = 0;
  if (term.is_number() && !term.is_number(0))
    result = std::abs(integrators::log10_of(integrators::Ball(term.number())));
  for (const Term& arg : term.args()) result = std::max(result, farthest(arg, seen));
  return result;
}

std::vector<Term> terms_of(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  std::vector<Term> terms{claim.claim};
  if (!problem.dynamics) return terms;
  const theorems::Dynamics& dynamics = *problem.dynamics;
  terms.insert(terms.end(), dynamics.initial.begin(), dynamics.initial.end());
  terms.insert(terms.end(), dynamics.right_hand_side.begin(), dynamics.right_hand_side.end());
  return terms;
}

/// How far from 1 the constants in a term are, in powers of ten.
double reach_of_constants(const Term& term, std::unordered_set<const theorems::TermNode*>& seen) {
  if (!seen.insert(term.id()).second || term.is_number()) return 0;
  double reach = 0;
  static constexpr std::array scalar{Op::exp, Op::power};
  if (std::find(scalar.begin(), scalar.end(), term.op()) != scalar.end() && free_variables(term).empty()) {
    const double size = integrators::log10_of(closed_value(term));
    reach = std::isfinite(size) ? std::abs(size) : HUGE_VAL;
  }
  for (const Term& arg : term.args()) reach = std::max(reach, reach_of_constants(arg, seen));
  return reach;
}

/// Also inside at(e, time), as a parameter is the same at all times.
Term everywhere(const Term& term, const std::string& name, const Term& value) {
  return theorems::rewrite(term, [&](const Term& node) -> std::optional<Term> {
    if (node.op() == Op::variable && node.name() == name) return value;
    return std::nullopt;
  });
}

}  // namespace

AtScale at_scale(const theorems::Problem& problem, const theorems::GroundClaim& claim, const std::string& name,
                 const theorems::Rational& value) {
  const Substitution values{{name, Term(value)}};
  AtScale there{problem, claim};
  std::erase_if(there.problem.parameters, [&](const auto& parameter) { return parameter.name == name; });
  there.problem.hypotheses.clear();
  for (theorems::FlowDescription& flow : there.problem.flows) put_values(flow, values);
  if (there.problem.dynamics) {
    theorems::Dynamics& dynamics = *there.problem.dynamics;
    for (Term& term : dynamics.initial) term = substitute(term, values);
    for (Term& term : dynamics.right_hand_side) term = substitute(term, values);
    if (dynamics.end) dynamics.end = substitute(*dynamics.end, values);
  }
  there.claim.claim = everywhere(claim.claim, name, Term(value));
  for (theorems::Binding& bound : there.claim.reals) {
    bound.low = substitute(bound.low, values);
    bound.high = substitute(bound.high, values);
  }
  return there;
}

bool may_oscillate(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  static constexpr std::array oscillating{Op::sin, Op::cos, Op::tan, Op::floor, Op::ceil};
  const std::vector<Term> terms = terms_of(problem, claim);
  return std::any_of(terms.begin(), terms.end(), [](const Term& term) { return contains(term, oscillating); });
}

double smallest_number(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  double result = 0;
  std::unordered_set<const theorems::TermNode*> seen;
  for (const Term& term : terms_of(problem, claim))
    result = std::max({result, double(theorems::number_places(term)), reach_of_constants(term, seen)});
  for (const theorems::FlowDescription& flow : problem.flows)
    result = std::max(result, double(integrators::longest_number_places(flow)));
  return result;
}

double farthest_number(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  std::vector<Term> terms = terms_of(problem, claim);
  for (const theorems::Binding& bound : claim.reals) {
    if (!theorems::is_infinite(bound.low)) terms.push_back(bound.low);
    if (!theorems::is_infinite(bound.high)) terms.push_back(bound.high);
  }
  if (problem.dynamics && problem.dynamics->end && !theorems::is_infinite(*problem.dynamics->end))
    terms.push_back(*problem.dynamics->end);
  double result = 0;
  std::unordered_set<const theorems::TermNode*> seen;
  for (const Term& term : terms) result = std::max({result, farthest(term, seen)});
  seen.clear();
  for (const Term& term : terms) result = std::max(result, reach_of_constants(term, seen));
  return result;
}

}  // namespace flowcert::proofs
