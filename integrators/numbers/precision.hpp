#pragma once

namespace flowcert::integrators {

/// The working precision of Real and Ball is one thread-local setting, because MPFR's C++ wrapper forces one; this file
/// and precision.cpp are the only place that touches it.
[[nodiscard]] int working_digits();
[[nodiscard]] long working_bits();

/// Sets the working precision for a scope (decimal digits, 2 to 20 million) and restores it at the end.
class ScopedDigits {
 public:
  explicit ScopedDigits(int digits);
  ~ScopedDigits();
  ScopedDigits(const ScopedDigits&) = delete;
  ScopedDigits& operator=(const ScopedDigits&) = delete;

 private:
  int previous_;
};

}  // namespace flowcert::integrators
