#include "proofs_check/exact/prove.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>
#include <type_traits>

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/kernel.hpp"
#include "proofs_check/exact/known_hypotheses.hpp"
#include "proofs_check/exact/solver_answers.hpp"
#include "proofs_check/exact/sums/class_sums.hpp"
#include "proofs_check/exact/system.hpp"
#include "proofs_check/exact/words/example.hpp"

namespace flowcert::proofs {

namespace {

std::string backends_of(const exact::Proof& proof) {
  std::string result;
  for (const std::string& name : proof.backends) result += (result.empty() ? "" : ", ") + name;
  return result.empty() ? "exact rationals" : result;
}

/// Makes evidence of a run that came to its end, from what it hands over as shown, if the solver's answers that it
/// rests on are confirmed.
template <class Prove>
bool run_and_confirm(exact::Proof& proof, const Deadline& deadline, const Prove& prove, ExactOutcome& outcome) {
  const auto accept = [&](const auto&... shown) {
    if (!proof.answers->confirm(proof, deadline.reserve())) return false;
    if (proof.trail.lines().empty()) proof.trail.emplace_back("both sides are the same expression");
    outcome.evidence = ExactKernel::make(proof.trail.lines(), backends_of(proof), shown...);
    outcome.queries = proof.queries;
    outcome.derivation = proof.root;
    return true;
  };
  if constexpr (std::is_void_v<decltype(prove(proof))>) {
    prove(proof);
    return accept();
  } else {
    const auto shown = prove(proof);
    proof.root = shown.root;
    return accept(shown);
  }
}

constexpr int most_runs = 4;

/// Runs a proof, again without the solver's answers that could not be confirmed.
template <class Prove>
ExactOutcome outcome_of(const Deadline& deadline, const Prove& prove) {
  const auto answers = std::make_shared<exact::SolverAnswers>();
  ExactOutcome outcome;
  for (int run = 0; run < most_runs; ++run) {
    exact::Proof proof(deadline, answers);
    answers->begin_run();
    outcome = ExactOutcome{};
    try {
      if (run_and_confirm(proof, deadline, prove, outcome)) return outcome;
      outcome.reason = "the proof rests on answers of Z3 that no second solver confirms";
      if (!deadline.passed()) continue;
    } catch (const exact::GiveUp& stop) {
      outcome.reason = stop.reason;
      if (proof.unconfirmed) outcome.reason += " (Z3 alone says more, which does not count)";
      outcome.sides_differ = stop.sides_differ;
    } catch (const std::domain_error& error) {
      outcome.reason = error.what();
    } catch (const std::bad_alloc&) {
      outcome.reason = "out of memory";
    } catch (const std::exception& error) {  // GiNaC and Z3 report their limits by exceptions of their own
      outcome.reason = std::string("the exact method stopped: ") + error.what();
    }
    outcome.candidates = proof.candidates;
    outcome.defects = proof.defects;
    return outcome;
  }
  return outcome;
}

ExactOutcome contradictory_hypotheses() {
  ExactOutcome outcome;
  outcome.reason = "no point satisfies the hypotheses";
  outcome.hypotheses_contradict = true;
  return outcome;
}

}  // namespace

namespace {

bool contradict_each_other(const std::vector<theorems::FreeParameter>& variables,
                           const std::vector<theorems::Term>& hypotheses, const Deadline& deadline) {
  exact::Proof proof(deadline, std::make_shared<exact::SolverAnswers>());
  try {
    return exact::contradictory(proof, {variables, hypotheses, theorems::constant(theorems::Op::true_value)}) &&
           proof.answers->confirm(proof, deadline.reserve());
  } catch (const exact::GiveUp&) {
    return false;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

bool hypotheses_contradict(const std::vector<theorems::FreeParameter>& variables,
                           const std::vector<theorems::Term>& hypotheses, const Deadline& deadline) {
  static thread_local exact::KnownHypotheses known;
  const exact::KnownHypotheses::Key key = exact::KnownHypotheses::key_of(variables, hypotheses);
  const double seconds = deadline.left();
  if (const auto before = known.find(key, seconds)) return *before;
  const bool contradict = contradict_each_other(variables, hypotheses, deadline);
  if (contradict || !deadline.passed()) known.keep(key, contradict, seconds);
  return contradict;
}

std::vector<std::map<std::string, theorems::Rational>> points_of(const std::vector<theorems::FreeParameter>& variables,
                                                                 const std::vector<theorems::Term>& hypotheses,
                                                                 const Deadline& deadline) {
  exact::Proof proof(deadline, std::make_shared<exact::SolverAnswers>());
  std::string reason;
  try {
    (void)exact::try_statement(proof, {variables, hypotheses, theorems::relation(theorems::Op::equal, 0, 1)}, reason);
  } catch (const std::exception&) {  // the solvers report their limits so
  }
  return proof.candidates;
}

ExactOutcome prove_formula(const FormulaStatement& statement, const Deadline& deadline) {
  if (!statement.hypotheses.empty() &&
      hypotheses_contradict(statement.variables, statement.hypotheses, deadline.share(0.2))) {
    return contradictory_hypotheses();
  }
  FormulaStatement informed = statement;
  informed.hypotheses.insert(informed.hypotheses.end(), statement.known.begin(), statement.known.end());
  return outcome_of(deadline, [&](exact::Proof& proof) {
    exact::prove_statement(proof, informed);
    proof.root = proof.trail.steps().back();
  });
}

ExactOutcome prove_along_system(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                const Deadline& deadline, bool existence_known) {
  if (hypotheses_contradict(problem.parameters, problem.hypotheses, deadline.share(0.1)))
    return contradictory_hypotheses();
  bool existence_missing = false;
  ExactOutcome outcome = outcome_of(deadline, [&](exact::Proof& proof) {
    return exact::prove_system_claim(proof, problem, claim, existence_known, existence_missing);
  });
  outcome.existence_missing = existence_missing && !outcome.evidence;
  return outcome;
}

ExactOutcome prove_for_every_length(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                    const Deadline& deadline) {
  return outcome_of(deadline, [&](exact::Proof& proof) { exact::sums::prove_class_sums(proof, problem, claim); });
}

ExactOutcome prove_along_iteration(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                   const Deadline& deadline) {
  if (hypotheses_contradict(problem.parameters, problem.hypotheses, deadline.share(0.1)))
    return contradictory_hypotheses();
  return outcome_of(deadline, [&](exact::Proof& proof) { return exact::prove_iteration_claim(proof, problem, claim); });
}

ExactOutcome prove_every_size(const theorems::Problem& problem, const theorems::MatrixClaim& claim,
                              const Deadline& deadline) {
  if (hypotheses_contradict(problem.parameters, problem.hypotheses, deadline.share(0.1)))
    return contradictory_hypotheses();
  return outcome_of(deadline, [&](exact::Proof& proof) {
    const exact::words::NumberHypotheses numbers{problem.parameters, problem.hypotheses};
    if (!claim.hypotheses.empty()) {
      proof.trail.push_back(exact::words::example_of_hypotheses(claim, numbers, deadline.share(0.2)));
    }
    for (const theorems::MatrixClaim::Case& one : claim.cases) {
      if (!one.label.empty()) proof.trail.push_back(one.label + ":");
      exact::words::prove_case(proof, claim, one, numbers);
    }
  });
}

}  // namespace flowcert::proofs
