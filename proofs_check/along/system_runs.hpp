#pragma once

#include <string>
#include <vector>

#include "proofs_check/along/path_evidence.hpp"
#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// A claim along a system, and the digits to which it is compared.
struct AlongSystem {
  const theorems::Problem& problem;
  const theorems::GroundClaim& claim;
  int digits;
};

/// How long a solution without a stated end is followed when looking for a witness.
[[nodiscard]] theorems::Rational search_horizon();

/// True when what was found along the solution for the parameters `point` is a verified witness: then the claim is
/// refuted.
bool refute_along(const AlongSystem& claimed, const PathTask& task, const PathFinding& finding,
                  const std::vector<theorems::Rational>& point, const Deadline& deadline, Outcome& outcome);

/// What solutions for a few values of the parameters say.
struct SampledRuns {
  bool refuted = false;     // by a verified witness
  std::string ended_early;  // how the last one that did ended inside the range, or ""
};
[[nodiscard]] SampledRuns look_along_samples(const AlongSystem& claimed, const Deadline& deadline, Outcome& outcome);

/// A figure of a proved claim along one solution, for the report. Should that solution contradict the proof, its
/// verified witness outranks it.
void illustrate(const AlongSystem& claimed, const Deadline& deadline, Outcome& outcome);

}  // namespace flowcert::proofs
