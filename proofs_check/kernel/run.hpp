#pragma once

#include <optional>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// The truth of a statement about numbers; nothing if something in it is no rational number.
[[nodiscard]] std::optional<bool> truth_of(const Term& statement);

}  // namespace flowcert::proofs::kernel
