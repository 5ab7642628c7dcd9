#pragma once

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// Makes the variable that goes to its limit a parameter: any number between its first value and its limit.
void add_limit_parameter(theorems::Problem& problem, const theorems::LimitVariable& limit);

}  // namespace flowcert::proofs
