#pragma once

#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/kernel/step.hpp"
#include "proofs_check/result.hpp"
#include "proofs_check/verdict.hpp"

namespace flowcert::proofs {

/// What the methods made of one ground claim: the parts of a CheckResult that combine over index choices and problems.
struct Outcome {
  Verdict verdict;
  std::string method, backend, resolution, margin, message;
  std::vector<NamedValue> witness;
  std::vector<Attempt> tried;
  std::vector<std::string> proof;
  std::vector<std::string> queries;  // as in CheckResult
  kernel::StepPtr derivation;        // of a proof about numbers
  std::vector<FigureData> figures;
};

/// Runs one method, times it, and appends the attempt to `tried`. The callable returns {outcome, reason}.
struct AttemptReport {
  std::string outcome, reason;
};
template <class Callable>
void attempt(std::vector<Attempt>& tried, std::string method, Callable&& callable) {
  const auto start = std::chrono::steady_clock::now();
  AttemptReport report = callable();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  tried.push_back({std::move(method), std::move(report.outcome), std::move(report.reason), seconds});
}

}  // namespace flowcert::proofs
