#pragma once

#include <cstddef>
#include <cstdint>

#include "integrators/numbers/matrix.hpp"

namespace flowcert::integrators {

/// Counter-based random bits: the SplitMix64 output function (Steele, Lea and Flood 2014) applied three times to
/// (seed, stream, counter). The same on every machine; any counter can be asked for at once.
[[nodiscard]] std::uint64_t random_bits(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter);

/// A standard Gaussian number as an exact dyadic rational n/2^53, the same at every precision: the uniform
/// u = (top 53 bits + 1/2)/2^53 through the inverse of the normal distribution function, computed by Newton steps on
/// MPFR's erfc at 200 bits and rounded to 53 bits after the point. |value| < 9.
[[nodiscard]] Rational gaussian_number(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter);

/// Entry (i, j) is gaussian_number(seed, stream, i * columns + j).
[[nodiscard]] Matrix gaussian_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed, std::uint64_t stream);

/// rows x columns, columns <= rows, with orthonormal columns: Gram-Schmidt on gaussian_matrix, column by column, at the
/// working precision; so the same matrix at every precision, up to rounding, and distributed by Haar's measure.
[[nodiscard]] Matrix orthonormal_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed,
                                        std::uint64_t stream);

}  // namespace flowcert::integrators
