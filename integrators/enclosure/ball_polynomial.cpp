#include "integrators/enclosure/ball_polynomial.hpp"

#include <arb_poly.h>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

Ball polynomial_value(const std::vector<Ball>& coefficients, const Ball& s) {
  Ball result(0);
  for (std::size_t k = coefficients.size(); k-- > 0;) {
    arb_mul(result.raw(), result.raw(), s.raw(), working_bits());
    arb_add(result.raw(), result.raw(), coefficients[k].raw(), working_bits());
  }
  return result;
}

Ball polynomial_range(const std::vector<Ball>& coefficients, const Rational& low, const Rational& high) {
  if (low == high) return polynomial_value(coefficients, Ball(low));
  std::vector<Ball> shifted(coefficients);
  const Ball middle((low + high) / 2), radius((high - low) / 2);
  _arb_poly_taylor_shift(shifted.front().raw(), middle.raw(), static_cast<slong>(shifted.size()), working_bits());
  Ball result(shifted[0]), power(1);
  const Ball unit = Ball::interval(-1, 1), positive_unit = Ball::interval(0, 1);
  for (std::size_t j = 1; j < shifted.size(); ++j) {
    power *= radius;
    result += shifted[j] * power * (j % 2 == 0 ? positive_unit : unit);
  }
  return result;
}

}  // namespace flowcert::integrators
