#include "integrators/flows/flow_polynomials.hpp"

#include <arb_poly.h>

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

Ball half() {
  return Ball(Rational(1, 2));
}

Ball entry(const Matrix& a, std::size_t i, std::size_t j) {
  Ball result;
  arb_get_mid_arb(result.raw(), a.raw(i, j));
  return result;
}

}  // namespace

FlowPolynomials::FlowPolynomials(const FlowSetup& setup, const FlowSegment& segment) : setup_(setup) {
  for (const std::vector<Matrix>& coefficients : segment.layers) {
    Block layer{coefficients[0].rows(), coefficients[0].columns(), {}};
    for (std::size_t i = 0; i < layer.rows; ++i)
      for (std::size_t j = 0; j < layer.columns; ++j) {
        layer.entries.emplace_back();
        for (const Matrix& coefficient : coefficients) layer.entries.back().push_back(entry(coefficient, i, j));
      }
    layers_.push_back(std::move(layer));
  }
}

FlowPolynomials::Polynomial FlowPolynomials::product(const Polynomial& a, const Polynomial& b) {
  if (a.empty() || b.empty()) return {};
  Polynomial result(a.size() + b.size() - 1);
  const auto &longer = a.size() >= b.size() ? a : b, &shorter = a.size() >= b.size() ? b : a;
  _arb_poly_mul(result.front().raw(), longer.front().raw(), static_cast<slong>(longer.size()), shorter.front().raw(),
                static_cast<slong>(shorter.size()), working_bits());
  return result;
}

void FlowPolynomials::add(Polynomial& to, const Polynomial& a, const Ball& factor) {
  if (to.size() < a.size()) to.resize(a.size());
  for (std::size_t k = 0; k < a.size(); ++k) to[k] += factor * a[k];
}

FlowPolynomials::Block FlowPolynomials::constant(const Matrix& a) {
  Block result{a.rows(), a.columns(), {}};
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) result.entries.push_back({entry(a, i, j)});
  return result;
}

FlowPolynomials::Block FlowPolynomials::transposed(const Block& a) {
  Block result{a.columns, a.rows, {}};
  for (std::size_t i = 0; i < a.columns; ++i)
    for (std::size_t j = 0; j < a.rows; ++j) result.entries.push_back(a.at(j, i));
  return result;
}

FlowPolynomials::Block FlowPolynomials::product(const Block& a, const Block& b) {
  Block result{a.rows, b.columns, std::vector<Polynomial>(a.rows * b.columns)};
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < b.columns; ++j)
      for (std::size_t k = 0; k < a.columns; ++k)
        add(result.entries[i * b.columns + j], product(a.at(i, k), b.at(k, j)), Ball(1));
  return result;
}

FlowPolynomials::Polynomial FlowPolynomials::square(const Block& a) {
  Polynomial result{Ball(0)};
  for (const Polynomial& e : a.entries) add(result, product(e, e), Ball(1));
  return result;
}

const FlowPolynomials::Block& FlowPolynomials::whole() {
  if (whole_.empty()) {
    Block result = layers_[0];
    for (std::size_t l = 1; l < layers_.size(); ++l) result = product(layers_[l], result);
    whole_.push_back(std::move(result));
  }
  return whole_.front();
}

const FlowPolynomials::Block& FlowPolynomials::residual() {
  if (residual_.empty()) {
    Block result = constant(setup_.target);
    const Block response = setup_.input_covariance ? product(whole(), constant(*setup_.input_covariance)) : whole();
    for (std::size_t k = 0; k < result.entries.size(); ++k) add(result.entries[k], response.entries[k], Ball(-1));
    residual_.push_back(std::move(result));
  }
  return residual_.front();
}

FlowPolynomials::Block FlowPolynomials::gradient(std::size_t layer) {
  Block result = residual();
  for (Polynomial& e : result.entries)
    for (Ball& c : e) c = -c;
  for (std::size_t l = layers_.size() - 1; l > layer; --l) result = product(transposed(layers_[l]), result);
  for (std::size_t l = layer; l-- > 0;) result = product(result, transposed(layers_[l]));
  return result;
}

FlowPolynomials::Polynomial FlowPolynomials::mode(std::size_t k) {
  return product(product(transposed(constant(columns_of(setup_.left_modes, k, 1))), whole()),
                 constant(columns_of(setup_.right_modes, k, 1)))
      .entries[0];
}

FlowPolynomials::Polynomial FlowPolynomials::off_diagonal_squared() {
  Block rest = whole();
  for (std::size_t k = 0; k < setup_.mode_values.size(); ++k) {
    const Polynomial sigma = mode(k);
    for (std::size_t i = 0; i < rest.rows; ++i)
      for (std::size_t j = 0; j < rest.columns; ++j)
        add(rest.entries[i * rest.columns + j], sigma,
            -(entry(setup_.left_modes, i, k) * entry(setup_.right_modes, j, k)));
  }
  return square(rest);
}

FlowPolynomials::Polynomial FlowPolynomials::loss() {
  if (!setup_.input_covariance) {
    Polynomial result{Ball(0)};
    add(result, square(residual()), half());
    return result;
  }
  Polynomial result{Ball::exactly(setup_.loss_constant)};
  const Block response = product(whole(), constant(*setup_.input_covariance)), target = constant(setup_.target);
  for (std::size_t k = 0; k < response.entries.size(); ++k) {
    add(result, product(whole().entries[k], response.entries[k]), half());
    add(result, product(whole().entries[k], target.entries[k]), Ball(-1));
  }
  return result;
}

FlowPolynomials::Polynomial FlowPolynomials::class_loss(std::size_t c) {
  const MixtureData& mixture = setup_.mixture.value();
  Block error = product(whole(), constant(columns_of(mixture.directions, c, 1)));
  Polynomial result{Ball(0)};
  for (std::size_t i = 0; i < error.rows; ++i) {
    Polynomial e{Ball(i == c ? 1 : 0)};
    add(e, error.entries[i], -Ball::exactly(mixture.mean));
    add(result, product(e, e), half());
  }
  add(result, square(whole()), half() * Ball::exactly(mixture.noise) * Ball::exactly(mixture.noise));
  return result;
}

std::vector<Ball> FlowPolynomials::of(const Observable& observable) {
  using Kind = Observable::Kind;
  const auto& [kind, first, second, third] = observable;
  switch (kind) {
    case Kind::loss:
      return loss();
    case Kind::product:
      return whole().at(first - 1, second - 1);
    case Kind::residual:
      return residual().at(first - 1, second - 1);
    case Kind::layer:
      return layers_[first - 1].at(second - 1, third - 1);
    case Kind::gradient:
      return gradient(first - 1).at(second - 1, third - 1);
    case Kind::mode:
      return mode(first - 1);
    case Kind::off_diagonal:
      return off_diagonal_squared();
    case Kind::class_loss:
      if (setup_.mixture) return class_loss(first - 1);
      break;
    case Kind::balanced_loss: {
      if (!setup_.mixture) break;
      const std::size_t classes = setup_.mixture->priors.size();
      Polynomial result{Ball(0)};
      for (std::size_t c = 0; c < classes; ++c) add(result, class_loss(c), Ball(Rational(1, long(classes))));
      return result;
    }
    default:
      break;
  }
  throw std::invalid_argument("an observable that is no polynomial of the layers' entries");
}

}  // namespace flowcert::integrators
