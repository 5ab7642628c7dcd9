#pragma once

#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

/// Claims that speak of nothing, or of times that there are not, are errors of the input, not truths. Each throws
/// theorems::InputError; what only shows by a proof that is not found in time is let through.
namespace flowcert::proofs {

/// Hypotheses that nothing satisfies.
void refuse_contradiction(const theorems::Problem& problem, const Deadline& deadline);
/// Ranges, of checks and of quantifiers in them, that are empty whatever the parameters. Ends that are numbers were
/// looked at when the file was read.
void refuse_empty_ranges(const theorems::Problem& problem, const Deadline& deadline);
/// Times that the dynamics do not have, also where they depend on parameters.
void refuse_times(const theorems::Problem& problem, const Deadline& deadline);

}  // namespace flowcert::proofs
