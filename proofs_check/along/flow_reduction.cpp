#include "proofs_check/along/flow_reduction.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "integrators/flows/written_out_flow.hpp"
#include "proofs_check/decide/life.hpp"
#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/kernel/claim_motion.hpp"
#include "proofs_check/kernel/claim_sequent.hpp"
#include "proofs_check/kernel/flow_claim.hpp"

namespace flowcert::proofs {

using theorems::Term;

namespace {

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

Term read_as_far_as_known(const kernel::Motion& motion, const Term& claim) {
  try {
    return kernel::without_derivatives(motion, claim);
  } catch (const kernel::NotRead&) {  // a derivative that need not be its formula
    return claim;
  }
}

/// A claim about nothing but the solution's life, as far as `claim` looks at it.
theorems::GroundClaim life_of(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  const kernel::Motion own = kernel::motion_of(problem, claim);
  const kernel::Motion seen = kernel::as_far_as_moments(own, read_as_far_as_known(own, claim.claim));
  theorems::GroundClaim life = about_life_alone(claim);
  if (seen.whole_life) return life;
  std::erase_if(life.reals, [&](const theorems::Binding& bound) { return bound.name == seen.time; });
  const Term end = seen.horizon ? *seen.horizon : theorems::constant(theorems::Op::infinity);
  life.reals.push_back({seen.time, Term(0), end, false, seen.horizon_open || !seen.horizon, seen.iteration});
  life.time_was_bound = true;
  return life;
}

/// Whether all states of the dynamics are proved to live as long as `life` says.
ExactOutcome prove_life(theorems::Problem problem, const theorems::Dynamics& dynamics,
                        const theorems::GroundClaim& life, const Deadline& deadline) {
  problem.dynamics = dynamics;
  const bool system = dynamics.kind == theorems::Dynamics::Kind::system;
  return system ? prove_along_system(problem, life, deadline) : prove_along_iteration(problem, life, deadline);
}

/// The step that says it, of a proof along a motion.
kernel::StepPtr life_in(const kernel::StepPtr& root) {
  return root && root->rule == kernel::Rule::along ? root->premises[0] : nullptr;
}

/// Leaves out the states that the claim does not depend on, if they are proved to live as long as the claim looks.
void keep_relevant_states(ReducedClaim& reduced, const Deadline& deadline) {
  const theorems::Dynamics whole = *reduced.problem.dynamics;
  const std::set<std::string> needed = needed_by(whole, reduced.claim.claim);
  const theorems::Dynamics kept = part_of(whole, [&](const std::string& s) { return needed.contains(s); });
  const theorems::Dynamics others = part_of(whole, [&](const std::string& s) { return !needed.contains(s); });
  if (kept.state.empty() || others.state.empty()) return;
  // They may depend on those that are kept: then the whole has to live.
  std::set<std::string> inside;
  for (const Term& f : others.right_hand_side) add_variables(f, inside);
  const bool alone =
      std::none_of(kept.state.begin(), kept.state.end(), [&](const std::string& s) { return inside.contains(s); });
  const ExactOutcome life =
      prove_life(reduced.problem, alone ? others : whole, life_of(reduced.problem, reduced.claim), deadline);
  if (!life.evidence) return;
  reduced.others_life = alone ? life_in(life.derivation) : nullptr;
  reduced.all_states = false;
  reduced.problem.dynamics = kept;
  reduced.reason += "; the states that the claim does not depend on are proved to exist through its range";
}

ReducedClaim with_relevant_states(kernel::ScalarClaim whole, std::string reason, const Deadline& deadline) {
  ReducedClaim reduced{std::move(whole.problem), std::move(whole.claim), std::move(reason)};
  try {
    keep_relevant_states(reduced, deadline);
  } catch (const kernel::NotRead&) {  // how far the claim looks is not known
  }
  return reduced;
}

constexpr const char* aligned_reason =
    "aligned layers have aligned gradients (an identity in the modes, whatever the bases), so that the flow is exactly "
    "the written-out system of its modes";
constexpr const char* written_out_reason = "the flow is the written-out system of its entries, by multiplying out";

}  // namespace

std::optional<ReducedClaim> reduce_flow_claim(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                              const Deadline& deadline) {
  if (problem.flows.size() != 1 || !problem.flows[0].name.empty()) return std::nullopt;
  try {
    if (auto aligned = kernel::claim_along_modes(problem, claim))
      return with_relevant_states(std::move(*aligned), aligned_reason, deadline);
    if (const auto flow = integrators::write_out_flow(problem.flows[0]))
      if (auto written = kernel::claim_along(problem, claim, *flow))
        return with_relevant_states(std::move(*written), written_out_reason, deadline);
  } catch (const std::invalid_argument&) {
    // the description does not fit the reductions: full matrices decide
  }
  return std::nullopt;
}

kernel::StepPtr about_the_flow(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                               const ReducedClaim& reduced, const kernel::StepPtr& derivation) {
  if (!derivation || reduced.all_states) return derivation;
  const auto whole = kernel::sequent_of(problem, claim);
  if (!whole || !reduced.others_life) return nullptr;
  return exact::step_about(whole->context, kernel::Rule::in_parts, whole->claim, {derivation, reduced.others_life},
                           whole->judgement);
}

}  // namespace flowcert::proofs
