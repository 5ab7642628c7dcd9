#pragma once

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/real.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::integrators {

/// f(u): NaN, or the indeterminate ball, where it is undefined (for a ball: at some of its points).
[[nodiscard]] double value_of(const theorems::Function& f, double u);
/// At the larger of the argument's precision and the working one, as MPFR's C++ wrapper computes functions.
[[nodiscard]] Real value_of(const theorems::Function& f, const Real& u);
[[nodiscard]] Ball value_of(const theorems::Function& f, const Ball& u);

}  // namespace flowcert::integrators
