#pragma once

#include <string>
#include <vector>

#include "theorems/language/claim_file.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs {

struct SimulateOptions {
  std::vector<theorems::Rational> times;  // ascending; for an iteration, step numbers
  int digits = 50;
  double budget_seconds = 60;
  bool initial_only = false;  // only the start, exactly where it is exact; `times` is not used
};

/// The observables along the dynamics of one claim: a column per observable, a row per time. The first column is "t"
/// (or "n"). Parameters that run over finite sets give more columns in front, one per such parameter, and more rows.
struct Trajectories {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // decimal numbers to `digits` digits; "" where the solution has ended
};

/// Throws theorems::InputError when the claim has no dynamics, has parameters without one value, or ends before a time.
[[nodiscard]] Trajectories simulate(const theorems::ClaimFile& claim, const SimulateOptions& options);

}  // namespace flowcert::proofs
