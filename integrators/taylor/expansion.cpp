#include "integrators/taylor/expansion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/jets.hpp"
#include "integrators/taylor/polynomial.hpp"
#include "integrators/taylor/series_along.hpp"

namespace flowcert::integrators {

namespace {

constexpr double log2_of_10 = 3.321928094887362;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// log2 of max_j |c_j| h^j.
double log2_size(const std::vector<double>& magnitudes, double log2_step) {
  double size = magnitudes[0];
  for (std::size_t j = 1; j < magnitudes.size(); ++j) {
    if (magnitudes[j] != -infinity) size = std::max(size, magnitudes[j] + static_cast<double>(j) * log2_step);
  }
  return size;
}

/// The step at which order m reaches `target`, for the last two orders; when both are 0, for the others that should be
/// small.
double log2_step_for(const std::vector<double>& magnitudes, double target) {
  const std::size_t order = magnitudes.size() - 1;
  double step = infinity;
  const auto consider = [&](std::size_t m) {
    if (magnitudes[m] != -infinity) step = std::min(step, (target - magnitudes[m]) / static_cast<double>(m));
  };
  for (std::size_t m = std::max<std::size_t>(order, 2) - 1; m <= order; ++m) consider(m);
  for (std::size_t m = order - 1; step == infinity && m > order / 2 && m > 1; --m) consider(m);
  return step;
}

}  // namespace

std::size_t taylor_order(int digits) {
  return static_cast<std::size_t>(std::ceil(digits * std::log(10.0) / 2 + 1));
}

Expansion expand(const TaylorField& field, const std::vector<Real>& x, const Real& t, std::size_t order, int digits) {
  Expansion result;
  std::vector<Block> inputs;
  for (const Real& value : x) inputs.emplace_back(value);
  inputs.emplace_back(t);
  const auto jets = solution_jets<Block>(field.program(), inputs, order);
  std::vector<std::vector<double>> magnitudes(jets.size());
  double norm = -infinity;
  for (std::size_t i = 0; i < jets.size(); ++i) {
    result.coefficients.emplace_back();
    for (const Block& coefficient : jets[i]) {
      result.coefficients[i].push_back(coefficient.real());
      if (!is_finite(result.coefficients[i].back())) return result;
      magnitudes[i].push_back(log2_magnitude(result.coefficients[i].back()));
    }
    norm = std::max(norm, magnitudes[i][0]);
  }
  const double tolerance = -digits * log2_of_10;
  // Sizes over the step and the step depend on each other: begin with the state's norm, then use each component's own.
  double step = infinity;
  for (const auto& m : magnitudes) {
    const double size = norm == -infinity ? std::max(m[0], m[1]) : norm;
    step = std::min(step, log2_step_for(m, tolerance + size));
  }
  for (int pass = 0; pass < 2 && step != infinity; ++pass) {
    const double trial = step;
    step = infinity;
    for (const auto& m : magnitudes) step = std::min(step, log2_step_for(m, tolerance + log2_size(m, trial)));
  }
  result.log2_step = step;
  result.defined = !std::isnan(step);
  return result;
}

std::vector<Real> advance(const Expansion& expansion, const Real& s) {
  std::vector<Real> result;
  for (const auto& coefficients : expansion.coefficients) result.push_back(polynomial_value(coefficients, s));
  return result;
}

Real size_over(const std::vector<Real>& coefficients, const Real& s) {
  Real result(0);
  for (std::size_t k = coefficients.size(); k-- > 0;) result = result * s + abs(coefficients[k]);
  return result;
}

namespace {

constexpr int defect_digits = 20;  // of the balls that bound a defect: only its size is asked for
constexpr int most_splits = 3;     // of a step into halves, before a shorter one is tried

/// The last Taylor coefficient of the field along the polynomials is at most 2^bound everywhere between low and high.
bool last_slope_below(const TaylorField& field, const Curve& curve, const Real& low, const Real& high, double bound,
                      int splits) {
  const std::size_t order = curve[0].size() - 1;
  const Real middle = (low + high) / 2;
  const Ball radius = Ball::exactly(Real(abs(high - low) / 2));
  const Curve over = coefficients_over(around(curve, Ball::exactly(middle)), radius, order);
  const auto slopes = compose_jets<Ball>(field.program(), over, order);
  const bool below = std::all_of(slopes.begin(), slopes.end(), [&](const std::vector<Ball>& slope) {
    return slope[order].finite() && log2_upper(slope[order]) <= bound;
  });
  if (below) return true;
  // What balls overestimate falls with the stretch; the later half is the worse one more often than not.
  return splits > 0 && last_slope_below(field, curve, middle, high, bound, splits - 1) &&
         last_slope_below(field, curve, low, middle, bound, splits - 1);
}

}  // namespace

bool accept_step(const TaylorField& field, const Expansion& expansion, const Real& t, const Real& s, int digits) {
  const std::size_t order = expansion.coefficients[0].size() - 1;
  Real norm(0);
  for (const auto& coefficients : expansion.coefficients) norm = std::max(norm, size_over(coefficients, abs(s)));
  // The derivative of the truncated term is about (order + 1) times the term; the rest is room for rounding.
  const double room = std::log2(1e4 * static_cast<double>(order + 1));
  const double tolerance = log2_magnitude(norm) - digits * log2_of_10 + room;
  const ScopedDigits few(defect_digits);
  Curve curve;
  for (const auto& coefficients : expansion.coefficients) {
    curve.emplace_back();
    for (const Real& coefficient : coefficients) curve.back().push_back(Ball::exactly(coefficient));
  }
  curve.push_back({Ball::exactly(t), Ball(1)});
  // The lower coefficients of the slope are the derivative's own: that is how the polynomial was made.
  const double bound = tolerance - static_cast<double>(order + 1) * log2_magnitude(s);
  return last_slope_below(field, curve, Real(0), s, bound, most_splits);
}

}  // namespace flowcert::integrators
