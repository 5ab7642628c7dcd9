#pragma once

#include <type_traits>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// What a template over number types needs beyond operators and functions of the same name.
/// Undefined values: NaN for double and Real, the indeterminate ball for Ball.
template <class T>
struct Scalar;

template <>
struct Scalar<double> {
  static double from(const Rational& value);
  static double pi();
  static double euler();
  static double infinity();
  static double undefined();
};

template <>
struct Scalar<Real> {
  static Real from(const Rational& value) { return to_real(value); }
  static Real pi();
  static Real euler();
  static Real infinity();
  static Real undefined();
};

template <>
struct Scalar<Ball> {
  static Ball from(const Rational& value) { return Ball(value); }
  static Ball pi() { return Ball::pi(); }
  static Ball euler() { return Ball::euler(); }
  static Ball infinity();
  static Ball undefined() { return Ball::indeterminate(); }
};

/// Operations with this project's convention for where they are defined (numbers/tape.hpp), for double and Real.
namespace guarded {
double divide(double a, double b);
Real divide(const Real& a, const Real& b);
double log(double a);
Real log(const Real& a);
double sign(double a);
Real sign(const Real& a);
double power(double base, const Rational& exponent);
Real power(const Real& base, const Rational& exponent);
double power(double base, double exponent);
Real power(const Real& base, const Real& exponent);
/// NaN when the argument is so large that its reduction modulo pi would need far more than the working precision.
double sin(double a);
Real sin(const Real& a);
double cos(double a);
Real cos(const Real& a);
double tan(double a);
Real tan(const Real& a);

// Balls carry the convention in their own operations; these only choose among them.
inline Ball divide(const Ball& a, const Ball& b) {
  return a / b;
}
inline Ball log(const Ball& a) {
  return integrators::log(a);
}
inline Ball sign(const Ball& a) {
  return integrators::sign(a);
}
Ball power(const Ball& base, const Rational& exponent);
Ball power(const Ball& base, const Ball& exponent);
inline Ball sin(const Ball& a) {
  return integrators::sin(a);
}
inline Ball cos(const Ball& a) {
  return integrators::cos(a);
}
inline Ball tan(const Ball& a) {
  return integrators::tan(a);
}
}  // namespace guarded

}  // namespace flowcert::integrators
