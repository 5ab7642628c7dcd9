#include "integrators/events/definite_interval.hpp"

#include "integrators/flows/matrix_series.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

bool positive_definite(const Matrix& a) {
  Matrix factor(a.rows(), a.columns());
  return arb_mat_cho(factor.raw(), a.raw(), working_bits()) != 0;
}

bool all_definite(const std::vector<MatrixPolynomial>& polynomials, const Real& x) {
  for (const MatrixPolynomial& polynomial : polynomials)
    if (!positive_definite(evaluate_polynomial(polynomial, x))) return false;
  return true;
}

}  // namespace

std::optional<Real> first_indefinite(const std::vector<MatrixPolynomial>& polynomials, const Real& length,
                                     const Real& resolution, int samples) {
  std::vector<MatrixPolynomial> symmetric;
  for (const MatrixPolynomial& polynomial : polynomials) {
    if (polynomial.front().empty()) continue;
    symmetric.emplace_back();
    for (const Matrix& coefficient : polynomial) symmetric.back().push_back(symmetric_part(coefficient));
  }
  Real low = 0, high = 0;
  for (int k = 1; k <= samples && high == 0; ++k) {
    const Real x = length * k / samples;
    (all_definite(symmetric, x) ? low : high) = x;
  }
  if (high == 0) return std::nullopt;
  while (high - low > resolution) {
    const Real middle = (low + high) / 2;
    (all_definite(symmetric, middle) ? low : high) = middle;
  }
  return low > resolution ? low : resolution;
}

}  // namespace flowcert::integrators
