#include "integrators/taylor/slice_products.hpp"

#include <cstring>

// One program for every machine: vectors of four where it has them, chosen when it runs. The sums are exact, so that
// all versions give the same result.
#if defined(__x86_64__) && defined(__GNUC__)
#define FLOWCERT_MACHINE_VERSIONS 1
#define FLOWCERT_INLINE __attribute__((always_inline)) inline
#else
#define FLOWCERT_MACHINE_VERSIONS 0
#define FLOWCERT_INLINE inline
#endif

namespace flowcert::integrators {

namespace {

using Kernel = void (*)(const double* const*, const double* const*, std::size_t, double*);

template <std::size_t lanes>
struct Vector {
  typedef double type __attribute__((vector_size(lanes * sizeof(double))));
};

template <std::size_t lanes>
FLOWCERT_INLINE void multiply(const double* const* rows, const double* const* columns, std::size_t length,
                              double* out) {
  static_assert(tile_rows == 2 && tile_columns == 4);
  using Lanes = typename Vector<lanes>::type;
  const double *a0 = rows[0], *a1 = rows[1];
  const double *b0 = columns[0], *b1 = columns[1], *b2 = columns[2], *b3 = columns[3];
  Lanes s00{}, s01{}, s02{}, s03{}, s10{}, s11{}, s12{}, s13{};
  std::size_t m = 0;
  for (; m + lanes <= length; m += lanes) {
    Lanes x0, x1, y0, y1, y2, y3;
    std::memcpy(&x0, a0 + m, sizeof x0);
    std::memcpy(&x1, a1 + m, sizeof x1);
    std::memcpy(&y0, b0 + m, sizeof y0);
    std::memcpy(&y1, b1 + m, sizeof y1);
    std::memcpy(&y2, b2 + m, sizeof y2);
    std::memcpy(&y3, b3 + m, sizeof y3);
    s00 += x0 * y0, s01 += x0 * y1, s02 += x0 * y2, s03 += x0 * y3;
    s10 += x1 * y0, s11 += x1 * y1, s12 += x1 * y2, s13 += x1 * y3;
  }
  const Lanes* const sums[] = {&s00, &s01, &s02, &s03, &s10, &s11, &s12, &s13};
  for (std::size_t k = 0; k < tile_rows * tile_columns; ++k) {
    out[k] = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) out[k] += (*sums[k])[lane];
  }
  for (; m < length; ++m) {
    out[0] += a0[m] * b0[m], out[1] += a0[m] * b1[m], out[2] += a0[m] * b2[m], out[3] += a0[m] * b3[m];
    out[4] += a1[m] * b0[m], out[5] += a1[m] * b1[m], out[6] += a1[m] * b2[m], out[7] += a1[m] * b3[m];
  }
}

void multiply_two_lanes(const double* const* rows, const double* const* columns, std::size_t length, double* out) {
  multiply<2>(rows, columns, length, out);
}

#if FLOWCERT_MACHINE_VERSIONS
__attribute__((target("avx2,fma"))) void multiply_four_lanes(const double* const* rows, const double* const* columns,
                                                             std::size_t length, double* out) {
  multiply<4>(rows, columns, length, out);
}
#endif

Kernel kernel_of_this_machine() {
#if FLOWCERT_MACHINE_VERSIONS
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return multiply_four_lanes;
#endif
  return multiply_two_lanes;
}

}  // namespace

void multiply_slices(const double* const rows[tile_rows], const double* const columns[tile_columns], std::size_t length,
                     double out[tile_rows * tile_columns]) {
  static const Kernel kernel = kernel_of_this_machine();
  kernel(rows, columns, length, out);
}

void multiply_slices_plain(const double* const rows[tile_rows], const double* const columns[tile_columns],
                           std::size_t length, double out[tile_rows * tile_columns]) {
  for (std::size_t i = 0; i < tile_rows; ++i)
    for (std::size_t j = 0; j < tile_columns; ++j) {
      double sum = 0;
      for (std::size_t m = 0; m < length; ++m) sum += rows[i][m] * columns[j][m];
      out[i * tile_columns + j] = sum;
    }
}

}  // namespace flowcert::integrators
