#pragma once

#include <optional>
#include <string>

#include "proofs_check/deadline.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Whether the dynamics have values at all times that a claim speaks of: those inside at(e, time) and the ranges of t
/// (or n), in `for` and in quantifiers. Numbers were looked at when the file was read; here it is about times that
/// depend on parameters and bound variables, of which every admitted value counts.
struct TimesOfClaim {
  /// A relation at a time before the start, or at one that is undefined, is false. Set where the claim is false because
  /// of that, with the witness.
  std::optional<Outcome> refuted;
  /// Why some time is not known to be one of the dynamics: then no verdict may be positive. Empty if all are.
  std::string doubt;
};
[[nodiscard]] TimesOfClaim examine_times(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                         const Deadline& deadline);

/// Why the claim's times are an error of the input, as it is one for numbers: some go beyond the end of the dynamics,
/// or a range lies before the start altogether. Empty if nothing of that kind was found.
[[nodiscard]] std::string times_in_error(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                         const Deadline& deadline);

}  // namespace flowcert::proofs
