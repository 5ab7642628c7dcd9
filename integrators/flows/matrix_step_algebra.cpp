#include "integrators/flows/matrix_step_algebra.hpp"

#include "integrators/flows/flow_start.hpp"
#include "integrators/flows/network_series.hpp"
#include "integrators/numbers/polar.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/singular_values.hpp"
#include "theorems/optimizers/optimizer.hpp"

namespace flowcert::integrators {

using theorems::Term;
using Value = theorems::StepAlgebra::Value;
using Matrices = std::vector<Matrix>;

namespace {

Matrix entrywise_sign(const Matrix& g, const ZeroTest& zero) {
  Matrix result(g.rows(), g.columns());
  for (std::size_t i = 0; i < g.rows(); ++i)
    for (std::size_t j = 0; j < g.columns(); ++j) {
      const Real entry = g(i, j);
      if (!zero.is_zero(entry)) result.set(i, j, Real(entry > 0 ? 1 : -1));
    }
  return result;
}

Matrix orth(const Matrix& g, const ZeroTest& zero) {
  const SingularValues parts = singular_values(g);
  std::size_t rank = 0;
  while (rank < parts.values.size() && !zero.is_zero(parts.values[rank])) ++rank;
  return columns_of(parts.left, 0, rank) * transpose(columns_of(parts.right, 0, rank));
}

/// a^(-1/4) for a symmetric positive semidefinite matrix, pseudo-inverse.
Matrix inverse_fourth_root(const Matrix& a, const ZeroTest& test) {
  const SingularValues parts = singular_values(a);
  Matrix scaled = parts.right;
  const Real zero = parts.values[0] * pow(Real(10), -working_digits() * 9 / 10);
  for (std::size_t k = 0; k < parts.values.size(); ++k) {
    if (parts.values[k] <= zero && parts.values[0] > 0) test.require_enough();
    const Real factor = parts.values[k] > zero ? Real(1 / sqrt(sqrt(parts.values[k]))) : Real(0);
    for (std::size_t i = 0; i < a.rows(); ++i) scaled.set(i, k, factor * parts.right(i, k));
  }
  return scaled * transpose(parts.right);
}

const Matrices& layers_of(const Value& value) {
  return std::any_cast<const Matrices&>(value);
}

template <class F>
Matrices each(const Matrices& matrices, F f) {
  Matrices result;
  for (const Matrix& m : matrices) result.push_back(f(m));
  return result;
}

/// f of the entries, at the same places, of two matrices of the same shape.
template <class F>
Matrix entrywise(const Matrix& a, const Matrix& b, F f) {
  Matrix result(a.rows(), a.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) result.set(i, j, f(a(i, j), b(i, j)));
  return result;
}

}  // namespace

ZeroTest::ZeroTest(int digits, int places)
    : threshold_(pow(Real(10), -digits - 4)),
      rounding_(pow(Real(10), 5 - working_digits())),
      enough_(working_digits() > places + 10) {}

void ZeroTest::require_enough() const {
  if (!enough_) throw Undecidable("a value too small to tell from zero with so few digits");
}

void ZeroTest::see(const Matrices& matrices) {
  for (const Matrix& m : matrices)
    if (const Real size = max_norm(m); size > scale_) scale_ = size;
}

bool ZeroTest::is_zero(const Real& value) const {
  const Real size = abs(value);
  if (size > threshold_ * scale_) return false;
  if (scale_ > 0) require_enough();
  if (size > rounding_ * scale_) throw Undecidable("a value too small to tell from zero");
  return true;
}

MatrixStepAlgebra::MatrixStepAlgebra(const theorems::FlowDescription& description, const FlowSetup& setup, int digits)
    : StepAlgebra(*description.discrete),
      description_(description),
      setup_(setup),
      zero_(digits, places_that_matter(description)),
      epsilon_(constant_value(settings().epsilon)) {}

Matrices MatrixStepAlgebra::direction(const Matrices& layers) {
  gradient_ = network_point(setup_, layers).gradients;
  zero_.see(gradient_);
  ++count_;
  return layers_of(theorems::facts_of(description_.optimizer).step(*this));
}

Term MatrixStepAlgebra::count() const {
  return {count_};
}

Value MatrixStepAlgebra::gradient() {
  return gradient_;
}

Value MatrixStepAlgebra::memory(std::size_t place) {
  const auto [found, is_new] = memories_.try_emplace(place);
  if (is_new)
    found->second = place == 0 && settings().momentum_starts_at_gradient
                        ? gradient_
                        : each(gradient_, [](const Matrix& m) { return Matrix(m.rows(), m.columns()); });
  return found->second;
}

void MatrixStepAlgebra::remember(std::size_t place, const Value& value) {
  memories_[place] = layers_of(value);
}

Value MatrixStepAlgebra::combined(const Term& a, const Value& x, const Term& b, const Value& y) {
  const Real first = constant_value(a), second = constant_value(b);
  const Matrices &left = layers_of(x), &right = layers_of(y);
  Matrices result;
  for (std::size_t l = 0; l < left.size(); ++l) result.push_back(first * left[l] + second * right[l]);
  return result;
}

Value MatrixStepAlgebra::sign(const Value& x) {
  return each(layers_of(x), [&](const Matrix& m) { return entrywise_sign(m, zero_); });
}

Matrix MatrixStepAlgebra::orthogonalized_layer(const Matrix& m) const {
  return description_.muon.newton_schulz ? newton_schulz(m, description_.muon.newton_schulz_steps) : orth(m, zero_);
}

Value MatrixStepAlgebra::orthogonalized(const Value& x) {
  return each(layers_of(x), [&](const Matrix& m) { return orthogonalized_layer(m); });
}

Value MatrixStepAlgebra::normalized(const Value& x) {
  Real square = 0;
  for (const Matrix& m : layers_of(x)) square += inner(m, m);
  const Real norm = sqrt(square);
  const Real factor = zero_.is_zero(norm) ? Real(0) : Real(1 / norm);
  return each(layers_of(x), [&](const Matrix& m) { return factor * m; });
}

Value MatrixStepAlgebra::square(const Value& x) {
  return each(layers_of(x), [&](const Matrix& m) {
    return entrywise(
        m, m, [&](const Real& entry, const Real&) { return zero_.is_zero(entry) ? Real(0) : Real(entry * entry); });
  });
}

Value MatrixStepAlgebra::over_root(const Value& x, const Value& y) {
  const Matrices &top = layers_of(x), &bottom = layers_of(y);
  Matrices result;
  for (std::size_t l = 0; l < top.size(); ++l)
    result.push_back(entrywise(top[l], bottom[l], [&](const Real& a, const Real& b) {
      const Real divisor = sqrt(b) + epsilon_;
      return divisor == 0 ? Real(0) : Real(a / divisor);
    }));
  return result;
}

Value MatrixStepAlgebra::preconditioned(const Value& x) {
  // Forming G G^T squares the condition number.
  const ScopedDigits doubled(2 * working_digits());
  const Matrices& g = layers_of(x);
  Matrices result;
  if (left_.empty() || !settings().accumulate) left_.clear(), right_.clear();
  const bool fresh = left_.empty();
  for (std::size_t l = 0; l < g.size(); ++l) {
    if (fresh) {
      left_.push_back(epsilon_ * Matrix::identity(g[l].rows()));
      right_.push_back(epsilon_ * Matrix::identity(g[l].columns()));
    }
    left_[l] += g[l] * transpose(g[l]);
    right_[l] += transpose(g[l]) * g[l];
    result.push_back(inverse_fourth_root(left_[l], zero_) * g[l] * inverse_fourth_root(right_[l], zero_));
  }
  return result;
}

}  // namespace flowcert::integrators
