#include "proofs_check/along/path_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/numeric/kernel.hpp"
#include "proofs_check/rigorous/kernel.hpp"

namespace flowcert::proofs {

using theorems::Rational;

namespace {

/// A claim is false at a time whatever the solution does later; a path has at least one step.
Rational end_to_refute(const PathTask& task, const Rational& time) {
  const Rational first_step = std::min(task.needed, Rational(1, 100));
  return std::max({task.last_moment, time, first_step});
}

}  // namespace

std::optional<VerifiedWitness> EnclosureMethod::verify(const PathTask& task, const PathFinding& finding, int digits,
                                                       std::vector<std::pair<std::string, std::string>> values,
                                                       const Deadline& deadline) {
  const Rational end = end_to_refute(task, *finding.time);
  const PathStatement moment = at_one_time(task.statement, *finding.time);
  for (const int tried : {25, digits + 20}) {
    const EnclosedPath path = rigorous_path(task.statement.dynamics, end, tried, deadline.share(0.5));
    if (path->segments.empty() || path->end < *finding.time || path->end < task.last_moment) return std::nullopt;
    if (examine_path(moment, path.path(), tried, deadline).truth != Truth::no) continue;
    values.emplace_back("t", theorems::to_text(*finding.time));
    return RigorousKernel::witness(std::move(values), "validated enclosure of the solution");
  }
  return std::nullopt;
}

RigorousEvidence EnclosureMethod::certify(const PathFinding& finding, const EnclosedPath& path) {
  return RigorousKernel::certified(
      fmt::format("validated enclosures over {} steps, {} times looked at", path->segments.size(), finding.times));
}

NumericEvidence AgreementMethod::confirm(const PathFinding& finding, const EnclosedPath& path) {
  return NumericKernel::confirmed(
      fmt::format("enclosures of the solution over {} steps agree with it, {} times looked at", path->segments.size(),
                  finding.times));
}

}  // namespace flowcert::proofs
