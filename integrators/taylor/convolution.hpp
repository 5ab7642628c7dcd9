#pragma once

#include <cstddef>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/real.hpp"
#include "integrators/taylor/block.hpp"

namespace flowcert::integrators {

/// The hot loop of every Taylor recurrence: x[0]*y[0] + x[1]*y[-1] + ... + x[n-1]*y[-(n-1)] (y runs backwards). Returns
/// 0 for n = 0. Ball: contains the exact sum.
[[nodiscard]] double convolve(const double* x, const double* y, std::size_t n);
/// Fused multiply-adds of MPFR: the version to test the others against.
[[nodiscard]] Real convolve(const Real* x, const Real* y, std::size_t n);
/// Arb's dot products: one normalisation per sum instead of one per product.
[[nodiscard]] Block convolve(const Block* x, const Block* y, std::size_t n);
[[nodiscard]] Ball convolve(const Ball* x, const Ball* y, std::size_t n);

/// The definition, product by product: what every version is tested against.
template <class T>
[[nodiscard]] T convolve_plain(const T* x, const T* y, std::size_t n) {
  T sum(0);
  for (std::size_t j = 0; j < n; ++j) sum = sum + x[j] * *(y - j);
  return sum;
}

}  // namespace flowcert::integrators
