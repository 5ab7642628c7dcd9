#pragma once

#include <string>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// The motion of these states alone, of which nothing is known yet, under the same hypotheses: `own` without the other
/// states.
[[nodiscard]] ContextPtr of_part(const Context& own, const std::vector<std::string>& states);

}  // namespace flowcert::proofs::kernel
