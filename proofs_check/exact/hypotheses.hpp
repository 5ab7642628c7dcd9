#pragma once

#include "proofs_check/decide/definitions.hpp"
#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Declares the variables and reads the hypotheses as facts. A relation that holds has defined terms, so for relations
/// (and conjunctions of them) what their terms need is a fact as well. Hypotheses that no fact can express are left
/// out, which makes the statement stronger. Disjunctions must have been split before. Throws Split or Restart.
void read_hypotheses(Scope& scope, const FormulaStatement& statement);

/// From here on the scope's world is only where e is defined: what e needs becomes a fact when e is translated. For
/// looking at e's form, not for proofs about all points of the hypotheses. The scope's key changes, so that no sign
/// that was found under this assumption is ever reused without it.
void assume_defined(Scope& scope, const Term& e);

/// p has the sign: recorded, with what follows for single variables and for integers.
void add_fact(Scope& scope, const Poly& p, SignSet sign);

/// "left - right has these signs" for a relation.
[[nodiscard]] SignSet signs_of(Op relation);

/// A hypothesis that is a disjunction in disguise, and the statement with it replaced by each of its parts.
struct HypothesisCases {
  Term hypothesis;
  std::vector<Term> parts;
  std::vector<FormulaStatement> statements;
};
[[nodiscard]] std::optional<HypothesisCases> split_hypotheses(const FormulaStatement& statement);

/// A statement after equalities `variable == term` in the hypotheses have been used to replace variables, one after the
/// other.
struct Elimination {
  FormulaStatement statement;
  std::vector<Replacement> replaced;
};
[[nodiscard]] Elimination eliminate_equalities(Proof& proof, const FormulaStatement& statement);

}  // namespace flowcert::proofs::exact
