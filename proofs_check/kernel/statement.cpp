#include "proofs_check/kernel/statement.hpp"

#include <algorithm>
#include <set>

namespace flowcert::proofs::kernel {

bool same(const ContextPtr& a, const ContextPtr& b) {
  return a == b || *a == *b;
}

bool same(const Sequent& a, const Sequent& b) {
  return same(a.context, b.context) && a.claim == b.claim;
}

ContextPtr with(const ContextPtr& context, const Term& hypothesis) {
  Context result = *context;
  result.hypotheses.push_back(hypothesis);
  return std::make_shared<const Context>(std::move(result));
}

bool well_formed(const Sequent& sequent) {
  std::set<std::string> names;
  for (const Variable& variable : sequent.context->variables)
    if (!names.insert(variable.name).second) return false;
  const auto fits = [&](const Term& statement) {
    if (!theorems::is_truth_valued(statement.op())) return false;
    const std::vector<std::string> free = theorems::free_variables(statement);
    return std::all_of(free.begin(), free.end(), [&](const std::string& name) { return names.contains(name); });
  };
  return fits(sequent.claim) &&
         std::all_of(sequent.context->hypotheses.begin(), sequent.context->hypotheses.end(), fits);
}

}  // namespace flowcert::proofs::kernel
