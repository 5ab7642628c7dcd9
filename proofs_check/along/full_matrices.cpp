#include "proofs_check/along/full_matrices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "integrators/flows/flow_start.hpp"
#include "proofs_check/along/flow_claim.hpp"
#include "proofs_check/along/flow_memory.hpp"
#include "proofs_check/along/flow_statement.hpp"
#include "proofs_check/along/flow_visibility.hpp"
#include "proofs_check/along/solve_path.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/numeric/kernel.hpp"
#include "theorems/terms/number_places.hpp"

namespace flowcert::proofs {

using theorems::Dynamics;
using theorems::Rational;
using theorems::Term;

namespace {

bool is_discrete(const theorems::Problem& problem) {
  return problem.flows.at(0).discrete.has_value();
}

}  // namespace

Dynamics observables_as_state(const theorems::Problem& problem, const theorems::GroundClaim& claim) {
  Dynamics dynamics;
  dynamics.kind = Dynamics::Kind::system;
  std::set<std::string> given{"t", "n"};
  for (const auto& parameter : problem.parameters) given.insert(parameter.name);
  for (const auto& binding : claim.reals) given.insert(binding.name);
  for (const std::string& name : free_variables(claim.claim)) {
    if (given.contains(name)) continue;
    dynamics.state.push_back(name);
    dynamics.initial.emplace_back(0);
    dynamics.right_hand_side.push_back(theorems::variable("ddt " + name));
  }
  return dynamics;
}

/// A witness against, or agreement with, runs from full matrices: first at few digits, which decide most inequalities
/// and tell how many digits the rest needs.
class FlowMethod {
 public:
  FlowMethod(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits, const Deadline& deadline)
      : problem_(problem), claim_(claim), digits_(digits), deadline_(deadline) {
    int places = theorems::number_places(claim.claim);
    for (const theorems::FlowDescription& flow : problem.flows)
      places = std::max(places, integrators::longest_number_places(flow));
    digits_ = digits_to_compare(digits, places);
    PathFinding described;
    for (const theorems::FlowDescription& flow : problem.flows) {
      described.hidden_digits = hidden_in_description(flow);
      // Where that cannot be told, the numbers and the runs themselves say what can be said.
      if (described.hidden_digits) digits_ = digits_to_see(described, digits_);
    }
  }

  AttemptReport run(Outcome& outcome) {
    if (digits_ > most_compared_digits) return {"gave up", "numbers with more digits than are compared"};
    if (!problem_.parameters.empty()) return {"does not apply", "parameters are left"};
    const PathTask task = statement();
    if (task.unbounded) return {"does not apply", "the range of t has no end"};
    int full = digits_ + 12;
    int working = full > 2 * few_digits ? few_digits : full;
    AttemptReport report;
    for (int level = 0; level < most_levels; ++level) {
      const bool last = working >= full;
      const auto runs = memory().runs(problem_.flows, task.needed, working, deadline_.share(0.8));
      int missing = 0;
      if (!runs->complete() && runs->end() < task.statement.sure_to) {
        outcome.message = "the flow was not followed to the end of the range: " + runs->trouble();
        report = {"gave up", outcome.message};
      } else {
        const PathFinding finding = examine(task.statement, *runs);
        if (finding.truth == Truth::no) return refute(task, finding, working, outcome);
        if (finding.truth == Truth::yes) {
          const int needed = digits_to_see(finding, digits_);
          if (needed <= digits_) return confirm(finding, working, outcome);
          outcome.message = unseen_text(finding);
          report = {"gave up", outcome.message};
          if (needed > most_compared_digits) break;
          missing = needed - digits_;
          digits_ = needed;
          full = needed + 12;
        } else {
          report = {"gave up", finding.message};
          missing = finding.missing_digits;
        }
      }
      if (deadline_.passed() || (last && missing == 0)) break;
      const int next = std::min(std::max(full, working + missing + 3), full + most_extra_digits);
      if (next == working) break;
      // At the least: steps, their order and their numbers all grow with the digits.
      if (!memory().remembers(problem_.flows, task.needed, next) &&
          runs->seconds() * next / working > 2 * deadline_.left()) {
        report.reason += fmt::format(" ({} digits decide nothing, {} would take too long)", working, next);
        break;
      }
      working = next;
    }
    return report;
  }

 private:
  static constexpr int few_digits = 14;
  static constexpr int most_extra_digits = 100;
  static constexpr int most_levels = 6;

  /// A claim file's checks come one after the other on one thread.
  static FlowMemory& memory() {
    static thread_local FlowMemory recent;
    return recent;
  }

