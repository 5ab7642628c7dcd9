#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/scope.hpp"
#include "proofs_check/exact/solver_session.hpp"

namespace flowcert::proofs::exact {

struct QueryResult {
  Answer answer = Answer::unknown;
  std::string by;        // unsatisfiable: who says so
  bool trusted = false;  // unsatisfiable: Z3 alone says so, to be confirmed (solver_answers.hpp)
  Point point;           // satisfiable: values of the variables (algebraic numbers replaced by rationals nearby)
  std::string script;    // the query in SMT-LIB
};

/// Asks Z3 (nonlinear real arithmetic; integers as reals, which only weakens what can be proved) whether facts of the
/// scope and all of `goals` can hold together. Facts are restricted to those connected with the goals by shared
/// generators: leaving facts out can only make more satisfiable. Never throws for mathematical reasons.
[[nodiscard]] QueryResult ask(Scope& scope, const std::vector<Fact>& goals, const std::vector<Lemma>& lemmas,
                              double seconds, Effort effort = Effort::full);

/// True if some generator that p's signs may depend on is not algebraic (exp, log, sin, ...): then lemmas may help and
/// a satisfying assignment of ask() need not be a real point.
[[nodiscard]] bool involves_transcendental(Scope& scope, const Poly& p);

}  // namespace flowcert::proofs::exact
