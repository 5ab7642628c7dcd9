#pragma once

#include "integrators/numbers/real.hpp"

// The one place that teaches Odeint about Real. Odeint finds the scalar inside a state by following value_type until
// there is none, and a Boost number is its own value_type, so its norm of a vector of Reals never ends compiling: Real
// is a scalar. (Included before the rest of Odeint.)
#include <boost/numeric/odeint/algebra/detail/extract_value_type.hpp>

namespace boost::numeric::odeint::detail {
template <>
struct extract_value_type<flowcert::integrators::Real, void> {
  using type = flowcert::integrators::Real;
};
}  // namespace boost::numeric::odeint::detail

#include <boost/numeric/odeint.hpp>
