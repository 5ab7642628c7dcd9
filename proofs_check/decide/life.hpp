#pragma once

#include <optional>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/result.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// That the solution of a problem without parameters starts and lives through the times of a claim's range, by proof or
/// in an enclosure. Only show_life makes one.
class Life {
  Life() = default;
  friend std::optional<Life> show_life(const theorems::Problem&, const theorems::GroundClaim&, const Deadline&,
                                       std::vector<Attempt>&);
};

/// Tries an exact proof and an enclosure, for iterations the orbit, of which `tried` tells.
[[nodiscard]] std::optional<Life> show_life(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                            const Deadline& deadline, std::vector<Attempt>& tried);

/// "The solution lives through the claim's own range" as a claim: proved exactly where that is possible.
[[nodiscard]] theorems::GroundClaim about_life_alone(const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs
