#include "integrators/flows/flow_observables.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "integrators/numbers/scalar.hpp"

namespace flowcert::integrators {

namespace {

using Kind = Observable::Kind;

/// q_k^T W r_k
Real mode(const FlowSetup& setup, const Matrix& product, std::size_t k) {
  return (transpose(columns_of(setup.left_modes, k, 1)) * product * columns_of(setup.right_modes, k, 1))(0, 0);
}

Real off_diagonal(const FlowSetup& setup, Matrix product) {
  for (std::size_t k = 0; k < setup.mode_values.size(); ++k) {
    const Matrix rank_one = columns_of(setup.left_modes, k, 1) * transpose(columns_of(setup.right_modes, k, 1));
    product -= mode(setup, product, k) * rank_one;
  }
  return frobenius_norm(product);
}

Real loss(const FlowSetup& setup, const Matrix& product) {
  if (!setup.input_covariance) {
    const Matrix residual = product - setup.target;
    return inner(residual, residual) / 2;
  }
  return inner(product * *setup.input_covariance, product) / 2 - inner(product, setup.target) + setup.loss_constant;
}

/// 1/2 ||e_c - mean W m_c||^2 + 1/2 noise^2 ||W||_F^2
Real class_loss(const FlowSetup& setup, const Matrix& product, std::size_t c) {
  const MixtureData& mixture = *setup.mixture;
  Matrix error = Real(-mixture.mean) * (product * columns_of(mixture.directions, c, 1));
  error.set(c, 0, error(c, 0) + 1);
  return (inner(error, error) + mixture.noise * mixture.noise * inner(product, product)) / 2;
}

Real balanced_loss(const FlowSetup& setup, const Matrix& product) {
  if (!setup.mixture) return Scalar<Real>::undefined();
  const std::size_t classes = setup.mixture->priors.size();
  Real sum = 0;
  for (std::size_t c = 0; c < classes; ++c) sum += class_loss(setup, product, c);
  return sum / Real(classes);
}

Real ratio(const Real& value, const Real& norm) {
  return norm == 0 ? Scalar<Real>::undefined() : Real(value / norm);
}

Real alignment(Kind kind, const FlowSetup& setup, const std::vector<Matrix>& layers) {
  if (kind == Kind::alignment_in) {
    if (layers.size() != 2 || layers[0].columns() != layers[1].rows()) return Scalar<Real>::undefined();
    return ratio(inner(layers[1], transpose(layers[0])), frobenius_norm(layers[0]) * frobenius_norm(layers[1]));
  }
  const auto largest = std::max_element(setup.mode_values.begin(), setup.mode_values.end());
  const std::size_t k = std::size_t(largest - setup.mode_values.begin());
  if (kind == Kind::alignment_left)
    return ratio(frobenius_norm(transpose(columns_of(setup.left_modes, k, 1)) * layers.back()),
                 frobenius_norm(layers.back()));
  return ratio(frobenius_norm(layers.front() * columns_of(setup.right_modes, k, 1)), frobenius_norm(layers.front()));
}

}  // namespace

const NetworkPoint& ObservedState::point() const {
  if (!point_) point_ = network_point(*setup_, state_.layers);
  return *point_;
}

Real ObservedState::value(const Observable& observable) const {
  const auto& [kind, first, second, third] = observable;
  switch (kind) {
    case Kind::loss:
      return loss(*setup_, point().product);
    case Kind::product:
      return point().product(first - 1, second - 1);
    case Kind::residual:
      return -point().slope(first - 1, second - 1);
    case Kind::layer:
      return state_.layers[first - 1](second - 1, third - 1);
    case Kind::gradient:
      return point().gradients[first - 1](second - 1, third - 1);
    case Kind::mode:
      return mode(*setup_, point().product, first - 1);
    case Kind::off_diagonal:
      return off_diagonal(*setup_, point().product);
    case Kind::class_loss:
      return class_loss(*setup_, point().product, first - 1);
    case Kind::balanced_loss:
      return balanced_loss(*setup_, point().product);
    case Kind::alignment_in:
    case Kind::alignment_left:
    case Kind::alignment_right:
      return alignment(kind, *setup_, state_.layers);
    case Kind::saturation_time:
      break;
  }
  throw std::invalid_argument("saturation times belong to a trajectory, not to a state");
}

Real observe_state(const Observable& observable, const FlowSetup& setup, const FlowState& state) {
  return ObservedState(setup, state).value(observable);
}

}  // namespace flowcert::integrators
