#include <algorithm>
#include <memory>
#include <stdexcept>

#include "proofs_check/along/flow_memory.hpp"
#include "proofs_check/along/flow_statement.hpp"
#include "proofs_check/along/full_matrices.hpp"
#include "proofs_check/along/solve_path.hpp"
#include "proofs_check/limits/along_path.hpp"
#include "proofs_check/limits/at_scale.hpp"
#include "proofs_check/limits/measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Op;
using theorems::Rational;

namespace {

constexpr int digits_at_scales = 20;  // of one run among many
constexpr int digits_in_time = 28;
constexpr int digits_of_life = 20;

/// The part's claim as one along the problem's solution.
PathTask task_of(const theorems::Problem& problem, const theorems::GroundClaim& claim, const LimitPart& part) {
  theorems::GroundClaim zero = claim;
  zero.claim = theorems::relation(Op::equal, part.quantity, theorems::Term(0));
  theorems::Problem observed = problem;
  if (!problem.flows.empty()) observed.dynamics = observables_as_state(problem, zero);
  PathTask task = path_task(observed, zero, {}, Rational(1));
  if (task.unbounded) throw std::invalid_argument("the range of t has no end");
  return task;
}

Path followed(const theorems::Dynamics& dynamics, const Rational& end, int digits, const Deadline& deadline) {
  Path path = estimated_path(dynamics, end, digits, deadline);
  if (path.end < end) throw std::runtime_error("the solution was not followed to its end: " + path.reason);
  return path;
}

std::shared_ptr<const FlowRuns> followed(const std::vector<theorems::FlowDescription>& flows, const Rational& end,
                                         int digits, const Deadline& deadline) {
  static thread_local FlowMemory recent;  // the index choices of a check ask for the same runs
  auto runs = recent.runs(flows, end, digits, deadline);
  if (!runs->continuous()) throw std::invalid_argument("an optimizer counts its steps");
  if (!runs->complete()) throw std::runtime_error("the flow was not followed to its end: " + runs->trouble());
  return runs;
}

class SolutionsMeasure {
 public:
  explicit SolutionsMeasure(const LimitQuestion& question) : question_(question) {
    for (const theorems::Binding& bound : question.claim.reals)
      if (bound.name != "t") throw std::invalid_argument("a range of " + bound.name + " along solutions");
  }

  std::vector<Ball> operator()(const Rational& at, const Deadline& deadline) {
    std::vector<Asked> tasks;
    Rational needed = 0;
    for (const LimitPart& part : question_.parts) {
      tasks.push_back({part.kind, rate_at(part, question_.limit, at), {}});
      if (tasks.back().rate) continue;
      theorems::GroundClaim claim = question_.claim;
      claim.claim = part.quantity;
      const AtScale there = at_scale(question_.problem, claim, question_.limit.name, at);
      if (!there.problem.parameters.empty()) throw std::invalid_argument("parameters are left");
      tasks.back().task = task_of(there.problem, there.claim, {part.kind, there.claim.claim, {}, {}});
      needed = std::max(needed, tasks.back().task.needed);
      flows_ = there.problem.flows;
    }
    return flows_.empty() ? along_system(tasks, needed, deadline) : along_flows(tasks, needed, deadline);
  }

 private:
  struct Asked {
    LimitPart::Kind kind;
    std::optional<Ball> rate;
    PathTask task;  // without a rate
  };

  std::vector<Ball> along_system(const std::vector<Asked>& asked, const Rational& needed, const Deadline& deadline) {
    const theorems::Dynamics& dynamics = asked.front().task.statement.dynamics;
    if (!alive_) {
      const EnclosedPath path = rigorous_path(dynamics, needed, digits_of_life, deadline.share(0.5));
      if (!path->complete) throw std::runtime_error("the solution was not enclosed to its end: " + path->reason);
      alive_ = true;
    }
    const Path path = followed(dynamics, needed, digits_at_scales, deadline);
    std::vector<Ball> values;
    for (const auto& [kind, rate, task] : asked)
      values.push_back(rate ? values.back() / *rate
                            : part_over_range({kind, task.statement, task.needed}, path, deadline));
    return values;
  }

