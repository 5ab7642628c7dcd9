#pragma once

#include <z3++.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::exact {

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

  /// Asks for as many steps as take about `seconds` on an idle machine, and never beyond `deadline`.
  [[nodiscard]] Answer check(z3::solver& solver, double seconds, const Deadline& deadline);

 private:
  void watch();

  z3::context context_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool asking_ = false, over_ = false;  // guarded by mutex_
  Deadline until_ = Deadline::in(0);    // guarded by mutex_
  std::thread watch_;
};

}  // namespace flowcert::proofs::exact
