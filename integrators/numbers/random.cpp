#include "integrators/numbers/random.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

std::uint64_t split_mix(std::uint64_t z) {
  z += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

constexpr int table_digits = 60;

/// x with P(N > x) = tail, for 0 < tail <= 1/2: Newton on erfc(x/sqrt 2)/2 from the value in double precision.
Real upper_quantile(const Real& tail) {
  const Real root2 = sqrt(Real(2));
  Real pi;
  mpfr_const_pi(pi.backend().data(), MPFR_RNDN);
  Real x = std::max(0.0, root2.convert_to<double>() * boost::math::erfc_inv(2 * tail.convert_to<double>()));
  for (int step = 0; step < 200; ++step) {
    const Real argument = x / root2;
    Real survival;
    mpfr_erfc(survival.backend().data(), argument.backend().data(), MPFR_RNDN);
    survival /= 2;
    const Real density = exp(-x * x / 2) / sqrt(2 * pi);
    const Real change = (survival - tail) / density;
    x += change;
    if (abs(change) < pow(Real(10), -table_digits / 2)) return x;
  }
  throw std::logic_error("the normal quantile did not converge");
}

}  // namespace

std::uint64_t random_bits(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter) {
  return split_mix(split_mix(split_mix(seed) ^ stream) ^ counter);
}

Rational gaussian_number(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter) {
  const std::uint64_t top = random_bits(seed, stream, counter) >> 11;
  const std::uint64_t half = std::uint64_t{1} << 52;
  const bool negative = top < half;
  // Distance from the nearer end in units of 2^-54: odd, so never 0.
  const std::uint64_t distance = negative ? 2 * top + 1 : 2 * ((std::uint64_t{1} << 53) - 1 - top) + 1;
  const ScopedDigits digits(table_digits);
  const Real quantile = upper_quantile(ldexp(Real(distance), -54));
  const Integer scaled(round(ldexp(quantile, 53)).convert_to<long long>());
  const Rational magnitude(scaled, Integer(1) << 53);
  return negative ? Rational(-magnitude) : magnitude;
}

Matrix gaussian_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed, std::uint64_t stream) {
  Matrix result(rows, columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) result.set(i, j, to_real(gaussian_number(seed, stream, i * columns + j)));
  return result;
}

Matrix orthonormal_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed, std::uint64_t stream) {
  if (columns > rows) throw std::invalid_argument("more orthonormal columns than rows");
  const ScopedDigits guard(working_digits() + 20);
  Matrix q = gaussian_matrix(rows, columns, seed, stream);
  for (std::size_t k = 0; k < columns; ++k) {
    Matrix column = columns_of(q, k, 1);
    const Matrix before = columns_of(q, 0, k);
    for (int pass = 0; pass < 2 && k > 0; ++pass) column -= before * (transpose(before) * column);
    column *= 1 / frobenius_norm(column);
    for (std::size_t i = 0; i < rows; ++i) q.set(i, k, column(i, 0));
  }
  return q;
}

}  // namespace flowcert::integrators
