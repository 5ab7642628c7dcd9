#pragma once

#include <optional>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// The simpler term that `node` stands for, if there is one: exact arithmetic of rational numbers and neutral elements.
/// Never changes where a term is defined, never divides by zero, never makes a number of more than about 10^6 bits.
[[nodiscard]] std::optional<Term> fold(TermNode& node);

}  // namespace flowcert::theorems
