#include "proofs_check/decide/definitions.hpp"

#include <algorithm>

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::FreeParameter;
using theorems::Op;
using theorems::Term;

namespace {

/// Replaces x by the value everywhere if x is a real variable of the statement that the value does not contain.
bool insert(FormulaStatement& statement, const Term& x, const Term& value) {
  if (x.op() != Op::variable) return false;
  const std::string& name = x.name();
  const auto declared = std::find_if(statement.variables.begin(), statement.variables.end(),
                                     [&](const FreeParameter& v) { return v.name == name && !v.integer; });
  const std::vector<std::string> inside = free_variables(value);
  if (declared == statement.variables.end() || std::find(inside.begin(), inside.end(), name) != inside.end())
    return false;
  const theorems::Substitution replace{{name, value}};
  // What stays of the definition itself, value == value, says that the value is defined.
  for (Term& hypothesis : statement.hypotheses) hypothesis = substitute(hypothesis, replace);
  for (Term& fact : statement.known) fact = substitute(fact, replace);
  statement.claim = substitute(statement.claim, replace);
  statement.variables.erase(declared);
  return true;
}

}  // namespace

std::optional<Defined> with_definitions(const FormulaStatement& statement) {
  Defined result{statement, statement, {}};
  FormulaStatement& by_value = result.by_value;
  const std::vector<Term> parts = conjunction_parts(theorems::conjunction(statement.hypotheses));
  by_value.hypotheses = parts;
  result.by_name.hypotheses.clear();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Term h = by_value.hypotheses[i];
    bool definition = false;
    for (const std::size_t left : {0, 1}) {
      if (definition || h.op() != Op::equal) continue;
      definition = insert(by_value, h.arg(left), h.arg(1 - left));
      if (definition) result.replaced.push_back({h.arg(left), h.arg(1 - left)});
    }
    if (!definition) result.by_name.hypotheses.push_back(parts[i]);
  }
  if (result.by_name.hypotheses.size() == parts.size()) return std::nullopt;
  return result;
}

}  // namespace flowcert::proofs
