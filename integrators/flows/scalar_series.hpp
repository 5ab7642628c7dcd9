#pragma once

#include <vector>

#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// Appends the next coefficient of 1/sqrt(s(t)), s(0) > 0, given s up to the same order: from 2 s y' + s' y = 0 for
/// y = s^(-1/2) (Jorba & Zou 2005, proposition 2.1 (v) with exponent -1/2).
inline void push_inverse_root(const std::vector<Real>& s, std::vector<Real>& y) {
  const std::size_t n = y.size();
  if (n == 0) {
    y.push_back(1 / sqrt(s[0]));
    return;
  }
  // n s_0 y_n = sum_{j=0}^{n-1} (-(n-j)/2 - j) s_(n-j) y_j
  Real sum = 0;
  for (std::size_t j = 0; j < n; ++j) sum -= Real(n + j) / 2 * s[n - j] * y[j];
  y.push_back(sum / (Real(n) * s[0]));
}

}  // namespace flowcert::integrators
