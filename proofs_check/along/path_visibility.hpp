#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/along/path.hpp"
#include "proofs_check/along/path_claim.hpp"

namespace flowcert::proofs {

/// Sides of an equality that were found to agree over a stretch of a path.
struct AgreedStretch {
  std::size_t segment;
  theorems::Term relation;                      // with the velocities put in
  std::vector<integrators::Ball> middle, over;  // inputs: states, "t", moments
};

/// How many digits below what was compared something lies that the claim or the dynamics contain: agreement to fewer
/// says nothing of it, as of the second summand in x' = 1 + exp(-1000)*sin(t). For every smooth piece of the path, each
/// contribution to the sides of the equalities, to the right-hand sides (relative to the state and its velocity), to
/// initial values, and to the surfaces at which the piece begins counts where it is seen best; what it contributes to a
/// state counts as far as the state is seen in the claim, then or later. What has certainly no effect does not count.
/// An estimate. Nothing where some contribution is seen nowhere.
[[nodiscard]] std::optional<int> hidden_along(const PathStatement& statement, const Path& path,
                                              const std::vector<integrators::Ball>& moments,
                                              const std::vector<AgreedStretch>& agreed, const Deadline& deadline);

}  // namespace flowcert::proofs
