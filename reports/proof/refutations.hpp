#pragma once

#include <cstddef>

#include "proofs_check/kernel/step.hpp"

namespace flowcert::reports::proof {

/// Whether the refutation uses the fact at this place.
[[nodiscard]] bool uses(const proofs::kernel::Refutation& refutation, std::size_t place);

/// The refutation without case distinctions that it does not need: where a case is refuted without what the case
/// assumes, that refutes everything. `facts`: how many facts there are outside it.
[[nodiscard]] proofs::kernel::Refutation simplified(proofs::kernel::Refutation refutation, std::size_t facts);

}  // namespace flowcert::reports::proof
