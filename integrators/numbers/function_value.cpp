#include "integrators/numbers/function_value.hpp"

#include <algorithm>

#include "integrators/numbers/precision.hpp"
#include "theorems/functions/evaluation.hpp"

namespace flowcert::integrators {

double value_of(const theorems::Function& f, double u) {
  return f.evaluation->of_double(u);
}

Real value_of(const theorems::Function& f, const Real& u) {
  Real result(0U, std::max(Real::thread_default_precision(), u.precision()));
  f.evaluation->of_real(result.backend().data(), u.backend().data());
  return result;
}

Ball value_of(const theorems::Function& f, const Ball& u) {
  Ball result;
  f.evaluation->of_ball(result.raw(), u.raw(), working_bits());
  return result;
}

}  // namespace flowcert::integrators
