#include "proofs_check/kernel/aligned_flow.hpp"

#include <algorithm>
#include <utility>

#include "theorems/flows/aligned_matrix.hpp"
#include "theorems/flows/network_observables.hpp"
#include "theorems/flows/scalar_laws.hpp"
#include "theorems/optimizers/optimizer.hpp"

namespace flowcert::proofs::kernel {

using theorems::AlignedMatrix;
using theorems::FlowDescription;
using theorems::FlowStart;
using theorems::FlowTarget;
using theorems::Frame;
using theorems::Term;
using Terms = std::vector<Term>;
using AlignedNetwork = theorems::Network<AlignedMatrix>;

namespace {

bool is_mixture(const FlowDescription& description) {
  return description.target.kind == FlowTarget::Kind::mixture;
}

/// Z_l. A mixture's outer frames are the classes and the means' directions, the others unit vectors.
Frame frame(const FlowDescription& description, std::size_t l) {
  return {l, description.widths[l], !description.target.random_bases};
}

/// s in Sigma_yx = Z_L diag(s) Z_0^T.
Terms target_modes(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  Terms result = target.singular_values;
  if (is_mixture(description))
    for (const Term& prior : target.priors) result.push_back(target.mean * prior);
  result.resize(description.modes(), Term(0));
  return result;
}

bool is_diagonal(const FlowDescription& description) {
  const std::size_t n = description.target.columns;
  for (std::size_t k = 0; k < n * n; ++k)
    if (k / n != k % n && !description.input_covariance[k].is_number(0)) return false;
  return true;
}

/// c in Sigma_xx Z_0 = Z_0 diag(c), of a covariance that is given by its entries; nothing if there is none.
std::optional<Terms> diagonal_of_covariance(const FlowDescription& description) {
  const std::size_t n = description.target.columns;
  if (!is_diagonal(description)) return std::nullopt;
  Terms result;
  for (std::size_t k = 0; k < n; ++k) result.push_back(description.input_covariance[k * n + k]);
  const bool multiple = std::all_of(result.begin(), result.end(), [&](const Term& c) { return c == result[0]; });
  if (description.target.random_bases && !multiple) return std::nullopt;
  result.resize(description.modes(), Term(0));
  return result;
}

/// Whether Sigma_xx Z_0 = Z_0 diag(c), and Sigma_xx as it acts on Z_0; none for I.
struct Covariance {
  bool aligned = true;
  std::optional<AlignedMatrix> matrix;
};

Covariance covariance_of(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  const Frame input = frame(description, 0);
  if (is_mixture(description)) {
    Terms c;
    for (const Term& prior : target.priors)
      c.push_back(target.mean * target.mean * prior + target.noise * target.noise);
    return {true, AlignedMatrix{input, input, c}};
  }
  if (description.input_covariance.empty()) return {};
  const auto c = diagonal_of_covariance(description);
  if (!c) return {false, std::nullopt};
  return {true, AlignedMatrix{input, input, *c}};
}

/// The target and the start are aligned.
bool starts_aligned(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  if (target.kind == FlowTarget::Kind::matrix || target.singular_values.size() > description.modes()) return false;
  if (is_mixture(description) && (target.random_bases || !description.input_covariance.empty())) return false;
  if (description.start.kind == FlowStart::Kind::zero) return true;
  return description.start.kind == FlowStart::Kind::aligned &&
         std::all_of(description.widths.begin(), description.widths.end(),
                     [&](std::size_t width) { return width >= description.modes(); });
}

/// The optimizer's law is one of the modes.
bool keeps_alignment(const FlowDescription& description) {
  if (!theorems::facts_of(description.optimizer).by_entries) return true;
  const bool attracts = description.layers() == 1 && description.input_covariance.empty();
  return !description.target.random_bases && (description.discrete || attracts);
}

Term start_of(const FlowDescription& description, std::size_t layer, std::size_t k) {
  const FlowStart& start = description.start;
  if (start.kind == FlowStart::Kind::zero) return {0};
  const bool last = layer + 1 == description.layers();
  const Terms& scales = last && !start.left_scale.empty() ? start.left_scale : start.right_scale;
  return scales[scales.size() == 1 ? 0 : k];
}

AlignedNetwork network(const FlowDescription& description, const std::optional<AlignedMatrix>& covariance) {
  const std::size_t layers = description.layers();
  std::vector<AlignedMatrix> weights;
  for (std::size_t l = 0; l < layers; ++l) {
    AlignedMatrix layer{frame(description, l + 1), frame(description, l), {}};
    for (std::size_t k = 0; k < description.modes(); ++k)
      layer.modes.push_back(theorems::variable(theorems::name_of_mode("layer", l, k)));
    weights.push_back(std::move(layer));
  }
  const AlignedMatrix target{frame(description, layers), frame(description, 0), target_modes(description)};
  return theorems::network_of(std::move(weights), target, covariance);
}

}  // namespace

std::optional<theorems::ScalarFlow> aligned_flow(const FlowDescription& description) {
  if (!starts_aligned(description) || !keeps_alignment(description)) return std::nullopt;
  const Covariance covariance = covariance_of(description);
  if (!covariance.aligned) return std::nullopt;
  AlignedNetwork aligned = network(description, covariance.matrix);
  std::vector<theorems::ScalarWeight> weights;
  for (std::size_t l = 0; l < description.layers(); ++l)
    for (std::size_t k = 0; k < description.modes(); ++k)
      weights.push_back({theorems::name_of_mode("layer", l, k), theorems::name_of_mode("momentum", l, k), l,
                         start_of(description, l, k), aligned.gradients[l].modes[k]});
  auto dynamics = theorems::scalar_dynamics(description, weights, theorems::OrthOnWeights::sign);
  if (!dynamics) return std::nullopt;
  return theorems::ScalarFlow{std::move(*dynamics), [description, aligned = std::move(aligned)](std::string_view name) {
                                return observable_of(description, aligned, name);
                              }};
}

}  // namespace flowcert::proofs::kernel
