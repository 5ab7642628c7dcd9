#include "integrators/events/first_root.hpp"

#include <cmath>

#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/polynomial.hpp"

namespace flowcert::integrators {

namespace {

/// Coefficients of p(center + radius u) in u.
std::vector<Real> around(const std::vector<Real>& p, const Real& center, const Real& radius) {
  std::vector<Real> result(p);
  for (std::size_t i = 0; i + 1 < result.size(); ++i) {
    for (std::size_t j = result.size() - 1; j-- > i;) {
      mpfr_fma(result[j].backend().data(), result[j + 1].backend().data(), center.backend().data(),
               result[j].backend().data(), MPFR_RNDN);
    }
  }
  Real scale(1);
  for (Real& coefficient : result) {
    coefficient *= scale;
    scale *= radius;
  }
  return result;
}

struct Bounds {
  Real value_spread, slope_spread;  // sums over the terms that could hide the first one
};

Bounds bounds(const std::vector<Real>& p) {
  Bounds result{Real(0), Real(0)};
  for (std::size_t j = 1; j < p.size(); ++j) {
    const Real size = abs(p[j]);
    result.value_spread += size;
    if (j >= 2) result.slope_spread += size * static_cast<unsigned long>(j);
  }
  return result;
}

int sign_of(const Real& value) {
  return value > 0 ? 1 : (value < 0 ? -1 : 0);
}

/// Newton's iteration from the middle of [low, high], where the polynomial is monotone and changes sign; bisection
/// whenever Newton leaves the bracket.
Real polish(const std::vector<Real>& p, Real low, Real high) {
  const int low_sign = sign_of(polynomial_value(p, low));
  Real at = (low + high) / 2;
  const Real tiny = power_of_two(-static_cast<double>(working_bits()) + 2);
  for (int step = 0; step < 4 * working_bits(); ++step) {
    const Real value = polynomial_value(p, at);
    if (value == 0) return at;
    (sign_of(value) == low_sign ? low : high) = at;
    const Real slope = polynomial_derivative(p, at);
    Real next = slope == 0 ? Real((low + high) / 2) : Real(at - value / slope);
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    const Real moved = abs(Real(next - at));
    at = next;
    if (moved <= tiny * high) return at;
  }
  return at;
}

}  // namespace

std::optional<PolynomialRoot> first_root(const std::vector<Real>& polynomial, const Real& length, int noise_digits) {
  std::vector<Real> p(polynomial);  // scaled to [0, 1]
  Real scale(1);
  for (Real& coefficient : p) {
    coefficient *= scale;
    scale *= length;
  }
  const Bounds whole = bounds(p);
  if (abs(p[0]) > whole.value_spread) return std::nullopt;
  const Real noise = (whole.value_spread + abs(p[0])) * pow(Real(10), Real(-noise_digits));
  const double smallest = -static_cast<double>(working_bits());
  struct Interval {
    Real center, radius;
    double log2_radius;
  };
  std::vector<Interval> open{{Real(1) / 2, Real(1) / 2, -1.0}};
  while (!open.empty()) {
    const Interval here = open.back();
    open.pop_back();
    const std::vector<Real> local = around(p, here.center, here.radius);
    const Bounds spread = bounds(local);
    if (abs(local[0]) > spread.value_spread) continue;
    const Real low = here.center - here.radius, high = here.center + here.radius;
    if (abs(local[1]) > spread.slope_spread) {
      const int a = sign_of(polynomial_value(p, low)), b = sign_of(polynomial_value(p, high));
      if (a != 0 && a == b) continue;
      if (b == 0) return PolynomialRoot{high * length, false};
      if (a == 0) {
        if (low == 0) continue;
        return PolynomialRoot{low * length, false};
      }
      return PolynomialRoot{polish(p, low, high) * length, false};
    }
    const bool small = abs(local[0]) <= noise && spread.value_spread <= noise;
    if (small || here.log2_radius < smallest) return PolynomialRoot{here.center * length, true};
    const Real half = here.radius / 2;
    open.push_back({here.center + half, half, here.log2_radius - 1});
    open.push_back({here.center - half, half, here.log2_radius - 1});
  }
  return std::nullopt;
}

}  // namespace flowcert::integrators
