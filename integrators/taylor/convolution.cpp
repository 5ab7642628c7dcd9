#include "integrators/taylor/convolution.hpp"

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

// Arb's dot products walk an array of arb_struct, which is what an array of these is.
static_assert(sizeof(Ball) == sizeof(arb_struct));
static_assert(sizeof(Block) == sizeof(arb_struct));

double convolve(const double* x, const double* y, std::size_t n) {
  return convolve_plain(x, y, n);
}

Real convolve(const Real* x, const Real* y, std::size_t n) {
  Real sum(0);
  for (std::size_t j = 0; j < n; ++j) {
    mpfr_fma(sum.backend().data(), x[j].backend().data(), (y - j)->backend().data(), sum.backend().data(), MPFR_RNDN);
  }
  return sum;
}

Block convolve(const Block* x, const Block* y, std::size_t n) {
  Block sum;
  if (n > 0) arb_approx_dot(sum.raw(), nullptr, 0, x->raw(), 1, y->raw(), -1, static_cast<slong>(n), working_bits());
  return sum;
}

Ball convolve(const Ball* x, const Ball* y, std::size_t n) {
  Ball sum;
  if (n > 0) arb_dot(sum.raw(), nullptr, 0, x->raw(), 1, y->raw(), -1, static_cast<slong>(n), working_bits());
  return sum;
}

}  // namespace flowcert::integrators
