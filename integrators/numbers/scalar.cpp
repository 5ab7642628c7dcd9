#include "integrators/numbers/scalar.hpp"

#include <cmath>
#include <limits>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

double Scalar<double>::from(const Rational& value) {
  mpfr_t nearest;
  mpfr_init2(nearest, std::numeric_limits<double>::digits);
  mpfr_set_q(nearest, value.backend().data(), MPFR_RNDN);
  const double result = mpfr_get_d(nearest, MPFR_RNDN);
  mpfr_clear(nearest);
  return result;
}

double Scalar<double>::pi() {
  return std::acos(-1.0);
}
double Scalar<double>::euler() {
  return std::exp(1.0);
}
double Scalar<double>::infinity() {
  return std::numeric_limits<double>::infinity();
}
double Scalar<double>::undefined() {
  return std::numeric_limits<double>::quiet_NaN();
}

Real Scalar<Real>::pi() {
  Real result;
  mpfr_const_pi(result.backend().data(), MPFR_RNDN);
  return result;
}

Real Scalar<Real>::euler() {
  return exp(Real(1));
}

Real Scalar<Real>::infinity() {
  Real result;
  mpfr_set_inf(result.backend().data(), 1);
  return result;
}

Real Scalar<Real>::undefined() {
  Real result;
  mpfr_set_nan(result.backend().data());
  return result;
}

Ball Scalar<Ball>::infinity() {
  Ball result;
  arb_pos_inf(result.raw());
  return result;
}

namespace guarded {

namespace {

bool is_nan(double a) {
  return std::isnan(a);
}
bool is_nan(const Real& a) {
  return mpfr_nan_p(a.backend().data()) != 0;
}

template <class T>
T divided(const T& a, const T& b) {
  return b == 0 ? Scalar<T>::undefined() : T(a / b);
}

double raise(double base, const Integer& exponent) {
  return std::pow(base, exponent.convert_to<double>());
}

Real raise(const Real& base, const Integer& exponent) {
  Real result;
  mpfr_pow_z(result.backend().data(), base.backend().data(), exponent.backend().data(), MPFR_RNDN);
  return result;
}

template <class T>
T rational_power(const T& base, const Rational& exponent) {
  using std::pow;
  using std::sqrt;
  const Integer p = numerator(exponent), q = denominator(exponent);
  if (base == 0 && p < 0) return Scalar<T>::undefined();
  if (q == 1) return raise(base, p);
  if (base < 0 || is_nan(base)) return Scalar<T>::undefined();
  if (base == 0) return T(0);
  if (q == 2) return raise(T(sqrt(base)), p);
  return pow(base, Scalar<T>::from(exponent));
}

bool is_integral(double a) {
  return std::isfinite(a) && std::floor(a) == a;
}
bool is_integral(const Real& a) {
  return mpfr_integer_p(a.backend().data()) != 0;
}

template <class T>
T general_power(const T& base, const T& exponent) {
  using std::pow;
  if (is_nan(base) || is_nan(exponent)) return Scalar<T>::undefined();
  if (exponent == 0) return T(1);
  if (base == 0) return exponent > 0 ? T(0) : Scalar<T>::undefined();
  if (base < 0 && !is_integral(exponent)) return Scalar<T>::undefined();
  return pow(base, exponent);
}

}  // namespace

double divide(double a, double b) {
  return divided(a, b);
}
Real divide(const Real& a, const Real& b) {
  return divided(a, b);
}
double power(double base, const Rational& exponent) {
  return rational_power(base, exponent);
}
Real power(const Real& base, const Rational& exponent) {
  return rational_power(base, exponent);
}
double power(double base, double exponent) {
  return general_power(base, exponent);
}
Real power(const Real& base, const Real& exponent) {
  return general_power(base, exponent);
}

Ball power(const Ball& base, const Rational& exponent) {
  const Integer p = numerator(exponent), q = denominator(exponent);
  if (q == 1) return pow(base, p);
  if (q == 2) return pow(sqrt(base), p);
  if (base.exactly_zero()) return p > 0 ? Ball(0) : Ball::indeterminate();
  return pow(base, Ball(exponent));
}

Ball power(const Ball& base, const Ball& exponent) {
  if (exponent.exactly_zero()) return Ball(1);
  if (base.exactly_zero()) return exponent.certainly_positive() ? Ball(0) : Ball::indeterminate();
  return pow(base, exponent);
}

}  // namespace guarded

}  // namespace flowcert::integrators
