#include "integrators/numbers/ball.hpp"

#include <arb_hypgeom.h>

#include <cmath>
#include <stdexcept>

namespace flowcert::integrators {

namespace {

/// Owns an Arb text.
std::string take_text(char* text) {
  std::string result(text);
  flint_free(text);
  return result;
}

void set_rational(arb_t target, const Rational& value) {
  fmpq_t q;
  fmpq_init(q);
  fmpq_set_mpq(q, value.backend().data());
  arb_set_fmpq(target, q, working_bits());
  fmpq_clear(q);
}

template <class Function>
Ball apply(const Ball& a, Function function) {
  Ball result;
  function(result.raw(), a.raw(), working_bits());
  return result;
}

}  // namespace

Ball::Ball(const Rational& value) : Ball() {
  set_rational(value_, value);
}

Ball Ball::exactly(const Real& value) {
  Ball result;
  arf_set_mpfr(arb_midref(result.value_), value.backend().data());
  mag_zero(arb_radref(result.value_));
  return result;
}

Ball Ball::interval(const Rational& low, const Rational& high) {
  if (low > high) throw std::invalid_argument("Ball::interval: the low end exceeds the high end");
  return hull(Ball(low), Ball(high));
}

Ball Ball::hull(const Ball& a, const Ball& b) {
  Ball result;
  arb_union(result.value_, a.value_, b.value_, working_bits());
  return result;
}

Ball Ball::pi() {
  Ball result;
  arb_const_pi(result.value_, working_bits());
  return result;
}

Ball Ball::euler() {
  Ball result;
  arb_const_e(result.value_, working_bits());
  return result;
}

Ball Ball::indeterminate() {
  Ball result;
  arb_indeterminate(result.value_);
  return result;
}

Ball& Ball::operator+=(const Ball& other) {
  arb_add(value_, value_, other.value_, working_bits());
  return *this;
}

Ball& Ball::operator-=(const Ball& other) {
  arb_sub(value_, value_, other.value_, working_bits());
  return *this;
}

Ball& Ball::operator*=(const Ball& other) {
  arb_mul(value_, value_, other.value_, working_bits());
  return *this;
}

Ball& Ball::operator/=(const Ball& other) {
  arb_div(value_, value_, other.value_, working_bits());
  return *this;
}

bool Ball::contains(const Rational& value) const {
  fmpq_t q;
  fmpq_init(q);
  fmpq_set_mpq(q, value.backend().data());
  const bool result = arb_contains_fmpq(value_, q) != 0;
  fmpq_clear(q);
  return result;
}

double Ball::radius_log10() const {
  if (!finite()) return HUGE_VAL;
  constexpr double log10_of_2 = 0.30102999566398120;
  return log2_of_magnitude(arb_radref(value_)) * log10_of_2;
}

double Ball::midpoint_double() const {
  return arf_get_d(arb_midref(value_), ARF_RND_NEAR);
}

Real Ball::midpoint() const {
  Real result;
  arf_get_mpfr(result.backend().data(), arb_midref(value_), MPFR_RNDN);
  return result;
}

Ball Ball::centre() const {
  Ball result;
  arf_set(arb_midref(result.value_), arb_midref(value_));
  return result;
}

Ball Ball::around_lower() const {
  Ball radius;
  arf_set_mag(arb_midref(radius.value_), arb_radref(value_));
  return centre() - radius;
}

Ball Ball::around_upper() const {
  Ball radius;
  arf_set_mag(arb_midref(radius.value_), arb_radref(value_));
  return centre() + radius;
}

Ball Ball::lower() const {
  Ball result;
  arb_get_lbound_arf(arb_midref(result.value_), value_, working_bits());
  return result;
}

Ball Ball::upper() const {
  Ball result;
  arb_get_ubound_arf(arb_midref(result.value_), value_, working_bits());
  return result;
}

std::string Ball::text(int digits) const {
  return take_text(arb_get_str(value_, digits, 0));
}

double log2_of_magnitude(const mag_t value) {
  if (mag_is_zero(value)) return -HUGE_VAL;
  return std::log2(static_cast<double>(MAG_MAN(value))) - MAG_BITS + fmpz_get_d(MAG_EXPREF(value));
}

Ball operator+(Ball a, const Ball& b) {
  return std::move(a += b);
}
Ball operator-(Ball a, const Ball& b) {
  return std::move(a -= b);
}
Ball operator*(Ball a, const Ball& b) {
  return std::move(a *= b);
}
Ball operator/(Ball a, const Ball& b) {
  return std::move(a /= b);
}

Ball operator-(const Ball& a) {
  Ball result;
  arb_neg(result.raw(), a.raw());
  return result;
}

Ball exp(const Ball& a) {
  return apply(a, arb_exp);
}

Ball log(const Ball& a) {
  return a.certainly_positive() ? apply(a, arb_log) : Ball::indeterminate();
}

Ball sqrt(const Ball& a) {
  return a.certainly_nonnegative() ? apply(a, arb_sqrt) : Ball::indeterminate();
}

Ball pow(const Ball& a, const Integer& n) {
  fmpz_t exponent;
  fmpz_init(exponent);
  fmpz_set_mpz(exponent, n.backend().data());
  Ball result;
  if (n < 0 && !a.certainly_nonzero()) {
    arb_indeterminate(result.raw());
  } else {
    arb_pow_fmpz(result.raw(), a.raw(), exponent, working_bits());
  }
  fmpz_clear(exponent);
  return result;
}

Ball pow(const Ball& a, const Ball& b) {
  if (!a.certainly_positive()) return Ball::indeterminate();
  Ball result;
  arb_pow(result.raw(), a.raw(), b.raw(), working_bits());
  return result;
}

Ball abs(const Ball& a) {
  if (a.certainly_nonnegative()) return a;
  if (a.certainly_nonpositive()) return -a;
  if (!a.finite()) return Ball::indeterminate();
  return Ball::hull(Ball(0), max(-a.lower(), a.upper()));
}

Ball sign(const Ball& a) {
  Ball result;
  arb_sgn(result.raw(), a.raw());
  return result;
}

Ball min(const Ball& a, const Ball& b) {
  Ball result;
  arb_min(result.raw(), a.raw(), b.raw(), working_bits());
  return result;
}

Ball max(const Ball& a, const Ball& b) {
  Ball result;
  arb_max(result.raw(), a.raw(), b.raw(), working_bits());
  return result;
}

Ball sin(const Ball& a) {
  return apply(a, arb_sin);
}
Ball cos(const Ball& a) {
  return apply(a, arb_cos);
}
Ball tan(const Ball& a) {
  return apply(a, arb_tan);
}
Ball asin(const Ball& a) {
  return apply(a, arb_asin);
}
Ball acos(const Ball& a) {
  return apply(a, arb_acos);
}
Ball atan(const Ball& a) {
  return apply(a, arb_atan);
}
Ball sinh(const Ball& a) {
  return apply(a, arb_sinh);
}
Ball cosh(const Ball& a) {
  return apply(a, arb_cosh);
}
Ball tanh(const Ball& a) {
  return apply(a, arb_tanh);
}
Ball floor(const Ball& a) {
  return apply(a, arb_floor);
}
Ball ceil(const Ball& a) {
  return apply(a, arb_ceil);
}

}  // namespace flowcert::integrators
