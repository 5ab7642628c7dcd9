#pragma once

#include <cstddef>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "integrators/taylor/jet_program.hpp"

namespace flowcert::integrators {

/// A curve over a stretch of time: for each coordinate a polynomial in s, whose coefficients are exact up to rounding.
using Curve = std::vector<std::vector<Ball>>;

/// The curve around another origin: result[i] are the coefficients of curve[i](middle + u) in powers of u.
[[nodiscard]] Curve around(const Curve& curve, const Ball& middle);

/// The Taylor coefficients of the curve at every point of a stretch: if `centred` is the curve around the middle,
/// result[i][k] contains the k-th derivative over k! of curve[i] at every u with |u| <= radius, for k <= order (0
/// beyond the degree).
[[nodiscard]] Curve coefficients_over(const Curve& centred, const Ball& radius, std::size_t order);

/// What a program's outputs do along a curve over the stretch |u| <= radius around its middle: output i is in
///   coefficients[i][0] + ... + coefficients[i][p] u^p + remainder[i] u^(p+1)
/// (Taylor's theorem with Lagrange's remainder, which is the coefficient of order p + 1 somewhere on the stretch).
/// Where an output is not smooth on the stretch (as far as balls can tell), its remainder is indeterminate.
struct SeriesAlong {
  Ball radius;
  std::vector<std::vector<Ball>> coefficients;
  std::vector<Ball> remainder;
  std::vector<Ball> values;  // order 0 over the stretch: contains the output's values there, if defined
};

/// `curve` has one polynomial for each of the program's inputs (a constant one for those that do not change).
[[nodiscard]] SeriesAlong series_along(const JetProgram& program, const Curve& curve, const Rational& low,
                                       const Rational& high, std::size_t order);

/// The same from the curve around the stretch's middle, and half the stretch's length.
[[nodiscard]] SeriesAlong series_around(const JetProgram& program, const Curve& centred, const Ball& radius,
                                        std::size_t order);

/// Contains output i's values over the stretch: the centred form of its polynomial, with the remainder.
[[nodiscard]] Ball range(const SeriesAlong& series, std::size_t i);

}  // namespace flowcert::integrators