  std::vector<Ball> along_flows(const std::vector<Asked>& asked, const Rational& needed,
                                const Deadline& deadline) const {
    const auto runs = followed(flows_, needed, digits_at_scales, deadline);
    std::vector<Ball> values;
    for (const auto& [kind, rate, task] : asked) {
      if (rate) {
        values.push_back(values.back() / *rate);
        continue;
      }
      const PathStatement statement = along_runs(task.statement, *runs);
      values.push_back(part_over_range({kind, statement, needed}, runs->path(statement.dynamics.state), deadline));
    }
    return values;
  }

  LimitQuestion question_;
  std::vector<theorems::FlowDescription> flows_;
  bool alive_ = false;  // the solution is known to exist at the first value
};

/// One run, followed for twice as long again and again.
class InTime {
 public:
  InTime(const LimitQuestion& question, const Deadline& deadline) : question_(question) {
    if (!question.claim.reals.empty()) throw std::invalid_argument("a range in a limit of the time");
    if (!question.problem.parameters.empty()) throw std::invalid_argument("parameters are left");
    for (const LimitPart& part : question.parts) tasks_.push_back(task_of(question.problem, question.claim, part));
    Rational moments = 1;
    for (const PathTask& task : tasks_) moments = std::max(moments, task.needed);
    next_ = moments * first_end;
    longest_ = moments * longest;
    if (question.problem.flows.empty()) show_life(moments * life_shown, deadline.share(0.3));
    if (!further(deadline)) throw std::runtime_error("out of time before the first scale");
  }

  /// Follows it to the next end.
  bool further(const Deadline& deadline) {
    if (next_ > longest_ || growth * seconds_ > deadline.left()) return false;
    const double before = deadline.left();
    try {
      follow(next_, deadline);
    } catch (const std::runtime_error&) {
      if (!deadline.passed()) throw;  // it ends
      return false;
    }
    seconds_ = before - deadline.left();
    next_ *= times_longer;
    return true;
  }

  [[nodiscard]] const Rational& end() const { return end_; }

  std::vector<Ball> operator()(const Rational& at, const Deadline& /*deadline*/) const {
    std::vector<Ball> values;
    for (std::size_t k = 0; k < tasks_.size(); ++k) {
      PathStatement statement = tasks_[k].statement;
      if (runs_) statement = along_runs(statement, *runs_);
      values.push_back(part_at_time({question_.parts[k].kind, statement, end_}, paths_[runs_ ? k : 0], at));
    }
    return values;
  }

 private:
  static constexpr int life_shown = 16;  // the end to which the solution is known to exist
  static constexpr int first_end = 1 << 10;
  static constexpr int times_longer = 1 << 6;
  static constexpr long longest = 1L << 40;
  static constexpr double growth = 5;  // of the time for the next end that is reckoned with

  void show_life(const Rational& end, const Deadline& deadline) const {
    const EnclosedPath path = rigorous_path(*question_.problem.dynamics, end, digits_of_life, deadline);
    if (!path->complete) throw std::runtime_error("the solution was not enclosed: " + path->reason);
  }

  void follow(const Rational& end, const Deadline& deadline) {
    if (question_.problem.flows.empty()) {
      paths_ = {followed(*question_.problem.dynamics, end, digits_in_time, deadline)};
    } else {
      auto runs = followed(question_.problem.flows, end, digits_in_time, deadline);
      std::vector<Path> paths;
      for (const PathTask& task : tasks_) paths.push_back(runs->path(along_runs(task.statement, *runs).dynamics.state));
      runs_ = std::move(runs);
      paths_ = std::move(paths);
    }
    end_ = end;
  }

  LimitQuestion question_;
  std::vector<PathTask> tasks_;
  std::shared_ptr<const FlowRuns> runs_;
  std::vector<Path> paths_;  // one for all, or of a flow one for each part
  Rational end_ = 0, next_, longest_;
  double seconds_ = 0;  // that the last end took
};

}  // namespace

Measure measure_of_solutions(const LimitQuestion& question) {
  return SolutionsMeasure(question);
}

MeasureOfTime measure_in_time(const LimitQuestion& question, const Deadline& deadline) {
  const auto run = std::make_shared<InTime>(question, deadline);
  return {[run] { return run->end(); },
          [run](const Rational& at, const Deadline& time) { return std::as_const(*run)(at, time); },
          [run](const Deadline& time) { return run->further(time); }};
}

}  // namespace flowcert::proofs
