#include "proofs_check/kernel/claim_certificate.hpp"

#include <algorithm>

#include "proofs_check/kernel/claim_sequent.hpp"

namespace flowcert::proofs::kernel {

namespace {

using theorems::GroundCheck;
using theorems::Problem;

void add(Account& sum, const Account& other) {
  sum.steps += other.steps;
  for (const auto& [rule, count] : other.rules) sum.rules[rule] += count;
  for (const auto& [name, count] : other.trusted) sum.trusted[name] += count;
}

CheckedCheck& place_for(std::vector<CheckedCheck>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const CheckedCheck& c) { return c.name == name; });
  if (found != all.end()) return *found;
  all.emplace_back();
  all.back().name = name;
  return all.back();
}

/// Steps of the file that come before, and are themselves shown without trust, may be used.
Problem with_shown_steps(Problem problem, const std::vector<CheckedCheck>& before) {
  for (GroundCheck& check : problem.checks) {
    std::erase_if(check.uses, [&](const std::string& name) {
      return std::none_of(before.begin(), before.end(),
                          [&](const CheckedCheck& c) { return c.name == name && c.complete(); });
    });
  }
  return problem;
}

/// The claim from the steps that are shown without trust, or else from all that the check uses: then the others are
/// what it takes on trust.
void check_claim(CheckedCheck& result, const std::optional<Sequent>& from_shown, const Sequent& from_all,
                 const std::vector<std::string>& others, const StepPtr& root) {
  const bool by_shown = from_shown && same(root->conclusion, *from_shown);
  if (!by_shown && !same(root->conclusion, from_all)) {
    result.complaint = "a proof of something else";
    return;
  }
  auto account = account_of(root);
  if (!account) {
    result.complaint = "a step does not hold";
    return;
  }
  ++result.shown;
  if (!by_shown)
    for (const std::string& step : others) ++account->trusted["the step '" + step + "'"];
  add(result.account, *account);
}

std::optional<Sequent> stated_by(const Problem& problem, const GroundCheck& check, std::size_t claim) {
  if (check.every_size) return sequent_of_every_size(problem, check);
  return check.limit ? sequent_of_limit(problem, check, check.claims[claim]) : sequent_of(problem, check.claims[claim]);
}

std::string reduction_of(const Problem& problem, const GroundCheck& check, bool has_sequent) {
  if (check.every_size) return has_sequent ? "" : "over matrices of every size: without steps";
  if (problem.classes) return "for every length: taken on trust, as the kernel knows no sums but written-out ones";
  if (problem.flows.empty()) return "";
  return has_sequent ? "along the modes of an aligned flow (Saxe et al. 2014; kernel/aligned_flow.hpp)"
                     : "along a flow's matrices: taken on trust, as the kernel knows none but aligned flows";
}

std::vector<std::string> without(std::vector<std::string> all, const std::vector<std::string>& some) {
  std::erase_if(all, [&](const std::string& name) { return std::find(some.begin(), some.end(), name) != some.end(); });
  return all;
}

}  // namespace

std::vector<CheckedCheck> recheck(const theorems::ClaimFile& file, const Proofs& proofs) {
  constexpr int digits = 50;  // of checks that do not say: of no account here
  std::vector<Problem> problems;
  for (std::size_t p = 0; p < file.problem_count(); ++p) problems.push_back(file.problem(p, digits));
  std::vector<std::string> names;  // steps first, in the file's order
  for (const bool steps : {true, false})
    for (const Problem& problem : problems)
      for (const GroundCheck& check : problem.checks)
        if (check.is_step == steps && std::find(names.begin(), names.end(), check.name) == names.end())
          names.push_back(check.name);
  std::vector<CheckedCheck> result;
  for (const std::string& name : names) {
    CheckedCheck& one = place_for(result, name);
    for (std::size_t p = 0; p < problems.size(); ++p) {
      if (problems[p].sample_only) continue;
      const Problem problem = with_shown_steps(problems[p], result);
      for (std::size_t c = 0; c < problem.checks.size(); ++c) {
        const GroundCheck &check = problem.checks[c], &whole = problems[p].checks[c];
        if (check.name != name) continue;
        one.uses = check.uses;
        if (check.every_size) one.reduction = reduction_of(problem, check, false);
        const std::size_t claims = check.every_size ? 1 : std::max<std::size_t>(1, check.claims.size());
        one.claims += claims;
        for (std::size_t k = 0; k < claims; ++k) {
          const auto root = proofs.find({name, p, k});
          if (root == proofs.end() || (check.claims.empty() && !check.every_size)) continue;
          const auto from_all = stated_by(problems[p], whole, k);
          one.reduction = reduction_of(problem, check, from_all.has_value());
          if (!from_all) continue;  // along a flow, or about sums of every length
          check_claim(one, stated_by(problem, check, k), *from_all, without(whole.uses, check.uses), root->second);
        }
      }
    }
  }
  return result;
}

}  // namespace flowcert::proofs::kernel
