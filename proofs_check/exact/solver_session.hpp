#pragma once

#include <z3++.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

/// How much of the time for a question is spent on it: a small part, the rest, or all of it.
enum class Effort { first, rest, full };

enum class Answer { unsatisfiable, satisfiable, unknown };

/// One Z3 context for all queries of a proof: making one takes longer than most queries. Queries are bounded by Z3's
/// count of steps, which does not depend on how busy the machine is, and, should a step take long, by a clock.
class SolverSession {
 public:
  SolverSession();
  ~SolverSession();
  SolverSession(const SolverSession&) = delete;
  SolverSession& operator=(const SolverSession&) = delete;

  [[nodiscard]] z3::context& context() { return context_; }
  [[nodiscard]] Encoder& encoder() { return encoder_; }

  struct Reply {
    Answer answer = Answer::unknown;
    std::string script;              // unsatisfiable: the query in SMT-LIB
    std::optional<z3::model> model;  // satisfiable
  };
  /// Whether all assertions of real arithmetic can hold together. Models of earlier queries are tried first: most
  /// questions that a proof asks have the answer yes, and often the same point shows it.
  [[nodiscard]] Reply ask(const z3::expr_vector& assertions, double seconds, Effort effort, const Deadline& deadline);

  /// Asks for as many steps as take about `seconds` on an idle machine, and never beyond `deadline`.
  [[nodiscard]] Answer check(z3::solver& solver, double seconds, const Deadline& deadline);

 private:
  void watch();
  void bound(z3::solver& solver, unsigned steps);
  /// As check(), with the solver's own bound on its steps.
  [[nodiscard]] Answer run(z3::solver& solver, double seconds, const Deadline& deadline);
  /// The solver of cylindrical decomposition, empty and bounded.
  [[nodiscard]] z3::solver& decomposition(double seconds);
  [[nodiscard]] std::optional<z3::model> known_model(const z3::expr_vector& assertions) const;
  void remember(const z3::model& model);

  z3::context context_;
  Encoder encoder_{context_};
  std::optional<z3::solver> decomposition_;  // made once: that takes longer than most queries
  unsigned decomposition_steps_ = 0;         // its bound now
  struct Unsettled {
    z3::expr_vector assertions;  // kept, so that their numbers stay theirs
    double seconds;              // that a procedure had
  };
  std::map<std::vector<unsigned>, Unsettled> unsettled_;  // by the assertions' numbers in the context
  std::deque<z3::model> models_;                          // the latest first; of rational numbers only
  std::mutex mutex_;
  std::condition_variable changed_;
  bool asking_ = false, over_ = false;  // guarded by mutex_
  Deadline until_ = Deadline::in(0);    // guarded by mutex_
  std::thread watch_;
};

}  // namespace flowcert::proofs::exact
