#pragma once

#include <optional>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// What follows from the term being defined: that it divides by something other than 0, takes the logarithm of
/// something positive, the root of something that is not negative.
[[nodiscard]] std::optional<Term> domain_claim(const Term& term);

}  // namespace flowcert::proofs::kernel
