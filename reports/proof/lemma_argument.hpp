#pragma once

#include "reports/proof/motion_argument.hpp"

namespace flowcert::reports::proof {

/// Where the condition, or a relation that says more, comes from.
[[nodiscard]] const Source* known_condition(const Writer& writer, const theorems::Term& condition);

/// A property of a function: rule `function fact`. `sources` are the premises'.
[[nodiscard]] Source tell_function_fact(Writer& writer, const proofs::kernel::Step& step, const std::string& why,
                                        const std::vector<Source>& sources);

/// A conjunction of what is shown; parts that only say that something is defined are not said.
[[nodiscard]] Source tell_conjunction(Writer& writer, const proofs::kernel::Step& step, const Show& show);

/// Equalities put into a claim; those that are put in one after the other at once.
[[nodiscard]] Source tell_replacement(Writer& writer, const proofs::kernel::Step& step, const std::string& why,
                                      const Show& show);

}  // namespace flowcert::reports::proof
