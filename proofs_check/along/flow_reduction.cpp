#include "proofs_check/along/flow_reduction.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/flows/scalar_flow.hpp"
#include "theorems/terms/rewrite.hpp"

namespace flowcert::proofs {

using integrators::ScalarFlow;
using theorems::Term;

namespace {

/// The claim with every observable replaced by its term, also inside ddt and at; nothing if one has none.
std::optional<Term> in_states(const Term& claim, const ScalarFlow& flow, const theorems::Problem& problem,
                              const std::vector<theorems::Binding>& bound) {
  bool complete = true;
  const auto is_given = [&](const std::string& name) {
    return name == "t" || name == "n" ||
           std::any_of(problem.parameters.begin(), problem.parameters.end(),
                       [&](const auto& parameter) { return parameter.name == name; }) ||
           std::any_of(bound.begin(), bound.end(), [&](const auto& binding) { return binding.name == name; });
  };
  const bool discrete = flow.dynamics.kind == theorems::Dynamics::Kind::iteration;
  Term result = theorems::rewrite(claim, [&](const Term& node) -> std::optional<Term> {
    if (!node.is_variable()) return std::nullopt;
    if (is_given(node.name()) && !(discrete && node.name() == "t")) return node;
    auto term = flow.observable(node.name());
    if (!term) complete = false;
    return term ? *term : node;
  });
  if (!complete) return std::nullopt;
  return result;
}

std::optional<ReducedClaim> with(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                 const ScalarFlow& flow) {
  const auto rewritten = in_states(claim.claim, flow, problem, claim.reals);
  if (!rewritten) return std::nullopt;
  ReducedClaim reduced{problem, claim};
  reduced.problem.flows.clear();
  reduced.problem.dynamics = flow.dynamics;
  reduced.problem.checks.clear();  // the other checks' terms speak of observables
  reduced.problem.lets.clear();
  reduced.claim.claim = *rewritten;
  return reduced;
}

}  // namespace

std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  if (problem.flows.size() != 1 || !problem.flows[0].name.empty()) return std::nullopt;
  try {
    if (const auto aligned = integrators::reduce_aligned_flow(problem.flows[0])) {
      if (auto reduced = with(problem, claim, *aligned)) return reduced;
    }
    if (const auto written = integrators::write_out_flow(problem.flows[0])) return with(problem, claim, *written);
  } catch (const std::invalid_argument&) {
    // the description does not fit the reductions: full matrices decide
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs
