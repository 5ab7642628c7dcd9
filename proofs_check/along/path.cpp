#include "proofs_check/along/path.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::dyadic_value;
using integrators::Real;
using theorems::Rational;

namespace {

std::vector<Ball> derivative_of(const std::vector<Ball>& polynomial) {
  std::vector<Ball> result;
  for (std::size_t k = 1; k < polynomial.size(); ++k) {
    result.push_back(polynomial[k] * Ball(static_cast<int>(k)));
  }
  if (result.empty()) result.emplace_back(0);
  return result;
}

/// The error estimate at a piece's end; the second solution may end a rounding error earlier, so then just before it.
std::vector<Real> error_near_end(const integrators::Trajectory& trajectory, const integrators::Piece& piece) {
  const Real end = std::min(Real(piece.start + piece.length), trajectory.end);
  std::vector<Real> error = trajectory.error(end);
  const bool known = std::none_of(error.begin(), error.end(), [](const Real& value) { return isnan(value); });
  return known ? error : trajectory.error(Real(end - piece.length / 1'000'000));
}

Ball with_radius(const Real& value, const Real& radius) {
  Ball result = Ball::exactly(value);
  if (!isfinite(radius)) return Ball::indeterminate();
  arb_add_error(result.raw(), Ball::exactly(radius).raw());
  return result;
}

}  // namespace

Path path_from(const integrators::ValidatedSolution& solution, const std::vector<theorems::Term>& field) {
  Path path;
  path.fields = {field};
  path.rigorous = true;
  path.complete = solution.complete;
  path.reason = solution.reason;
  path.end = solution.end;
  path.digits = solution.digits + 10;
  const integrators::ScopedDigits precision(path.digits);
  for (const integrators::ValidatedStep& step : solution.steps) {
    path.segments.push_back({step.start, step.length, state_polynomials(step), {0}});
  }
  return path;
}

Path path_from(const integrators::Tube& tube) {
  Path path;
  path.rigorous = true;
  path.complete = tube.complete;
  path.reason = tube.reason;
  path.end = tube.end;
  path.digits = tube.digits + 10;
  path.fields = tube.fields;
  for (const integrators::TubePiece& piece : tube.pieces)
    path.segments.push_back({piece.start, piece.length, piece.polynomials, piece.fields});
  return path;
}

Path path_from(const integrators::Trajectory& trajectory, const Rational& asked,
               const std::vector<theorems::Term>& field) {
  Path path;
  path.fields = {field};
  path.complete = trajectory.complete();
  path.reason = trajectory.reason;
  path.digits = trajectory.digits + 10;
  const integrators::ScopedDigits precision(path.digits);
  for (const integrators::Piece& piece : trajectory.pieces) {
    Path::Segment segment{dyadic_value(piece.start), dyadic_value(piece.length), {}, {0}};
    if (segment.length <= 0) continue;
    const std::vector<Real> before = trajectory.error(piece.start);
    const std::vector<Real> after = error_near_end(trajectory, piece);
    for (std::size_t i = 0; i < piece.coefficients.size(); ++i) {
      std::vector<Ball> polynomial;
      for (const Real& coefficient : piece.coefficients[i]) polynomial.push_back(Ball::exactly(coefficient));
      const Real worst =
          isnan(before[i]) || isnan(after[i]) ? Real(before[i] + after[i]) : std::max(before[i], after[i]);
      polynomial[0] = with_radius(piece.coefficients[i][0], Real(4 * worst));
      segment.polynomials.push_back(std::move(polynomial));
    }
    path.end = segment.start + segment.length;
    path.segments.push_back(std::move(segment));
  }
  if (path.complete && !path.segments.empty() && path.end < asked) {
    path.segments.back().length = asked - path.segments.back().start;
    path.end = asked;
  }
  return path;
}

std::vector<std::string> path_inputs(const theorems::Dynamics& dynamics) {
  std::vector<std::string> names = dynamics.state;
  names.emplace_back("t");
  return names;
}

std::size_t segment_at(const Path& path, const Rational& t) {
  if (path.segments.empty() || t < 0 || t > path.end) throw std::out_of_range("segment_at: no solution at that time");
  const auto found = std::lower_bound(
      path.segments.begin(), path.segments.end(), t,
      [](const Path::Segment& segment, const Rational& time) { return segment.start + segment.length < time; });
  return std::min(static_cast<std::size_t>(found - path.segments.begin()), path.segments.size() - 1);
}

std::vector<Ball> state_at(const Path& path, const Rational& t) {
  const Path::Segment& segment = path.segments[segment_at(path, t)];
  std::vector<Ball> result;
  for (const auto& polynomial : segment.polynomials) {
    result.push_back(integrators::evaluate_polynomial(polynomial, Ball(t - segment.start)));
  }
  return result;
}

StateRange state_over(const Path::Segment& segment, const Rational& from, const Rational& to) {
  const Rational middle = (from + to) / 2 - segment.start;
  const Ball s = Ball::interval(from - segment.start, to - segment.start);
  StateRange range;
  for (const auto& polynomial : segment.polynomials) {
    Ball velocity = integrators::evaluate_polynomial(derivative_of(polynomial), s);
    Ball value = integrators::evaluate_polynomial(polynomial, s);
    // The mean value form is the tighter one on short stretches.
    const Ball centred = integrators::evaluate_polynomial(polynomial, Ball(middle)) + velocity * (s - Ball(middle));
    if (centred.radius_log10() < value.radius_log10()) value = centred;
    range.value.push_back(std::move(value));
    range.velocity.push_back(std::move(velocity));
  }
  return range;
}

}  // namespace flowcert::proofs
