#include "proofs_check/along/system_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "proofs_check/decide/parameter_points.hpp"
#include "proofs_check/decide/settle.hpp"

namespace flowcert::proofs {

using theorems::Rational;

namespace {

constexpr int quick_digits = 30;
constexpr std::size_t sampled_points = 12;
constexpr double seconds_per_point = 1;  // by the clock, which a busy machine shares
constexpr int least_witness_digits = 80;

constexpr double seconds_to_illustrate = 2;  // at the most; most take a few hundredths
constexpr std::size_t pictured_points = 4;
constexpr int pictured_digits = 12;
Rational pictured_horizon() {
  return 3;
}

std::vector<std::pair<std::string, std::string>> named(const theorems::Problem& problem,
                                                       const std::vector<Rational>& point) {
  std::vector<std::pair<std::string, std::string>> values;
  for (std::size_t k = 0; k < point.size(); ++k)
    values.emplace_back(problem.parameters[k].name, theorems::to_text(point[k]));
  return values;
}

/// One figure is enough for a check that holds of k = 1, k = 2, ...
bool is_first_of_its_check(const AlongSystem& claimed) {
  const auto& checks = claimed.problem.checks;
  return std::all_of(checks.begin(), checks.end(), [&](const theorems::GroundCheck& check) {
    const auto same = std::find_if(check.claims.begin(), check.claims.end(),
                                   [&](const auto& other) { return other.label == claimed.claim.label; });
    return same == check.claims.end() || same == check.claims.begin();
  });
}

}  // namespace

Rational search_horizon() {
  return 10;
}

bool refute_along(const AlongSystem& claimed, const PathTask& task, const PathFinding& finding,
                  const std::vector<Rational>& point, const Deadline& deadline, Outcome& outcome) {
  if (finding.truth != Truth::no) return false;
  const int digits = std::clamp(claimed.digits, least_witness_digits, most_compared_digits);
  const auto witness =
      EnclosureMethod::verify(task, finding, digits, named(claimed.problem, point), deadline.share(0.4));
  if (!witness) return false;
  refute(outcome, *witness, witness->method(), "Arb", finding.message);
  outcome.figures = finding.figures;
  return true;
}

SampledRuns look_along_samples(const AlongSystem& claimed, const Deadline& deadline, Outcome& outcome) {
  SampledRuns runs;
  attempt(outcome.tried, "trajectories from sampled parameters", [&]() -> AttemptReport {
    const auto points = parameter_points(claimed.problem, sampled_points, deadline);
    std::string last = "none followed";
    for (const auto& point : points) {
      if (deadline.passed()) break;
      try {
        const PathTask task = path_task(claimed.problem, claimed.claim, point, search_horizon());
        const Deadline solving = deadline.share(0.4).within(points.size() > 1 ? seconds_per_point : deadline.left());
        const Path path = estimated_path(task.statement.dynamics, task.needed, quick_digits, solving);
        PathStatement reachable = task.statement;
        if (path.end < reachable.to) {
          runs.ended_early.clear();
          if (!task.unbounded && !solving.passed())
            runs.ended_early = fmt::format("the solution was not found beyond t = {}: {}",
                                           integrators::Ball(path.end).text(10), path.reason);
          reachable.to = path.end;
          reachable.sure_to = std::min(reachable.sure_to, path.end);
        }
        if (reachable.to < reachable.from) continue;
        const PathFinding finding = examine_path(reachable, path, quick_digits - 10, deadline.share(0.5));
        last = finding.truth == Truth::yes ? "the claim held" : finding.message;
        if (refute_along(claimed, task, finding, point, deadline.reserve(), outcome)) {
          runs.refuted = true;
          return {"refuted", finding.message};
        }
      } catch (const std::invalid_argument& reason) {
        last = reason.what();
      }
    }
    return {"no witness", fmt::format("{} parameter points; last: {}", points.size(), last)};
  });
  return runs;
}

void illustrate(const AlongSystem& claimed, const Deadline& deadline, Outcome& outcome) {
  if (!is_first_of_its_check(claimed)) return;
  const Deadline share = deadline.share(0.2).within(seconds_to_illustrate);
  for (const auto& point : parameter_points(claimed.problem, pictured_points, share)) {
    try {
      const PathTask task = path_task(claimed.problem, claimed.claim, point, pictured_horizon());
      const Path path = estimated_path(task.statement.dynamics, task.needed, pictured_digits, share.share(0.3));
      if (!path.complete || share.passed()) continue;
      PathFinding finding = examine_path(task.statement, path, pictured_digits / 2, share.share(0.5));
      if (refute_along(claimed, task, finding, point, deadline, outcome)) return;
      if (finding.figures.empty()) continue;
      std::string where;
      for (const auto& [name, value] : named(claimed.problem, point))
        where += (where.empty() ? " at " : ", ") + name + " = " + value;
      for (FigureData& figure : finding.figures) figure.title += where;
      outcome.figures = std::move(finding.figures);
      if (outcome.margin.empty() && point.empty()) outcome.margin = finding.margin;
      return;
    } catch (const std::invalid_argument&) {  // no such solution to be drawn
    }
  }
}

}  // namespace flowcert::proofs
