#include "integrators/flows/trajectory.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/scalar.hpp"
#include "integrators/taylor/jets.hpp"
#include "integrators/taylor/polynomial.hpp"

namespace flowcert::integrators {

namespace {

std::vector<Real> distances(const std::vector<Real>& a, const std::vector<Real>& b) {
  std::vector<Real> result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(abs(Real(a[i] - b[i])));
  return result;
}

}  // namespace

std::size_t Trajectory::piece_at(const Real& t) const {
  if (t < 0 || t > end || pieces.empty()) throw std::out_of_range("a time outside the trajectory");
  const auto after = std::upper_bound(pieces.begin(), pieces.end(), t,
                                      [](const Real& time, const Piece& piece) { return time < piece.start; });
  return static_cast<std::size_t>(after - pieces.begin()) - 1;
}

std::vector<Real> Trajectory::value(const Real& t) const {
  const ScopedDigits precision(digits);
  if (pieces.empty() && t == 0) return initial;
  const Piece& piece = pieces[piece_at(t)];
  std::vector<Real> result;
  for (const auto& coefficients : piece.coefficients) {
    result.push_back(polynomial_value(coefficients, t - piece.start));
  }
  return result;
}

std::vector<Real> Trajectory::value(const Rational& t) const {
  const ScopedDigits precision(digits);
  return value(to_real(t));
}

std::vector<Real> Trajectory::observe(const Tape& tape, const Real& t) const {
  const ScopedDigits precision(digits);
  std::vector<Real> inputs = value(t);
  inputs.push_back(t);
  for (const Rational& parameter : parameters) inputs.push_back(to_real(parameter));
  return evaluate<Real>(tape, inputs);
}

std::vector<Real> Trajectory::observe(const Tape& tape, const Rational& t) const {
  const ScopedDigits precision(digits);
  return observe(tape, to_real(t));
}

std::vector<Real> Trajectory::error(const Real& t) const {
  const std::vector<Real> here = value(t);
  if (!companion || t > companion->end) return std::vector<Real>(here.size(), Scalar<Real>::undefined());
  const ScopedDigits precision(digits);
  return distances(here, companion->value(t));
}

std::vector<Real> Trajectory::observe_error(const Tape& tape, const Real& t) const {
  const std::vector<Real> here = observe(tape, t);
  if (!companion || t > companion->end) return std::vector<Real>(here.size(), Scalar<Real>::undefined());
  const ScopedDigits precision(digits);
  return distances(here, companion->observe(tape, t));
}

std::vector<std::vector<Real>> Trajectory::observe_polynomials(const Tape& tape, std::size_t index) const {
  const ScopedDigits precision(digits);
  const Piece& piece = pieces[index];
  std::vector<bool> constant(tape.input_count(), true);
  std::vector<std::vector<Block>> inputs;
  for (const auto& coefficients : piece.coefficients) {
    inputs.emplace_back();
    for (const Real& coefficient : coefficients) inputs.back().emplace_back(coefficient);
  }
  std::fill(constant.begin(), constant.begin() + static_cast<std::ptrdiff_t>(inputs.size()) + 1, false);
  inputs.push_back({Block(piece.start), Block(1)});
  for (const Rational& parameter : parameters) inputs.push_back({Block(to_real(parameter))});
  const JetProgram program(tape, constant);
  const std::size_t order = piece.coefficients.empty() ? 1 : piece.coefficients[0].size() - 1;
  std::vector<std::vector<Real>> result;
  for (const auto& series : compose_jets<Block>(program, inputs, order)) {
    result.emplace_back();
    for (const Block& coefficient : series) result.back().push_back(coefficient.real());
  }
  return result;
}

}  // namespace flowcert::integrators
