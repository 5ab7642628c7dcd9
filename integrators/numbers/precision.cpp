#include "integrators/numbers/precision.hpp"

#include <algorithm>

#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

namespace {
thread_local int digits_in_force = 50;
constexpr double bits_per_digit_numerator = 3.3219280948873626;  // log2(10), only to choose a precision
}  // namespace

int working_digits() {
  return digits_in_force;
}

long working_bits() {
  return static_cast<long>(digits_in_force * bits_per_digit_numerator) + 8;
}

ScopedDigits::ScopedDigits(int digits) : previous_(digits_in_force) {
  digits_in_force = std::clamp(digits, 2, 20'000'000);
  Real::thread_default_precision(static_cast<unsigned>(digits_in_force));
}

ScopedDigits::~ScopedDigits() {
  digits_in_force = previous_;
  Real::thread_default_precision(static_cast<unsigned>(previous_));
}

}  // namespace flowcert::integrators
