#include "integrators/taylor/series_along.hpp"

#include <arb_poly.h>

#include <algorithm>

#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/jets.hpp"

namespace flowcert::integrators {

namespace {

void shift(std::vector<Ball>& coefficients, const Ball& by) {
  if (coefficients.empty()) return;
  // Ball holds nothing but its arb_t: a vector of them is Arb's array of coefficients.
  static_assert(sizeof(Ball) == sizeof(arb_struct));
  _arb_poly_taylor_shift(coefficients.front().raw(), by.raw(), static_cast<slong>(coefficients.size()), working_bits());
}

Ball size_of(const Ball& value) {
  Ball result;
  arb_get_abs_ubound_arf(arb_midref(result.raw()), value.raw(), working_bits());
  return result;
}

}  // namespace

Curve around(const Curve& curve, const Ball& middle) {
  Curve result = curve;
  if (middle.exactly_zero()) return result;
  for (std::vector<Ball>& coefficients : result) shift(coefficients, middle);
  return result;
}

Curve coefficients_over(const Curve& centred, const Ball& radius, std::size_t order) {
  Curve result = centred;
  for (std::vector<Ball>& coefficients : result) {
    // Coefficient k at u is a_k + sum_{j>k} binomial(j, k) a_j u^(j-k), so that its distance from a_k is at most the
    // same sum of sizes at u = radius: the shift of the polynomial of sizes.
    std::vector<Ball> sizes;
    for (const Ball& a : coefficients) sizes.push_back(size_of(a));
    std::vector<Ball> reach = sizes;
    shift(reach, radius);
    for (std::size_t k = 0; k + 1 < coefficients.size(); ++k)
      arb_add_error(coefficients[k].raw(), (reach[k] - sizes[k]).raw());
    coefficients.resize(std::min(coefficients.size(), order + 1));
  }
  return result;
}

SeriesAlong series_along(const JetProgram& program, const Curve& curve, const Rational& low, const Rational& high,
                         std::size_t order) {
  return series_around(program, around(curve, Ball((low + high) / 2)), Ball((high - low) / 2), order);
}

SeriesAlong series_around(const JetProgram& program, const Curve& centred, const Ball& radius, std::size_t order) {
  SeriesAlong result;
  result.radius = radius;
  result.coefficients = compose_jets<Ball>(program, centred, order);
  const Curve over = coefficients_over(centred, result.radius, order + 1);
  for (const std::vector<Ball>& output : compose_jets<Ball>(program, over, order + 1)) {
    result.remainder.push_back(output[order + 1]);
    result.values.push_back(output[0]);
  }
  return result;
}

Ball range(const SeriesAlong& series, std::size_t i) {
  const Ball unit = Ball::interval(-1, 1), positive_unit = Ball::interval(0, 1);
  const std::vector<Ball>& c = series.coefficients[i];
  Ball result = c[0], power(1);
  for (std::size_t k = 1; k <= c.size(); ++k) {
    power *= series.radius;
    result += (k < c.size() ? c[k] : series.remainder[i]) * power * (k % 2 == 0 ? positive_unit : unit);
  }
  return result;
}

}  // namespace flowcert::integrators