  /// The claim over observables; the range in steps for optimizers.
  PathTask statement() const {
    theorems::Problem observed = problem_;
    observed.dynamics = observables_as_state(problem_, claim_);
    theorems::GroundClaim claim = claim_;
    for (theorems::Binding& binding : claim.reals) {
      if (binding.name == "t" && is_discrete(problem_))
        throw std::invalid_argument("a range of t in an optimizer's run, which counts its steps: bind n instead");
      if (binding.name == "n") binding.name = "t";  // path_task's name for what the run advances in
    }
    PathTask task = path_task(observed, claim, {}, Rational(10));
    if (is_discrete(problem_)) {
      const Rational steps(static_cast<long>(problem_.flows[0].discrete->steps));
      task.needed = std::max(task.needed, steps);
      return task;
    }
    const bool whole = about_the_whole_run(observed.dynamics->state);
    if (whole) {
      for (const auto& flow : problem_.flows) {
        if (flow.t_end && flow.t_end->is_number()) task.needed = std::max(task.needed, flow.t_end->number());
      }
    }
    return only_moments(std::move(task), whole);
  }

  static bool about_the_whole_run(const std::vector<std::string>& observables) {
    return std::any_of(observables.begin(), observables.end(),
                       [](const std::string& name) { return name.find("saturation_time") != std::string::npos; });
  }

  /// A claim that says the same at every time is looked at once, and its run ends with the last moment it speaks of.
  static PathTask only_moments(PathTask task, bool whole) {
    PathStatement& statement = task.statement;
    Rational last = 0;
    for (const auto& moment : statement.observed.moments) {
      if (!moment.time.is_number()) return task;
      last = std::max(last, moment.time.number());
    }
    for (const std::string& name : free_variables(statement.observed.claim)) {
      const bool fixed = name.find("saturation_time") != std::string::npos ||
                         std::any_of(statement.observed.moments.begin(), statement.observed.moments.end(),
                                     [&](const auto& moment) { return moment.name == name; });
      if (!fixed) return task;
    }
    // At the last of them, unless the range itself has to be gone through.
    const Rational middle = (statement.from + statement.to) / 2;
    const Rational once =
        last > 0 && !whole ? last : (statement.from_open || statement.to_open ? middle : statement.from);
    statement = at_one_time(std::move(statement), once);
    task.needed = std::max(whole ? task.needed : last, once);
    return task;
  }

  /// How far a run must go that is looked at up to `time`.
  Rational needed_until(const PathTask& task, const Rational& time) const {
    if (is_discrete(problem_) || about_the_whole_run(observables_as_state(problem_, claim_).state)) return task.needed;
    Rational last = std::max(time, std::min(task.needed, Rational(1, 100)));  // a run has a first step
    for (const auto& moment : task.statement.observed.moments) {
      if (!moment.time.is_number()) return task.needed;
      last = std::max(last, moment.time.number());
    }
    return last;
  }

  AttemptReport confirm(const PathFinding& finding, int working, Outcome& outcome) const {
    outcome.verdict = Verdict::from(NumericKernel::confirmed(full_matrices));
    outcome.method = full_matrices;
    outcome.backend = "Taylor steps, matrix jets";
    outcome.resolution = finding.resolution;
    outcome.margin = finding.margin;
    outcome.figures = finding.figures;
    outcome.message.clear();
    return {"confirmed", fmt::format("{} times, from runs of {} digits", finding.times, working)};
  }

  [[nodiscard]] PathFinding examine(const PathStatement& statement, const FlowRuns& runs) const {
    if (!runs.continuous()) return examine_steps(statement, runs, digits_, deadline_.share(0.7));
    try {
      const PathStatement along = along_runs(statement, runs);
      return examine_path(along, runs.path(along.dynamics.state), digits_, deadline_.share(0.7));
    } catch (const std::exception& reason) {
      PathFinding finding;
      finding.message = reason.what();
      return finding;
    }
  }

  /// The failure must come again in finer runs, up to the time at which it was found, and along the second route.
  AttemptReport refute(const PathTask& task, const PathFinding& finding, int working, Outcome& outcome) {
    const PathStatement moment = at_one_time(task.statement, *finding.time);
    const auto finer =
        memory().runs(problem_.flows, needed_until(task, *finding.time), working + 12, deadline_.share(0.5));
    if (const PathFinding again = examine(moment, *finer); again.truth != Truth::no)
      return {"gave up", "a finer run does not repeat the failure: " + finding.message + "; " + again.message};
    std::string method = "the same steps at two precisions";
    if (!is_discrete(problem_)) {
      std::string trouble;
      if (!second_route_refutes(moment, problem_.flows, deadline_.share(0.8), trouble))
        return {"gave up", finding.message + "; a second integrator does not confirm this: " + trouble};
      method = "two integrators that share no code";
    }
    const VerifiedWitness witness =
        NumericKernel::witness({{is_discrete(problem_) ? "n" : "t", theorems::to_text(*finding.time)}}, method);
    proofs::refute(outcome, witness, witness.method(), "Taylor steps, matrix jets; Odeint", finding.message);
    return {"refuted", finding.message};
  }

  const theorems::Problem& problem_;
  const theorems::GroundClaim& claim_;
  int digits_;
  Deadline deadline_;
};

AttemptReport follow_full_matrices(const theorems::Problem& problem, const theorems::GroundClaim& claim, int digits,
                                   const Deadline& deadline, Outcome& outcome) {
  return FlowMethod(problem, claim, digits, deadline).run(outcome);
}

}  // namespace flowcert::proofs
