#include "proofs_check/along/flow_reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "integrators/flows/scalar_flow.hpp"
#include "integrators/numbers/precision.hpp"
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

void add_variables(const Term& term, std::set<std::string>& names) {
  for (std::string& name : free_variables(term)) names.insert(std::move(name));
}

/// Only the states that the claim depends on. Nothing is lost by leaving the others out: the solutions of all these
/// flows and steps exist for all time (along gradient flow the loss bounds the product of a mode's layers and the
/// differences of their squares are conserved; all other velocities are bounded), so that none ends what the claim is
/// about.
theorems::Dynamics relevant(const theorems::Dynamics& whole, const Term& claim) {
  std::set<std::string> needed;
  add_variables(claim, needed);
  for (std::size_t before = 0; before != needed.size();) {
    before = needed.size();
    for (std::size_t k = 0; k < whole.state.size(); ++k) {
      if (needed.contains(whole.state[k])) add_variables(whole.right_hand_side[k], needed);
    }
  }
  theorems::Dynamics part = whole;
  part.state.clear(), part.initial.clear(), part.right_hand_side.clear();
  for (std::size_t k = 0; k < whole.state.size(); ++k) {
    if (!needed.contains(whole.state[k])) continue;
    part.state.push_back(whole.state[k]);
    part.initial.push_back(whole.initial[k]);
    part.right_hand_side.push_back(whole.right_hand_side[k]);
  }
  return part.state.empty() ? whole : part;
}

std::optional<ReducedClaim> with(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                 const ScalarFlow& flow, std::string reason) {
  const auto rewritten = in_states(claim.claim, flow, problem, claim.reals);
  if (!rewritten) return std::nullopt;
  ReducedClaim reduced{problem, claim, std::move(reason)};
  reduced.problem.flows.clear();
  reduced.problem.dynamics = relevant(flow.dynamics, *rewritten);
  reduced.problem.checks.clear();  // the other checks' terms speak of observables
  reduced.problem.lets.clear();
  reduced.claim.claim = *rewritten;
  return reduced;
}

/// The defect on the full matrices at `digits` digits, or nothing when it is larger than rounding explains.
std::optional<std::string> aligned_to(const theorems::FlowDescription& flow, int digits) {
  const integrators::ScopedDigits precision(digits);
  const integrators::Real defect = integrators::alignment_defect(flow);
  if (!(defect <= pow(integrators::Real(10), 10 - digits))) return std::nullopt;
  return defect == 0 ? "0" : defect.str(2, std::ios_base::scientific);
}

/// The line of the proof, or nothing where the gradients of aligned layers are not aligned.
std::optional<std::string> alignment(const theorems::FlowDescription& flow) {
  const auto few = aligned_to(flow, 30);
  const auto many = few ? aligned_to(flow, 70) : std::nullopt;
  if (!many) return std::nullopt;
  return fmt::format(
      "aligned layers have aligned gradients (an identity in the modes; on the full matrices in these bases its defect "
      "is "
      "{} at 30 digits and {} at 70), so that the flow is exactly the written-out system of its modes",
      *few, *many);
}

}  // namespace

std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  if (problem.flows.size() != 1 || !problem.flows[0].name.empty()) return std::nullopt;
  try {
    if (const auto aligned = integrators::reduce_aligned_flow(problem.flows[0])) {
      if (const auto reason = alignment(problem.flows[0])) {
        if (auto reduced = with(problem, claim, *aligned, *reason)) return reduced;
      }
    }
    if (const auto written = integrators::write_out_flow(problem.flows[0])) {
      return with(problem, claim, *written, "the flow is the written-out system of its entries, by multiplying out");
    }
  } catch (const std::invalid_argument&) {
    // the description does not fit the reductions: full matrices decide
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs
