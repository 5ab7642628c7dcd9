#include "proofs_check/kernel/flow_claim.hpp"

#include <algorithm>
#include <string>

#include "proofs_check/kernel/aligned_flow.hpp"
#include "theorems/terms/rewrite.hpp"

namespace flowcert::proofs::kernel {

using theorems::Dynamics;
using theorems::GroundClaim;
using theorems::Problem;
using theorems::Term;

namespace {

/// Names that are not observables: the time of the dynamics, parameters and the claim's own variables. The time t of a
/// run, whose dynamics count steps, is an observable.
bool is_given(const std::string& name, const Problem& problem, const GroundClaim& claim, const Dynamics& dynamics) {
  if (name == "t") return dynamics.kind == Dynamics::Kind::system;
  return name == "n" ||
         std::any_of(problem.parameters.begin(), problem.parameters.end(),
                     [&](const auto& parameter) { return parameter.name == name; }) ||
         std::any_of(claim.reals.begin(), claim.reals.end(), [&](const auto& binding) { return binding.name == name; });
}

}  // namespace

std::optional<ScalarClaim> claim_along(const Problem& problem, const GroundClaim& claim,
                                       const theorems::ScalarFlow& flow) {
  bool complete = true;
  ScalarClaim result{problem, claim};
  result.claim.claim = theorems::rewrite(claim.claim, [&](const Term& node) -> std::optional<Term> {
    if (!node.is_variable()) return std::nullopt;
    if (is_given(node.name(), problem, claim, flow.dynamics)) return node;
    auto term = flow.observable(node.name());
    if (!term) complete = false;
    return term ? *term : node;
  });
  if (!complete) return std::nullopt;
  result.problem.flows.clear();
  result.problem.dynamics = flow.dynamics;
  result.problem.checks.clear();  // the other checks' terms speak of observables
  result.problem.lets.clear();
  return result;
}

std::optional<ScalarClaim> claim_along_modes(const Problem& problem, const GroundClaim& claim) {
  if (problem.flows.size() != 1 || !problem.flows[0].name.empty()) return std::nullopt;
  const auto flow = aligned_flow(problem.flows[0]);
  if (!flow) return std::nullopt;
  return claim_along(problem, claim, *flow);
}

}  // namespace flowcert::proofs::kernel
