#include "proofs_check/limits/slow_limit.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Rational;

namespace {

constexpr std::size_t fewest_rungs = 7, fewest_points = 3, fewest_between = 3;
constexpr double least_span = 4;  // last depth over first
constexpr int digits = 60;

struct Point {
  Ball h, value;
};

/// 1/depth; the depth is known to double accuracy.
Ball inverse_depth(const Rung& rung) {
  const Rational depth(rung.depth);
  const Rational off = depth / Rational(1'000'000'000'000'000);
  return Ball(1) / Ball::interval(depth - off, depth + off);
}

/// The polynomial through the points, at h.
Ball interpolated(const std::vector<Point>& points, const Ball& h) {
  std::vector<Ball> column;
  for (const Point& point : points) column.push_back(point.value);
  for (std::size_t order = 1; order < points.size(); ++order)
    for (std::size_t k = 0; k + order < points.size(); ++k) {
      const Ball &low = points[k].h, &high = points[k + order].h;
      column[k] = (column[k + 1] * (h - low) - column[k] * (h - high)) / (high - low);
    }
  return column[0];
}

std::vector<Point> last_of(const std::vector<Point>& points, std::size_t count, std::size_t dropped) {
  const auto end = points.end() - static_cast<std::ptrdiff_t>(dropped);
  return {end - static_cast<std::ptrdiff_t>(count), end};
}

double size_of(const Ball& ball) {
  return ball.finite() ? std::pow(10.0, integrators::log10_of(ball)) : HUGE_VAL;
}

}  // namespace

std::optional<Ball> limit_in_logarithms(const Ladder& ladder) {
  if (ladder.main.size() < fewest_rungs || ladder.between.size() < fewest_between) return std::nullopt;
  if (ladder.main.front().depth <= 1 || ladder.main.back().depth < least_span * ladder.main.front().depth)
    return std::nullopt;
  const integrators::ScopedDigits precision(digits);
  std::vector<Point> points;
  for (const Rung& rung : ladder.main) {
    if (!rung.value.finite()) return std::nullopt;
    points.push_back({inverse_depth(rung), rung.value});
  }
  const Ball zero(0);
  double error = HUGE_VAL;
  std::size_t best = 0;
  for (std::size_t count = fewest_points; count < points.size(); ++count) {
    const Ball now = interpolated(last_of(points, count, 0), zero);
    const double differs = std::max(size_of(now - interpolated(last_of(points, count - 1, 0), zero)),
                                    size_of(now - interpolated(last_of(points, count, 1), zero)));
    if (differs < error) {
      error = differs;
      best = count;
    }
  }
  constexpr double safety = 10;
  error *= safety;
  constexpr double least_gain = 0.1;
  const double spread = size_of(points.front().value - points.back().value);
  if (best == 0 || !(error <= least_gain * spread)) return std::nullopt;
  const std::vector<Point> used = last_of(points, best, 0);
  for (const Rung& rung : ladder.between) {
    const Ball h = inverse_depth(rung);
    const bool inside = (used.front().h - h).certainly_positive() && (h - used.back().h).certainly_positive();
    if (inside && size_of(interpolated(used, h) - rung.value) > error) return std::nullopt;
  }
  const Rational radius(error);
  return interpolated(used, zero) + Ball::interval(-radius, radius);
}

}  // namespace flowcert::proofs
