#include "integrators/taylor/polynomial.hpp"

#include <cmath>
#include <limits>

namespace flowcert::integrators {

Real polynomial_value(const std::vector<Real>& coefficients, const Real& s) {
  Real result(0);
  for (std::size_t k = coefficients.size(); k-- > 0;) {
    mpfr_fma(result.backend().data(), result.backend().data(), s.backend().data(), coefficients[k].backend().data(),
             MPFR_RNDN);
  }
  return result;
}

Real polynomial_derivative(const std::vector<Real>& coefficients, const Real& s) {
  Real result(0);
  for (std::size_t k = coefficients.size(); k-- > 1;) {
    result = result * s + coefficients[k] * static_cast<unsigned long>(k);
  }
  return result;
}

double log2_magnitude(const Real& value) {
  const auto raw = value.backend().data();
  if (mpfr_nan_p(raw) != 0) return std::numeric_limits<double>::quiet_NaN();
  if (mpfr_zero_p(raw) != 0) return -std::numeric_limits<double>::infinity();
  if (mpfr_inf_p(raw) != 0) return std::numeric_limits<double>::infinity();
  long exponent = 0;
  const double mantissa = mpfr_get_d_2exp(&exponent, raw, MPFR_RNDN);
  return std::log2(std::abs(mantissa)) + static_cast<double>(exponent);
}

Real power_of_two(double exponent) {
  const double whole = std::floor(exponent);
  Real result(std::exp2(exponent - whole));
  mpfr_mul_2si(result.backend().data(), result.backend().data(), static_cast<long>(whole), MPFR_RNDN);
  return result;
}

bool is_finite(const Real& value) {
  return mpfr_number_p(value.backend().data()) != 0;
}

}  // namespace flowcert::integrators
