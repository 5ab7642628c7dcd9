#pragma once

#include <string>

#include "proofs_check/along/path.hpp"
#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What an integrator may have stepped over along a path, "" if nothing: a place where the right-hand sides are not
/// shown to be defined, a switch (of abs, sign, min, max, floor, ceil) within a step, or a sliding motion that is not
/// shown to be kept on its surface by both sides. Looked for on balls over pieces of every segment, as far as needed,
/// so that what is narrow is seen as well; the path's own error estimates are taken at their word. `dynamics` is a
/// system without parameters.
[[nodiscard]] std::string unseen_trouble(const theorems::Dynamics& dynamics, const Path& path,
                                         const Deadline& deadline);

}  // namespace flowcert::proofs
