#pragma once

#include "reports/proof/outline_of.hpp"
#include "reports/proof/writer.hpp"

namespace flowcert::reports::proof {

/// States what the argument may use from the beginning: the variables with the simple facts about them in a sentence,
/// other hypotheses and steps of the file as numbered assumptions. The writer knows all of it afterwards.
void state_given(Writer& writer, const proofs::kernel::Context& context, const Names& names, Outline& outline);

}  // namespace flowcert::reports::proof
