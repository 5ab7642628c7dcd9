#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/evidence.hpp"
#include "proofs_check/kernel/step.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A stated closed form x = F(t) that could not be shown to be the solution. If `residual` is nonzero somewhere inside
/// the stated interval (at_start: for some parameters), then x = F(t) is false there or before: a candidate for a
/// refutation.
struct ClosedFormDefect {
  std::string state;
  theorems::Term closed_form;
  theorems::Term residual;  // at_start: F(0) - x0, in the parameters; else F' - f(F, t), in the parameters and the time
  bool at_start = false;
};

/// What an exact method found. `evidence` is there iff the claim is proved.
struct ExactOutcome {
  std::optional<ExactEvidence> evidence;
  /// Where the claim may be false: exact values for (some of) the free variables. A candidate only: nobody has verified
  /// it.
  std::vector<std::map<std::string, theorems::Rational>> candidates;
  std::string reason;  // why not proved
  /// The Z3 queries that were answered "unsatisfiable", in SMT-LIB, for another solver to repeat.
  std::vector<std::string> queries;
  /// Of a proof about numbers: its steps, many still pending (justify.hpp), the last of which states what was proved.
  kernel::StepPtr derivation;
  std::vector<ClosedFormDefect> defects;
  /// Exact algebra found two sides to differ: agreement to any number of digits is then no confirmation.
  bool sides_differ = false;
  /// All but the solution's existence on the stated interval was shown.
  bool existence_missing = false;
  bool hypotheses_contradict = false;  // nothing satisfies the hypotheses: an error of the input, not a proof
};

/// True only if no values of the variables satisfy all hypotheses (shown by real arithmetic).
[[nodiscard]] bool hypotheses_contradict(const std::vector<theorems::FreeParameter>& variables,
                                         const std::vector<theorems::Term>& hypotheses, const Deadline& deadline);

/// Points at which the solver says that the hypotheses hold: candidates, which nobody has verified.
[[nodiscard]] std::vector<std::map<std::string, theorems::Rational>> points_of(
    const std::vector<theorems::FreeParameter>& variables, const std::vector<theorems::Term>& hypotheses,
    const Deadline& deadline);

/// A statement about real (or integer) variables: for all values of `variables` that satisfy `hypotheses`, every term
/// of `claim` is defined and `claim` is true. Terms contain no ddt or at.
struct FormulaStatement {
  std::vector<theorems::FreeParameter> variables;  // parameters and bound variables alike; ends are in `hypotheses` too
  std::vector<theorems::Term> hypotheses;
  theorems::Term claim;
  /// True wherever the hypotheses hold, for proofs to use: nothing is refuted by them.
  std::vector<theorems::Term> known = {};
};

/// Tries, cheapest first: evaluation in exact rationals, identity in algebraic generators (GiNaC), real arithmetic
/// (Z3).
[[nodiscard]] ExactOutcome prove_formula(const FormulaStatement& statement, const Deadline& deadline);

/// Tries to prove a ground claim along a system: Lie derivatives, invariants, closed forms (also those that other
/// checks of `problem` offer as candidates), each with the reason why the solution exists on the whole stated interval
/// and is unique.
/// `claim` should be an element of problem.checks[i].claims: then the steps that its check uses are used as facts (the
/// caller sees to it that they are proved). `existence_known`: the caller knows that the solution exists on the stated
/// interval.
[[nodiscard]] ExactOutcome prove_along_system(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                              const Deadline& deadline, bool existence_known = false);

/// Tries to prove a claim about vectors whose length, problem.classes, is a parameter, for every length.
[[nodiscard]] ExactOutcome prove_for_every_length(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                                  const Deadline& deadline);

/// Closed forms to try for the states of the problem's system that the claim mentions, and for those that these depend
/// on, from time 0 on and for ever: guesses, which nobody has verified.
[[nodiscard]] std::vector<std::map<std::string, theorems::Term>> guess_solutions(const theorems::Problem& problem,
                                                                                 const theorems::GroundClaim& claim,
                                                                                 const Deadline& deadline);

/// The same along an iteration: exact evaluation for fixed data, induction for closed forms and bounds.
[[nodiscard]] ExactOutcome prove_along_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                                 const Deadline& deadline);

/// Tries to prove every case of a claim over matrices of every size, in the free algebra with transpose (words/). Its
/// hypotheses about matrices count only if an example satisfies them; those about numbers are the problem's.
[[nodiscard]] ExactOutcome prove_every_size(const theorems::Problem& problem, const theorems::MatrixClaim& claim,
                                            const Deadline& deadline);

}  // namespace flowcert::proofs
