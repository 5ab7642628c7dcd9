#include "theorems/flows/network_observables.hpp"

#include <algorithm>

#include "theorems/flows/observable_name.hpp"
#include "theorems/flows/scalar_laws.hpp"

namespace flowcert::theorems {

namespace {

using Kind = Observable::Kind;

const Term half(Rational(1, 2));

std::optional<Term> entry(const AlignedMatrix& matrix, std::size_t i, std::size_t j) {
  return matrix.at(i - 1, j - 1);
}

std::optional<Term> entry(const TermMatrix& matrix, std::size_t i, std::size_t j) {
  return matrix.at(i - 1, j - 1);
}

/// q_k^T W r_k
std::optional<Term> on_mode(const FlowDescription& /*description*/, const AlignedMatrix& product, std::size_t k) {
  return product.modes[k - 1];
}

/// Written out, the singular directions of a target that is given by its singular values are the unit vectors.
std::optional<Term> on_mode(const FlowDescription& description, const TermMatrix& product, std::size_t k) {
  if (description.target.kind == FlowTarget::Kind::matrix) return std::nullopt;
  return product.at(k - 1, k - 1);
}

std::optional<Term> off_modes(const FlowDescription& /*description*/, const AlignedMatrix& /*product*/) {
  return Term(0);
}

std::optional<Term> off_modes(const FlowDescription& description, const TermMatrix& product) {
  if (description.target.kind == FlowTarget::Kind::matrix) return std::nullopt;
  TermMatrix rest = product;
  for (std::size_t k = 0; k < description.modes(); ++k) rest.at(k, k) = Term(0);
  return apply(Op::sqrt, {squared_norm(rest)});
}

/// The constant that makes the least loss 0, 1/2 tr(Sigma_yx Sigma_xx^-1 Sigma_yx^T): known for a covariance that is
/// seen to be diagonal and not singular.
std::optional<Term> loss_constant(const FlowDescription& description, const AlignedMatrix& target) {
  const std::size_t n = description.target.columns;
  std::vector<Term> parts;
  for (std::size_t k = 0; k < n; ++k) {
    const Term& variance = description.input_covariance[k * n + k];
    if (!variance.is_number() || variance.is_number(0)) return std::nullopt;
    if (k < target.modes.size()) parts.push_back(half * target.modes[k] * target.modes[k] / variance);
  }
  return sum_of(parts);
}

std::optional<Term> loss_constant(const FlowDescription& /*description*/, const TermMatrix& /*target*/) {
  return std::nullopt;
}

/// 1/2 ||Sigma_yx - W||^2, or 1/2 tr(W Sigma_xx W^T) - tr(W^T Sigma_yx) and a constant.
template <class Matrix>
std::optional<Term> loss(const FlowDescription& description, const Network<Matrix>& network) {
  if (!network.covariance) return half * squared_norm(network.residual);
  const auto varying = inner(network.product, half * network.response - network.target);
  const bool mixture = description.target.kind == FlowTarget::Kind::mixture;
  const auto constant = mixture ? std::optional(half) : loss_constant(description, network.target);
  if (!varying || !constant) return std::nullopt;
  return *varying + *constant;
}

/// 1/2 ||e_c - mean W m_c||^2 + 1/2 noise^2 ||W||^2, where the means' directions m_c are unit vectors.
template <class Matrix>
std::optional<Term> class_loss(const FlowDescription& description, const Network<Matrix>& network, std::size_t c) {
  const FlowTarget& target = description.target;
  std::vector<Term> squares;
  for (std::size_t i = 1; i <= target.rows; ++i) {
    const auto output = entry(network.product, i, c);
    if (!output) return std::nullopt;
    if (i != c && output->is_number(0)) continue;
    const Term error = Term(i == c ? 1 : 0) - target.mean * *output;
    squares.push_back(error * error);
  }
  return half * sum_of(squares) + half * target.noise * target.noise * squared_norm(network.product);
}

template <class Matrix>
std::optional<Term> balanced_loss(const FlowDescription& description, const Network<Matrix>& network) {
  if (description.target.kind != FlowTarget::Kind::mixture) return std::nullopt;
  std::vector<Term> losses;
  for (std::size_t c = 1; c <= description.modes(); ++c) {
    const auto one = class_loss(description, network, c);
    if (!one) return std::nullopt;
    losses.push_back(*one);
  }
  return sum_of(losses) / Term(Rational(losses.size()));
}

/// <P, Q>/(||P|| ||Q||) for P = X_2 and Q = X_1^T
template <class Matrix>
std::optional<Term> alignment_in(const Network<Matrix>& network) {
  if (network.layers.size() != 2) return std::nullopt;
  const Matrix &p = network.layers[1], q = transposed(network.layers[0]);
  const auto together = inner(p, q);
  if (!together) return std::nullopt;
  return *together / (apply(Op::sqrt, {squared_norm(p)}) * apply(Op::sqrt, {squared_norm(q)}));
}

template <class Matrix>
std::optional<Term> term_of(const FlowDescription& description, const Network<Matrix>& network, std::string_view name) {
  if (name == "t") return scalar_time(description);
  const auto observable = parse_observable(name, description);
  if (!observable) return std::nullopt;
  const auto [kind, first, second, third] = *observable;
  switch (kind) {
    case Kind::loss:
      return loss(description, network);
    case Kind::product:
      return entry(network.product, first, second);
    case Kind::residual:
      return entry(network.residual, first, second);
    case Kind::layer:
      return entry(network.layers[first - 1], second, third);
    case Kind::gradient:
      return entry(network.gradients[first - 1], second, third);
    case Kind::mode:
      return on_mode(description, network.product, first);
    case Kind::off_diagonal:
      return off_modes(description, network.product);
    case Kind::class_loss:
      return class_loss(description, network, first);
    case Kind::balanced_loss:
      return balanced_loss(description, network);
    case Kind::alignment_in:
      return alignment_in(network);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Term> observable_of(const FlowDescription& description, const Network<AlignedMatrix>& network,
                                  std::string_view name) {
  return term_of(description, network, name);
}

std::optional<Term> observable_of(const FlowDescription& description, const Network<TermMatrix>& network,
                                  std::string_view name) {
  return term_of(description, network, name);
}

}  // namespace flowcert::theorems
