#include "proofs_check/along/flow_reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "integrators/flows/scalar_flow.hpp"
#include "integrators/numbers/precision.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/life.hpp"
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

/// The states that are named, and those on which they depend.
std::set<std::string> needed_by(const theorems::Dynamics& whole, const Term& claim) {
  std::set<std::string> needed;
  add_variables(claim, needed);
  for (std::size_t before = 0; before != needed.size();) {
    before = needed.size();
    for (std::size_t k = 0; k < whole.state.size(); ++k) {
      if (needed.contains(whole.state[k])) add_variables(whole.right_hand_side[k], needed);
    }
  }
  return needed;
}

theorems::Dynamics part_of(const theorems::Dynamics& whole, const std::function<bool(const std::string&)>& belongs) {
  theorems::Dynamics part = whole;
  part.state.clear(), part.initial.clear(), part.right_hand_side.clear();
  for (std::size_t k = 0; k < whole.state.size(); ++k) {
    if (!belongs(whole.state[k])) continue;
    part.state.push_back(whole.state[k]);
    part.initial.push_back(whole.initial[k]);
    part.right_hand_side.push_back(whole.right_hand_side[k]);
  }
  return part;
}

/// Whether all states of the dynamics are proved to live through the claim's range.
bool live(const theorems::Problem& problem, const theorems::Dynamics& dynamics, const theorems::GroundClaim& claim,
          const Deadline& deadline) {
  theorems::Problem alone = problem;
  alone.flows.clear(), alone.checks.clear(), alone.lets.clear();
  alone.dynamics = dynamics;
  const theorems::GroundClaim life = about_life_alone(claim);
  const bool system = dynamics.kind == theorems::Dynamics::Kind::system;
  const ExactOutcome result =
      system ? prove_along_system(alone, life, deadline) : prove_along_iteration(alone, life, deadline);
  return result.evidence.has_value();
}

/// The states that the claim depends on, if the others are proved to live as long as the claim looks; else all.
theorems::Dynamics relevant(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                            const theorems::Dynamics& whole, const Term& in_states, const Deadline& deadline,
                            std::string& reason) {
  const std::set<std::string> needed = needed_by(whole, in_states);
  const theorems::Dynamics kept = part_of(whole, [&](const std::string& s) { return needed.contains(s); });
  const theorems::Dynamics others = part_of(whole, [&](const std::string& s) { return !needed.contains(s); });
  if (kept.state.empty() || others.state.empty()) return whole;
  // They may depend on those that are kept: then the whole has to live.
  std::set<std::string> inside;
  for (const Term& f : others.right_hand_side) add_variables(f, inside);
  const bool alone =
      std::none_of(kept.state.begin(), kept.state.end(), [&](const std::string& s) { return inside.contains(s); });
  if (!live(problem, alone ? others : whole, claim, deadline)) return whole;
  reason += "; the states that the claim does not depend on are proved to exist through its range";
  return kept;
}

std::optional<ReducedClaim> with(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                 const ScalarFlow& flow, std::string reason, const Deadline& deadline) {
  const auto rewritten = in_states(claim.claim, flow, problem, claim.reals);
  if (!rewritten) return std::nullopt;
  ReducedClaim reduced{problem, claim, std::move(reason)};
  reduced.problem.flows.clear();
  reduced.problem.dynamics = relevant(problem, claim, flow.dynamics, *rewritten, deadline, reduced.reason);
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

std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                              const Deadline& deadline) {
  if (problem.flows.size() != 1 || !problem.flows[0].name.empty()) return std::nullopt;
  try {
    if (const auto aligned = integrators::reduce_aligned_flow(problem.flows[0])) {
      if (const auto reason = alignment(problem.flows[0])) {
        if (auto reduced = with(problem, claim, *aligned, *reason, deadline)) return reduced;
      }
    }
    if (const auto written = integrators::write_out_flow(problem.flows[0])) {
      return with(problem, claim, *written, "the flow is the written-out system of its entries, by multiplying out",
                  deadline);
    }
  } catch (const std::invalid_argument&) {
    // the description does not fit the reductions: full matrices decide
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs
