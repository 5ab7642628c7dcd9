#include "proofs_check/exact/solver_session.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace flowcert::proofs::exact {

namespace {

constexpr unsigned memory_megabytes = 1500;
constexpr double steps_per_second = 4e5;  // Z3's resource units; measured on the catalogue's queries
constexpr double patience = 2;            // the clock's bound, as a multiple of the seconds asked for
constexpr double least_seconds = 4;       // by the clock: it is for hopeless steps, the count is to decide
constexpr std::size_t most_models = 8;

unsigned steps_in(double seconds) {
  return static_cast<unsigned>(std::clamp(seconds * steps_per_second, 1000.0, 4e9));
}

/// Seconds for each of two procedures with different strengths; what takes one of them long, the other often answers at
/// once, so both are first given little. That much they get even where not much time is left.
std::vector<double> shares(Effort effort, double seconds, double left) {
  const double little = 0.12 * seconds, much = 0.44 * std::min(seconds, left);
  switch (effort) {
    case Effort::first:
      return {little};
    case Effort::rest:
      return {much};
    default:
      return {little, much};
  }
}

std::vector<unsigned> numbers_of(const z3::expr_vector& assertions) {
  std::vector<unsigned> result;
  for (unsigned i = 0; i < assertions.size(); ++i) result.push_back(assertions[static_cast<int>(i)].id());
  return result;
}

bool is_rational(const z3::model& model) {
  for (unsigned i = 0; i < model.num_consts(); ++i) {
    if (!model.get_const_interp(model.get_const_decl(i)).is_numeral()) return false;
  }
  return true;
}

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

void SolverSession::bound(z3::solver& solver, unsigned steps) {
  z3::params params(context_);
  params.set("rlimit", steps);
  solver.set(params);
}

z3::solver& SolverSession::decomposition(double seconds) {
  if (!decomposition_) decomposition_ = z3::tactic(context_, "qfnra-nlsat").mk_solver();
  decomposition_->reset();
  const unsigned steps = steps_in(seconds);
  if (steps != decomposition_steps_) bound(*decomposition_, steps);  // that takes as long as many a query
  decomposition_steps_ = steps;
  return *decomposition_;
}

Answer SolverSession::check(z3::solver& solver, double seconds, const Deadline& deadline) {
  bound(solver, steps_in(seconds));
  return run(solver, seconds, deadline);
}

Answer SolverSession::run(z3::solver& solver, double seconds, const Deadline& deadline) {
  if (deadline.passed()) return Answer::unknown;
  if (!watch_.joinable()) watch_ = std::thread([this] { watch(); });
  {
    const std::lock_guard lock(mutex_);
    until_ = deadline.within(std::max(seconds * patience, least_seconds));
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

std::optional<z3::model> SolverSession::known_model(const z3::expr_vector& assertions) const {
  for (const z3::model& model : models_) {
    bool holds = true;
    for (unsigned i = 0; i < assertions.size() && holds; ++i) {
      holds = model.eval(assertions[static_cast<int>(i)], true).is_true();
    }
    if (holds) return model;
  }
  return std::nullopt;
}

void SolverSession::remember(const z3::model& model) {
  if (!is_rational(model)) return;
  models_.push_front(model);
  if (models_.size() > most_models) models_.pop_back();
}

SolverSession::Reply SolverSession::ask(const z3::expr_vector& assertions, double seconds, Effort effort,
                                        const Deadline& deadline) {
  if (auto model = known_model(assertions)) return {Answer::satisfiable, "", std::move(model)};
  Reply reply;
  const auto try_solver = [&](z3::solver& solver, double time) {
    for (unsigned i = 0; i < assertions.size(); ++i) solver.add(assertions[static_cast<int>(i)]);
    reply.answer = run(solver, time, deadline);
    if (reply.answer == Answer::unsatisfiable) reply.script = solver.to_smt2();
    if (reply.answer == Answer::satisfiable) {
      reply.model = solver.get_model();
      remember(*reply.model);
    }
    return reply.answer != Answer::unknown;
  };
  const std::vector<unsigned> question = numbers_of(assertions);
  const auto asked = unsettled_.find(question);
  double longest = asked == unsettled_.end() ? 0 : asked->second.seconds;
  for (const double time : shares(effort, seconds, deadline.left())) {
    if (time <= longest) continue;  // asked before, without an answer
    if (try_solver(decomposition(time), time)) return reply;
    z3::solver portfolio(context_, "QF_NRA");
    bound(portfolio, steps_in(time));
    if (try_solver(portfolio, time)) return reply;
    if (deadline.passed()) return reply;
    longest = time;
    unsettled_.insert_or_assign(question, Unsettled{assertions, longest});
  }
  return reply;
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
