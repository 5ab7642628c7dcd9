#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/evidence.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What an exact method found. `evidence` is there iff the claim is proved.
struct ExactOutcome {
  std::optional<ExactEvidence> evidence;
  /// Where the claim may be false: exact values for (some of) the free variables. A candidate only: nobody has verified
  /// it.
  std::vector<std::map<std::string, theorems::Rational>> candidates;
  std::string reason;  // why not proved
  /// The Z3 queries that were answered "unsatisfiable", in SMT-LIB, for another solver to repeat.
  std::vector<std::string> queries;
  bool hypotheses_contradict = false;  // nothing satisfies the hypotheses: an error of the input, not a proof
};

/// True only if no values of the variables satisfy all hypotheses (shown by real arithmetic).
[[nodiscard]] bool hypotheses_contradict(const std::vector<theorems::FreeParameter>& variables,
                                         const std::vector<theorems::Term>& hypotheses, const Deadline& deadline);

/// A statement about real (or integer) variables: for all values of `variables` that satisfy `hypotheses`, every term
/// of `claim` is defined and `claim` is true. Terms contain no ddt or at.
struct FormulaStatement {
  std::vector<theorems::FreeParameter> variables;  // parameters and bound variables alike; ends are in `hypotheses` too
  std::vector<theorems::Term> hypotheses;
  theorems::Term claim;
};

/// Tries, cheapest first: evaluation in exact rationals, identity in algebraic generators (GiNaC), real arithmetic
/// (Z3).
[[nodiscard]] ExactOutcome prove_formula(const FormulaStatement& statement, const Deadline& deadline);

/// Tries to prove a ground claim along a system: Lie derivatives, invariants, closed forms (also those that other
/// checks of `problem` offer as candidates), each with the reason why the solution exists on the whole stated interval
/// and is unique.
[[nodiscard]] ExactOutcome prove_along_system(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                              const Deadline& deadline);

/// The same along an iteration: exact evaluation for fixed data, induction for closed forms and bounds.
[[nodiscard]] ExactOutcome prove_along_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                                 const Deadline& deadline);

}  // namespace flowcert::proofs
