#include "proofs_check/along/flow_at_point.hpp"

#include <algorithm>

namespace flowcert::proofs {

using theorems::FlowDescription;
using theorems::Substitution;
using theorems::Term;

namespace {

void put(std::vector<Term>& terms, const Substitution& values) {
  for (Term& term : terms) term = substitute(term, values);
}

}  // namespace

void put_values(FlowDescription& flow, const Substitution& values) {
  put(flow.target.singular_values, values);
  put(flow.target.matrix, values);
  put(flow.target.priors, values);
  flow.target.mean = substitute(flow.target.mean, values);
  flow.target.noise = substitute(flow.target.noise, values);
  put(flow.start.right_scale, values);
  put(flow.start.left_scale, values);
  put(flow.input_covariance, values);
  flow.muon.tau = substitute(flow.muon.tau, values);
  if (flow.t_end) flow.t_end = substitute(*flow.t_end, values);
  if (!flow.discrete) return;
  if (flow.discrete->step) flow.discrete->step = substitute(*flow.discrete->step, values);
  put(flow.discrete->step_list, values);
  flow.discrete->momentum = substitute(flow.discrete->momentum, values);
  flow.discrete->beta2 = substitute(flow.discrete->beta2, values);
  flow.discrete->epsilon = substitute(flow.discrete->epsilon, values);
}

std::optional<theorems::Problem> flow_at_point(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                               const std::vector<theorems::Rational>& point) {
  Substitution values;
  for (std::size_t k = 0; k < problem.parameters.size(); ++k)
    values.emplace(problem.parameters[k].name, Term(point[k]));
  const auto named = [&](const Term& term) {
    const auto names = free_variables(term);
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return values.contains(name); });
  };
  if (named(claim.claim)) return std::nullopt;
  for (const theorems::Binding& binding : claim.reals) {
    if (named(binding.low) || named(binding.high)) return std::nullopt;
  }
  theorems::Problem there = problem;
  for (FlowDescription& flow : there.flows) put_values(flow, values);
  there.parameters.clear();
  there.hypotheses.clear();
  return there;
}

}  // namespace flowcert::proofs
