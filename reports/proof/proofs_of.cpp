#include "reports/proof/proofs_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "proofs_check/exact/justify.hpp"
#include "proofs_check/kernel/claim_motion.hpp"
#include "proofs_check/kernel/claim_sequent.hpp"
#include "reports/proof/outline_of.hpp"

namespace flowcert::reports::proof {

using theorems::GroundCheck;
using theorems::Problem;

namespace {

std::string title_of(const Problem& problem, const theorems::GroundClaim& claim) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : problem.chosen) parts.push_back(name + " = " + value);
  if (!claim.label.empty()) parts.push_back(claim.label);
  return parts.empty() ? std::string() : fmt::format("For {}", fmt::join(parts, ", "));
}

/// Each hypothesis that a used step gives, with the step's name, and the steps that say that the solution lives.
void name_steps(Problem problem, std::size_t check, std::size_t claim, Names& names) {
  for (const std::string& name : std::vector<std::string>(problem.checks[check].uses)) {
    problem.checks[check].uses = {name};
    const theorems::GroundClaim& own = problem.checks[check].claims[claim];
    for (const theorems::Term& fact : proofs::kernel::facts_from_steps(problem, own))
      names.steps.emplace_back(fact, name);
    if (!problem.dynamics) continue;
    try {
      const proofs::kernel::Motion motion = proofs::kernel::motion_of(problem, own);
      for (const theorems::Term& fact : motion.known) names.steps.emplace_back(fact, name);
      if (motion.lives) names.life.push_back(name);
    } catch (const proofs::kernel::NotRead&) {  // it says nothing of these times
    }
  }
}

Outline told(const Problem& problem, const proofs::CheckResult& check, const proofs::Derivation& derivation,
             const proofs::Deadline& deadline, std::size_t most_lines) {
  Names names;
  names.lets = problem.lets;
  const auto own = std::find_if(problem.checks.begin(), problem.checks.end(),
                                [&](const GroundCheck& one) { return one.name == check.name; });
  if (own != problem.checks.end() && derivation.claim < own->claims.size()) {
    names.title = title_of(problem, own->claims[derivation.claim]);
    names.claim = own->claims[derivation.claim].claim;
    name_steps(problem, static_cast<std::size_t>(own - problem.checks.begin()), derivation.claim, names);
  }
  try {
    return outline_of(proofs::exact::justified(derivation.root, deadline), names, most_lines);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {  // the verdict does not hang on how its proof reads
    Outline outline;
    outline.title = names.title;
    outline.remark = std::string("The proof could not be told: ") + error.what();
    return outline;
  }
}

}  // namespace

std::vector<Outline> proofs_of(const theorems::ClaimFile& file, const proofs::CheckResult& check, int digits,
                               const proofs::Deadline& deadline) {
  std::vector<Outline> result;
  std::size_t lines = 0, left = check.derivations.size();
  for (const proofs::Derivation& derivation : check.derivations) {
    if (lines >= most_lines_of_a_check) break;
    // What its search found says more than reasons by the places of letters.
    if (derivation.root->conclusion.judgement == proofs::kernel::Judgement::every_size) continue;
    const proofs::Deadline share = deadline.share(1.0 / static_cast<double>(left--));
    const Problem problem = file.problem(derivation.problem, digits);
    result.push_back(told(problem, check, derivation, share, most_lines_of_a_check - lines));
    lines += line_count(result.back().items);
  }
  if (left > 0 && !result.empty())
    result.back().remark += fmt::format("{}{} more of this check's {} proofs are not shown.",
                                        result.back().remark.empty() ? "" : " ", left, check.derivations.size());
  return result;
}

bool is_told_in_part(const theorems::ClaimFile& file, const proofs::CheckResult& check, int digits) {
  if (check.derivations.empty()) return false;
  std::size_t claims = 0;
  for (std::size_t p = 0; p < file.problem_count() && claims <= check.derivations.size(); ++p) {
    const Problem problem = file.problem(p, digits);
    if (problem.sample_only) continue;
    for (const GroundCheck& one : problem.checks)
      if (one.name == check.name) claims += one.every_size ? 1 : one.claims.size();
  }
  return claims > check.derivations.size();
}

}  // namespace flowcert::reports::proof
