#pragma once

#include <string>

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/limits/limit_parts.hpp"

namespace flowcert::proofs {

inline constexpr const char* ladder_method = "ladder of scales";

/// A claim about a limit, looked at at ever smaller (or larger) scales: confirmed where every part follows a law that
/// excludes its rivals (judge.hpp), refuted where some part follows another one. What it finds goes into `outcome`,
/// with the ladder.
[[nodiscard]] AttemptReport climb_ladder(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                         const theorems::LimitVariable& limit, const std::vector<LimitPart>& parts,
                                         const Deadline& deadline, Outcome& outcome);

}  // namespace flowcert::proofs
