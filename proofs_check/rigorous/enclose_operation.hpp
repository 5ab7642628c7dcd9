#pragma once

#include <span>

#include "proofs_check/rigorous/ball_program.hpp"

namespace flowcert::proofs {

/// One operation of a scalar term on enclosed arguments (`node` gives the operation and its data). The result's value
/// contains the exact value wherever all arguments and the operation are defined; its `defined` is never yes where the
/// term may be undefined and never no where it may be defined.
[[nodiscard]] Enclosed enclose_operation(const theorems::TermNode& node, std::span<const Enclosed* const> args);

}  // namespace flowcert::proofs
