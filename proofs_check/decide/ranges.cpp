#include "proofs_check/decide/ranges.hpp"

#include "proofs_check/decide/used_steps.hpp"

namespace flowcert::proofs {

theorems::Binding range_bound_by(const theorems::Term& quantifier) {
  theorems::Binding range{quantifier.name(), quantifier.arg(0), quantifier.arg(1)};
  range.low_open = quantifier.node().low_open;
  range.high_open = quantifier.node().high_open;
  range.integer = quantifier.node().integer_range;
  return range;
}

void bind(FormulaStatement& statement, const theorems::Binding& bound) {
  statement.variables.push_back(
      {bound.name, bound.integer, true, bound.low, bound.high, bound.low_open, bound.high_open});
  const std::vector<theorems::Term> range = range_of(bound);
  statement.hypotheses.insert(statement.hypotheses.end(), range.begin(), range.end());
}

}  // namespace flowcert::proofs
