#pragma once

#include <cstddef>

namespace flowcert::integrators {

/// The hot loop of fixed-point convolutions: numbers are cut into slices, small integers that are kept as doubles, so
/// that the products and their sums are exact as long as they stay below 2^53 (Ozaki et al. 2012 use the same for
/// matrix products).
inline constexpr std::size_t tile_rows = 2, tile_columns = 4;

/// out[i * tile_columns + j] = sum over m < length of rows[i][m] * columns[j][m]. Exact, in whatever order the machine
/// at hand sums fastest, if all entries are integers and every sum of absolute products is below 2^53.
void multiply_slices(const double* const rows[tile_rows], const double* const columns[tile_columns], std::size_t length,
                     double out[tile_rows * tile_columns]);

/// The definition, one product after the other: what the version above is tested against.
void multiply_slices_plain(const double* const rows[tile_rows], const double* const columns[tile_columns],
                           std::size_t length, double out[tile_rows * tile_columns]);

}  // namespace flowcert::integrators
