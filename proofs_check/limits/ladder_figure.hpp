#pragma once

#include <vector>

#include "proofs_check/limits/ladder.hpp"
#include "proofs_check/limits/measure.hpp"
#include "proofs_check/result.hpp"

namespace flowcert::proofs {

/// The rungs of each part's ladder, with their errors, on a logarithmic scale: what the judgement was made from.
[[nodiscard]] std::vector<FigureData> ladder_figures(const LimitQuestion& question, const std::vector<Ladder>& ladders);

}  // namespace flowcert::proofs
