#pragma once

#include <arb.h>

#include <optional>
#include <string>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// An enclosure: a midpoint and a radius (Arb). Every operation returns a ball that contains the exact result for every
/// choice of exact operands in the operand balls, rounded to the working precision. What is undefined somewhere on the
/// operands (division by a ball that contains 0, log of one that contains 0 or less, sqrt of one that meets negative
/// numbers) gives the indeterminate ball [-inf, inf] (NaN midpoint), for which every decision below is "unknown".
class Ball {
 public:
  Ball() { arb_init(value_); }
  Ball(int value) : Ball() { arb_set_si(value_, value); }  // NOLINT(google-explicit-constructor)
  explicit Ball(const Rational& value);
  /// The Real as an exact point: rigorous only about that point.
  static Ball exactly(const Real& value);
  /// The smallest ball found that contains [low, high]; throws std::invalid_argument if low > high.
  static Ball interval(const Rational& low, const Rational& high);
  static Ball hull(const Ball& a, const Ball& b);
  static Ball pi();
  static Ball euler();
  static Ball indeterminate();

  Ball(const Ball& other) : Ball() { arb_set(value_, other.value_); }
  Ball(Ball&& other) noexcept : Ball() { arb_swap(value_, other.value_); }
  Ball& operator=(const Ball& other) {
    arb_set(value_, other.value_);
    return *this;
  }
  Ball& operator=(Ball&& other) noexcept {
    arb_swap(value_, other.value_);
    return *this;
  }
  ~Ball() { arb_clear(value_); }

  [[nodiscard]] arb_ptr raw() { return value_; }
  [[nodiscard]] arb_srcptr raw() const { return value_; }

  Ball& operator+=(const Ball& other);
  Ball& operator-=(const Ball& other);
  Ball& operator*=(const Ball& other);
  Ball& operator/=(const Ball& other);

  // Decisions: true only if it holds for every point of the ball(s).
  [[nodiscard]] bool certainly_positive() const { return arb_is_positive(value_) != 0; }
  [[nodiscard]] bool certainly_negative() const { return arb_is_negative(value_) != 0; }
  [[nodiscard]] bool certainly_nonnegative() const { return arb_is_nonnegative(value_) != 0; }
  [[nodiscard]] bool certainly_nonpositive() const { return arb_is_nonpositive(value_) != 0; }
  [[nodiscard]] bool certainly_nonzero() const { return arb_is_nonzero(value_) != 0; }
  [[nodiscard]] bool exactly_zero() const { return arb_is_zero(value_) != 0; }
  [[nodiscard]] bool contains_zero() const { return arb_contains_zero(value_) != 0; }
  [[nodiscard]] bool finite() const { return arb_is_finite(value_) != 0; }
  [[nodiscard]] bool contains(const Rational& value) const;
  [[nodiscard]] bool contains(const Ball& other) const { return arb_contains(value_, other.value_) != 0; }

  /// log10 of the radius (of the larger of radius and 0-width guard), for messages and step choice only.
  [[nodiscard]] double radius_log10() const;
  [[nodiscard]] double midpoint_double() const;
  /// The midpoint rounded to the working precision: it need not lie in the ball.
  [[nodiscard]] Real midpoint() const;
  /// The midpoint exactly, a point of the ball whatever the working precision; infinite and NaN midpoints stay.
  [[nodiscard]] Ball centre() const;
  /// A point below (above) every point of the ball: the end rounded outwards, which need not lie in the ball.
  [[nodiscard]] Ball lower() const;
  [[nodiscard]] Ball upper() const;
  /// Thin balls that contain the exact lower (upper) end.
  [[nodiscard]] Ball around_lower() const;
  [[nodiscard]] Ball around_upper() const;
  /// "[1.2345 +/- 6e-30]" with up to `digits` digits.
  [[nodiscard]] std::string text(int digits) const;

 private:
  arb_t value_;
};

/// log2 of a magnitude to about double accuracy, whatever its exponent; -infinity for zero. (Arb's own
/// mag_get_d_log2_approx is off by whole bits for small numbers.)
[[nodiscard]] double log2_of_magnitude(const mag_t value);

Ball operator+(Ball a, const Ball& b);
Ball operator-(Ball a, const Ball& b);
Ball operator*(Ball a, const Ball& b);
Ball operator/(Ball a, const Ball& b);
Ball operator-(const Ball& a);

[[nodiscard]] Ball exp(const Ball& a);
[[nodiscard]] Ball log(const Ball& a);
[[nodiscard]] Ball sqrt(const Ball& a);
/// a^n for an integer n; 0^0 = 1.
[[nodiscard]] Ball pow(const Ball& a, const Integer& n);
/// a^b for a > 0 (or b a nonnegative integer ball): exp(b log a).
[[nodiscard]] Ball pow(const Ball& a, const Ball& b);
[[nodiscard]] Ball abs(const Ball& a);
/// sign(0) = 0; a ball that meets several signs gives their hull.
[[nodiscard]] Ball sign(const Ball& a);
[[nodiscard]] Ball min(const Ball& a, const Ball& b);
[[nodiscard]] Ball max(const Ball& a, const Ball& b);
[[nodiscard]] Ball sin(const Ball& a);
[[nodiscard]] Ball cos(const Ball& a);
[[nodiscard]] Ball tan(const Ball& a);
[[nodiscard]] Ball asin(const Ball& a);
[[nodiscard]] Ball acos(const Ball& a);
[[nodiscard]] Ball atan(const Ball& a);
[[nodiscard]] Ball sinh(const Ball& a);
[[nodiscard]] Ball cosh(const Ball& a);
[[nodiscard]] Ball tanh(const Ball& a);
[[nodiscard]] Ball floor(const Ball& a);
[[nodiscard]] Ball ceil(const Ball& a);

}  // namespace flowcert::integrators
