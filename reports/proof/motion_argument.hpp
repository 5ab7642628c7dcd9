#pragma once

#include <functional>

#include "proofs_check/kernel/step.hpp"
#include "reports/proof/writer.hpp"

namespace flowcert::reports::proof {

/// Tells a step, and says where its conclusion comes from.
using Show = std::function<Source(const proofs::kernel::StepPtr&)>;

/// What stands for a sequent among claims: its claim, marked where something else is stated of it than that it holds.
[[nodiscard]] theorems::Term key_of(const proofs::kernel::Sequent& sequent);

/// The writer states this sequent in words from now on, if it needs any: "a solution starts".
void put_into_words(Writer& writer, const proofs::kernel::Sequent& sequent);

/// A step whose rule is about a motion; the premises are told by `show`.
[[nodiscard]] Source tell_motion(Writer& writer, const proofs::kernel::Step& step, const Show& show);

}  // namespace flowcert::reports::proof
