#pragma once

#include <string>

#include "proofs_check/limits/ladder.hpp"

namespace flowcert::proofs {

/// What a ladder says of a claim. Heuristic, as any number of values is.
struct Judgement {
  enum class Answer { yes, no, open };
  Answer answer = Answer::open;
  std::string reason;
  double resolution = 0;  // log10 of the smallest other limit (or relative change of an exponent) that is excluded
};

/// Whether the quantity tends to 0: it follows a power law with decay, and a limit of 10^least_resolution would be
/// seen.
[[nodiscard]] Judgement tends_to_zero(const Ladder& ladder, double least_resolution);

/// Whether the quantity stays bounded.
[[nodiscard]] Judgement stays_bounded(const Ladder& ladder);

/// Whether the quantity is of the order exp(-decay*depth): every exponent that differs by 1e-4 of it is excluded, and
/// so is a logarithm.
[[nodiscard]] Judgement has_decay(const Ladder& ladder, double decay);

/// Whether A - B, the ladder's quantity, is such that A <= B (`strict`: A < B) in the limit, by either reading of that:
/// near the limit, or of the limits. Where the readings differ it stays open.
[[nodiscard]] Judgement is_below_in_limit(const Ladder& ladder, bool strict, double least_resolution);

}  // namespace flowcert::proofs
