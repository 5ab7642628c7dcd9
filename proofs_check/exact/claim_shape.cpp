#include "proofs_check/exact/claim_shape.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/exact/formula.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_equalities = 12;

}  // namespace

void collect_equalities(const Term& claim, std::vector<Term>& found) {
  for (const Term& part : conjunction_parts(claim))
    if (part.op() == Op::equal && std::find(found.begin(), found.end(), part) == found.end()) found.push_back(part);
}

std::vector<Term> stated_equalities(const theorems::Problem& problem, const View& view, const Term& own_claim) {
  std::vector<Term> result, all;
  collect_equalities(own_claim, all);
  for (const theorems::GroundCheck& check : problem.checks) {
    if (check.limit) continue;
    for (const theorems::GroundClaim& claim : check.claims) {
      if (all.size() >= most_equalities) break;
      try {
        collect_equalities(rewrite(view, claim.claim), all);
      } catch (const GiveUp&) {  // nothing to be had from it
      }
    }
  }
  for (const Term& equality : all) {
    bool foreign = !mentions_state(view, equality) || has_moments(equality);
    for (const std::string& name : free_variables(equality))  // another check's bound variables mean nothing here
      foreign |= name != view.time && std::find(view.state.begin(), view.state.end(), name) == view.state.end() &&
                 std::none_of(view.parameters.begin(), view.parameters.end(),
                              [&](const FreeParameter& p) { return p.name == name; });
    if (!foreign) result.push_back(equality);
  }
  return result;
}

}  // namespace flowcert::proofs::exact
