#include "integrators/flows/flow_setup.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/random.hpp"
#include "integrators/numbers/singular_values.hpp"
#include "integrators/numbers/tape.hpp"

namespace flowcert::integrators {

namespace {

using theorems::FlowDescription;
using theorems::FlowStart;
using theorems::FlowTarget;
using theorems::Term;

Matrix matrix_of(const std::vector<Term>& entries, std::size_t rows, std::size_t columns) {
  if (entries.size() != rows * columns) throw std::invalid_argument("a matrix without all its entries");
  Matrix result(rows, columns);
  for (std::size_t k = 0; k < entries.size(); ++k) result.set(k / columns, k % columns, constant_value(entries[k]));
  return result;
}

/// The first `columns` unit vectors.
Matrix unit_columns(std::size_t rows, std::size_t columns) {
  return columns_of(Matrix::identity(rows), 0, columns);
}

/// left diag(values) right^T
Matrix from_modes(const Matrix& left, const std::vector<Real>& values, const Matrix& right) {
  Matrix scaled = left;
  for (std::size_t k = 0; k < values.size(); ++k)
    for (std::size_t i = 0; i < left.rows(); ++i) scaled.set(i, k, values[k] * left(i, k));
  return scaled * transpose(right);
}

void set_target_by_values(FlowSetup& setup, const FlowTarget& target) {
  const std::size_t modes = std::min(target.rows, target.columns);
  if (target.singular_values.size() > modes) throw std::invalid_argument("more singular values than modes");
  setup.left_modes = target.random_bases ? orthonormal_matrix(target.rows, modes, target.seed, streams::target_left)
                                         : unit_columns(target.rows, modes);
  setup.right_modes = target.random_bases
                          ? orthonormal_matrix(target.columns, modes, target.seed, streams::target_right)
                          : unit_columns(target.columns, modes);
  for (const Term& value : target.singular_values) setup.mode_values.push_back(constant_value(value));
  setup.mode_values.resize(modes, Real(0));
  setup.target = from_modes(setup.left_modes, setup.mode_values, setup.right_modes);
}

void set_target_by_matrix(FlowSetup& setup, const FlowTarget& target) {
  setup.target = matrix_of(target.matrix, target.rows, target.columns);
  SingularValues parts = singular_values(setup.target);
  setup.left_modes = std::move(parts.left);
  setup.right_modes = std::move(parts.right);
  setup.mode_values = std::move(parts.values);
}

void set_target_by_mixture(FlowSetup& setup, const FlowTarget& target) {
  const std::size_t classes = target.rows, dimension = target.columns;
  if (target.priors.size() != classes || dimension < classes)
    throw std::invalid_argument("a mixture whose shapes do not fit");
  MixtureData mixture;
  for (const Term& prior : target.priors) mixture.priors.push_back(constant_value(prior));
  mixture.mean = constant_value(target.mean);
  mixture.noise = constant_value(target.noise);
  mixture.directions = target.random_bases ? orthonormal_matrix(dimension, classes, target.seed, streams::target_right)
                                           : unit_columns(dimension, classes);
  Matrix covariance = Real(mixture.noise * mixture.noise) * Matrix::identity(dimension);
  std::vector<Real> between;
  for (const Real& prior : mixture.priors) {
    between.push_back(mixture.mean * mixture.mean * prior);
    setup.mode_values.push_back(mixture.mean * prior);
  }
  setup.input_covariance = covariance + from_modes(mixture.directions, between, mixture.directions);
  setup.left_modes = Matrix::identity(classes);
  setup.right_modes = mixture.directions;
  setup.target = from_modes(setup.left_modes, setup.mode_values, setup.right_modes);
  setup.loss_constant = Real(1) / 2;
  setup.mixture = std::move(mixture);
}

/// Makes the least value of the loss 0: 1/2 tr(Sigma_yx Sigma_xx^-1 Sigma_yx^T).
void set_loss_constant(FlowSetup& setup) {
  if (setup.mixture) return;
  if (!setup.input_covariance) {
    setup.loss_constant = inner(setup.target, setup.target) / 2;
    return;
  }
  try {
    setup.loss_constant = inner(setup.target * inverse(*setup.input_covariance), setup.target) / 2;
  } catch (const std::domain_error&) {
    setup.loss_constant = inner(setup.target, setup.target) / 2;
  }
}

std::vector<Real> spread(const std::vector<Term>& scales, std::size_t count) {
  if (scales.size() != 1 && scales.size() != count) throw std::invalid_argument("a start needs one scale or one each");
  std::vector<Real> result;
  for (std::size_t k = 0; k < count; ++k) result.push_back(constant_value(scales[scales.size() == 1 ? 0 : k]));
  return result;
}

/// layer l = Z_l diag(a) Z_(l-1)^T with Z_0 = R and Z_L = Q; the inner Z are random when the target's bases are.
void set_aligned_start(FlowSetup& setup, const FlowDescription& description) {
  const std::size_t modes = setup.mode_values.size(), layers = setup.layer_count();
  const std::vector<Real> right = spread(description.start.right_scale, modes);
  const std::vector<Real> left =
      description.start.left_scale.empty() ? right : spread(description.start.left_scale, modes);
  Matrix before = setup.right_modes;
  for (std::size_t l = 1; l <= layers; ++l) {
    const std::size_t width = setup.widths[l];
    if (width < modes) throw std::invalid_argument("an aligned start needs hidden layers at least as wide as D");
    Matrix after = l == layers ? setup.left_modes
                   : description.target.random_bases
                       ? orthonormal_matrix(width, modes, description.start.seed, streams::inner_basis + l)
                       : unit_columns(width, modes);
    setup.start.layers.push_back(from_modes(after, l == layers ? left : right, before));
    before = std::move(after);
  }
}

Matrix orthonormal_columns_or_rows(std::size_t rows, std::size_t columns, std::uint64_t seed, std::uint64_t stream) {
  if (rows >= columns) return orthonormal_matrix(rows, columns, seed, stream);
  return transpose(orthonormal_matrix(columns, rows, seed, stream));
}

void set_start(FlowSetup& setup, const FlowDescription& description) {
  const FlowStart& start = description.start;
  if (start.kind == FlowStart::Kind::aligned) return set_aligned_start(setup, description);
  std::vector<Real> scales(setup.layer_count(), Real(0));
  if (start.kind != FlowStart::Kind::zero) scales = spread(start.right_scale, setup.layer_count());
  for (std::size_t l = 1; l <= setup.layer_count(); ++l) {
    const std::size_t rows = setup.widths[l], columns = setup.widths[l - 1];
    if (start.kind == FlowStart::Kind::zero)
      setup.start.layers.emplace_back(rows, columns);
    else if (start.kind == FlowStart::Kind::gaussian)
      setup.start.layers.push_back(scales[l - 1] * gaussian_matrix(rows, columns, start.seed, streams::layer + l));
    else
      setup.start.layers.push_back(scales[l - 1] *
                                   orthonormal_columns_or_rows(rows, columns, start.seed, streams::layer + l));
  }
}

}  // namespace

Real constant_value(const Term& term) {
  const Tape tape = Tape::compile(std::vector<Term>{term}, std::vector<std::string>{});
  return evaluate<Real>(tape, std::vector<Real>{})[0];
}

FlowSetup make_setup(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  FlowSetup setup;
  setup.widths = description.widths;
  if (setup.widths.size() < 2 || setup.widths.front() != target.columns || setup.widths.back() != target.rows)
    throw std::invalid_argument("a model whose widths do not fit its target");
  if (target.kind == FlowTarget::Kind::singular_values) set_target_by_values(setup, target);
  if (target.kind == FlowTarget::Kind::matrix) set_target_by_matrix(setup, target);
  if (target.kind == FlowTarget::Kind::mixture) set_target_by_mixture(setup, target);
  if (!description.input_covariance.empty())
    setup.input_covariance = matrix_of(description.input_covariance, target.columns, target.columns);
  set_loss_constant(setup);
  set_start(setup, description);
  return setup;
}

}  // namespace flowcert::integrators
