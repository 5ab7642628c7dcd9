#include "proofs_check/exact/solver_session.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace flowcert::proofs::exact {

namespace {

constexpr unsigned memory_megabytes = 1500;
constexpr double steps_per_second = 4e5;  // Z3's resource units; measured on the catalogue's queries
constexpr double patience = 2;            // the clock's bound, as a multiple of the seconds asked for

}  // namespace

SolverSession::SolverSession() {
  Z3_global_param_set("memory_max_size", std::to_string(memory_megabytes).c_str());
}

SolverSession::~SolverSession() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_one();
  if (watch_.joinable()) watch_.join();
}

Answer SolverSession::check(z3::solver& solver, double seconds, const Deadline& deadline) {
  if (!watch_.joinable()) watch_ = std::thread([this] { watch(); });
  z3::params params(context_);
  params.set("rlimit", static_cast<unsigned>(std::clamp(seconds * steps_per_second, 1000.0, 4e9)));
  solver.set(params);
  {
    const std::lock_guard lock(mutex_);
    until_ = deadline.within(seconds * patience);
    asking_ = true;
  }
  changed_.notify_one();
  // Whatever happens, no interruption may reach the context after this query.
  struct Asked {
    SolverSession& session;
    ~Asked() {
      const std::lock_guard lock(session.mutex_);
      session.asking_ = false;
    }
  } asked{*this};
  switch (solver.check()) {
    case z3::unsat:
      return Answer::unsatisfiable;
    case z3::sat:
      return Answer::satisfiable;
    default:
      return Answer::unknown;
  }
}

void SolverSession::watch() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    if (!asking_) {
      changed_.wait(lock, [this] { return asking_ || over_; });
      continue;
    }
    if (until_.passed()) {
      context_.interrupt();  // heeded at the next step; said again until it is
      changed_.wait_for(lock, std::chrono::milliseconds(20));
    } else {
      changed_.wait_for(lock, std::chrono::duration<double>(until_.left()));
    }
  }
}

}  // namespace flowcert::proofs::exact
