#include "integrators/numbers/polar.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/singular_values.hpp"

namespace flowcert::integrators {

namespace {

constexpr int guard_digits = 15;
constexpr int max_iterations = 200;

Real power_of_ten(int exponent) {
  return pow(Real(10), exponent);
}

Real default_rank_tolerance(const Matrix& g) {
  return Real(std::max<std::size_t>({g.rows(), g.columns(), 1})) * power_of_ten(2 - working_digits());
}

/// Newton's iteration on a nonsingular square matrix; the scaling is Higham's from the 1- and infinity-norms.
Matrix newton_polar(Matrix x) {
  const Real nearly = power_of_ten(-working_digits() / 2 - 3);
  bool scaling = true;
  for (int iteration = 0; iteration < max_iterations; ++iteration) {
    const Matrix y = transpose(inverse(x));
    Real scale = 1;
    if (scaling) scale = sqrt(sqrt(one_norm(y) * infinity_norm(y) / (one_norm(x) * infinity_norm(x))));
    Matrix next = Real(scale / 2) * x;
    next += Real(1 / (2 * scale)) * y;
    const Real change = frobenius_norm(next - Real(scale) * x) / frobenius_norm(next);
    x = std::move(next);
    if (change < Real(0.01)) scaling = false;
    if (change < nearly) return x;
  }
  throw std::domain_error("Newton's iteration for the polar factor did not converge");
}

/// An estimate of the smallest singular value of a nonsingular square matrix, from below.
Real smallest_estimate(const Matrix& core) {
  const Matrix y = inverse(core);
  return 1 / sqrt(one_norm(y) * infinity_norm(y));
}

PolarFactor zero_factor(const Matrix& g) {
  PolarFactor result;
  result.factor = Matrix(g.rows(), g.columns());
  result.orthogonality_defect = result.symmetry_defect = result.smallest_kept = result.error_estimate = 0;
  result.largest_dropped = frobenius_norm(g);
  return result;
}

int digits_between(const Real& small, const Real& large) {
  if (!(small > 0)) return 0;
  return std::max(0, int(log10(large / small).convert_to<double>()));
}

/// Fills in the factor of G = left core right^T with orthonormal columns outside: orth(G) = left orth(core) right^T.
PolarFactor from_core(const Matrix& g, const Matrix& core, const Matrix* left, const Matrix* right,
                      const Real& dropped) {
  PolarFactor result;
  result.rank = core.rows();
  result.largest_dropped = dropped;
  const Matrix unitary = newton_polar(core);
  result.factor = left == nullptr ? unitary : *left * unitary * transpose(*right);
  const Matrix& z = result.factor;
  result.smallest_kept = smallest_estimate(core);
  result.orthogonality_defect = frobenius_norm(z * (transpose(z) * z) - z);
  result.symmetry_defect = frobenius_norm(skew_part(transpose(z) * g));
  // First order: the defect within the orthogonal group is |skew| / mean of two singular values (Higham 2008, ch. 8).
  result.error_estimate = result.orthogonality_defect + (2 * result.symmetry_defect + dropped) / result.smallest_kept;
  return result;
}

/// The condition number in the 1-norm if `g` is square and clearly nonsingular, else nothing.
std::optional<Real> condition_if_clear(const Matrix& g, const Real& tolerance) {
  if (g.rows() != g.columns() || g.empty()) return std::nullopt;
  try {
    const Real condition = one_norm(g) * one_norm(inverse(g));
    if (condition * Real(g.rows()) * tolerance < Real(1)) return condition;
  } catch (const std::domain_error&) {
  }
  return std::nullopt;
}

}  // namespace

PolarFactor polar_factor(const Matrix& g, std::optional<Real> rank_tolerance) {
  if (!all_finite(g)) throw std::domain_error("a matrix with entries that are not finite has no polar factor");
  const Real tolerance = rank_tolerance ? *rank_tolerance : default_rank_tolerance(g);
  const ScopedDigits guard(working_digits() + guard_digits);
  if (const auto condition = condition_if_clear(g, tolerance)) {
    const ScopedDigits more(working_digits() + 2 * digits_between(Real(1), *condition));
    return from_core(g, g, nullptr, nullptr, Real(0));
  }
  const RangeBasis range = range_basis(g, tolerance);
  const std::size_t rank = range.pivots.size();
  if (rank == 0) return zero_factor(g);
  const ScopedDigits more(working_digits() + 2 * digits_between(range.pivots.back(), range.pivots.front()));
  const Matrix left = range_basis(g, tolerance).basis;
  const Matrix reduced = transpose(left) * g;
  const Matrix right = range_basis(transpose(reduced), Real(0)).basis;
  if (right.columns() != rank) throw std::domain_error("the rank of a matrix could not be decided");
  return from_core(g, reduced * right, &left, &right, range.dropped);
}

Matrix polar_factor_by_singular_values(const Matrix& g, const Real& rank_tolerance) {
  const SingularValues parts = singular_values(g);
  std::size_t rank = 0;
  while (rank < parts.values.size() && parts.values[rank] > rank_tolerance * parts.values[0]) ++rank;
  return columns_of(parts.left, 0, rank) * transpose(columns_of(parts.right, 0, rank));
}

Matrix smoothed_polar_factor(const Matrix& g, const Real& delta) {
  if (!(delta > 0)) throw std::domain_error("the smoothed polar factor needs delta > 0");
  const SingularValues parts = singular_values(g);
  Matrix scaled = parts.left;
  for (std::size_t k = 0; k < parts.values.size(); ++k) {
    const Real factor = parts.values[k] / sqrt(parts.values[k] * parts.values[k] + delta * delta);
    for (std::size_t i = 0; i < scaled.rows(); ++i) scaled.set(i, k, factor * parts.left(i, k));
  }
  return scaled * transpose(parts.right);
}

Matrix newton_schulz(const Matrix& m, int steps) {
  const Real norm = frobenius_norm(m);
  if (norm == 0) return m;
  const Real a = to_real(Rational(34445, 10000)), b = to_real(Rational(-47750, 10000)),
             c = to_real(Rational(20315, 10000));
  Matrix x = Real(1 / norm) * m;
  for (int step = 0; step < steps; ++step) {
    const bool wide = x.rows() <= x.columns();
    const Matrix gram = wide ? x * transpose(x) : transpose(x) * x;
    const Matrix polynomial = b * gram + c * (gram * gram);
    x = a * x + (wide ? polynomial * x : x * polynomial);
  }
  return x;
}

}  // namespace flowcert::integrators
