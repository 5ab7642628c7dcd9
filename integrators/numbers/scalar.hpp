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
double power(double base, const Rational& exponent);
Real power(const Real& base, const Rational& exponent);
double power(double base, double exponent);
Real power(const Real& base, const Real& exponent);

// Balls carry the convention in their own operations; these only choose among them.
inline Ball divide(const Ball& a, const Ball& b) {
  return a / b;
}
Ball power(const Ball& base, const Rational& exponent);
Ball power(const Ball& base, const Ball& exponent);
}  // namespace guarded

}  // namespace flowcert::integrators
