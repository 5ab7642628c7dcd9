#pragma once

#include <functional>
#include <vector>

#include "proofs_check/limits/ladder.hpp"
#include "proofs_check/limits/measure.hpp"

namespace flowcert::proofs {

/// Where the rungs of a ladder are: value k is `limit` + `first` * ratio^k, or without a limit first * ratio^k, which
/// grows.
struct Scales {
  std::optional<theorems::Rational> limit;
  theorems::Rational first;  // distance from the limit, with its sign
  theorems::Rational ratio;
  std::size_t count = 0;
  bool whole = false;  // only whole numbers
};

/// What a value costs: next to nothing, a search, a run of its own, a run that takes hardly longer the closer the limit
/// is, one that takes the longer.
enum class Effort { formula, supremum, runs, deep_runs, long_runs };

/// The scales for a variable: generic ones, from where the file begins, closer together where they cost more.
[[nodiscard]] Scales scales_for(const theorems::LimitVariable& limit, Effort effort);

/// The scales up to the time `end` of one run.
[[nodiscard]] Scales scales_until(const theorems::Rational& end, bool whole);

/// When a ladder is long enough.
struct Climb {
  double depth = 0;  // that the last rung must reach
  /// Whether rungs so far decide; asked as soon as there are enough for a law.
  std::function<bool(const std::vector<Ladder>&)> decided;
};

/// One ladder for each of `parts` quantities: main rungs until two rungs after each other decide alike or the time is
/// short, and rungs between the last ones. Throws what the measure throws at its first rung, and std::runtime_error
/// where the rungs' growing times say that the depth is out of reach; a later rung that has no value ends the ladder.
[[nodiscard]] std::vector<Ladder> build_ladder(const Scales& scales, std::size_t parts, const Measure& measure,
                                               const Climb& climb, const Deadline& deadline);

}  // namespace flowcert::proofs
