#include "integrators/flows/written_out_flow.hpp"

#include "integrators/flows/flow_setup.hpp"
#include "integrators/numbers/random.hpp"
#include "theorems/flows/network_observables.hpp"
#include "theorems/flows/scalar_laws.hpp"

namespace flowcert::integrators {

namespace {

using theorems::FlowDescription;
using theorems::FlowStart;
using theorems::FlowTarget;
using theorems::Rational;
using theorems::ScalarFlow;
using theorems::Term;
using theorems::TermMatrix;
using Terms = std::vector<Term>;

std::string entry_name(const char* kind, std::size_t layer, std::size_t i, std::size_t j) {
  return std::string(kind) + "[" + std::to_string(layer + 1) + "][" + std::to_string(i + 1) + "," +
         std::to_string(j + 1) + "]";
}

TermMatrix target_of(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  TermMatrix result(target.rows, target.columns);
  if (target.kind == FlowTarget::Kind::matrix) result.set_entries(target.matrix);
  for (std::size_t k = 0; k < target.singular_values.size(); ++k) result.at(k, k) = target.singular_values[k];
  for (std::size_t c = 0; c < target.priors.size(); ++c) result.at(c, c) = target.mean * target.priors[c];
  return result;
}

std::optional<TermMatrix> covariance_of(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  const bool mixture = target.kind == FlowTarget::Kind::mixture;
  if (!mixture && description.input_covariance.empty()) return std::nullopt;
  TermMatrix result(target.columns, target.columns);
  if (!description.input_covariance.empty()) {
    result.set_entries(description.input_covariance);
    return result;
  }
  for (std::size_t j = 0; j < target.columns; ++j) {
    result.at(j, j) = target.noise * target.noise;
    if (j < target.priors.size()) result.at(j, j) = result.at(j, j) + target.mean * target.mean * target.priors[j];
  }
  return result;
}

theorems::Network<TermMatrix> network(const FlowDescription& description) {
  std::vector<TermMatrix> layers;
  for (std::size_t l = 0; l < description.layers(); ++l) {
    TermMatrix layer(description.widths[l + 1], description.widths[l]);
    for (std::size_t i = 0; i < layer.rows(); ++i)
      for (std::size_t j = 0; j < layer.columns(); ++j)
        layer.at(i, j) = theorems::variable(entry_name("layer", l, i, j));
    layers.push_back(std::move(layer));
  }
  return theorems::network_of(std::move(layers), target_of(description), covariance_of(description));
}

/// The start's entry as an exact term; gaussian numbers are exact.
Term start_entry(const FlowDescription& description, std::size_t l, std::size_t i, std::size_t j) {
  const FlowStart& start = description.start;
  const auto scale = [](const Terms& scales, std::size_t k) { return scales[scales.size() == 1 ? 0 : k]; };
  if (start.kind == FlowStart::Kind::gaussian)
    return scale(start.right_scale, l) *
           Term(gaussian_number(start.seed, streams::layer + l + 1, i * description.widths[l] + j));
  if (start.kind == FlowStart::Kind::zero || i != j || i >= description.modes()) return {0};
  const bool last = l + 1 == description.layers();
  return scale(last && !start.left_scale.empty() ? start.left_scale : start.right_scale, i);
}

}  // namespace

std::optional<ScalarFlow> write_out_flow(const FlowDescription& description, std::size_t max_states) {
  std::size_t states = 0;
  for (std::size_t l = 0; l < description.layers(); ++l) states += description.widths[l + 1] * description.widths[l];
  if (states > max_states || description.target.random_bases) return std::nullopt;
  if (description.start.kind == FlowStart::Kind::orthogonal) return std::nullopt;
  if (description.start.kind == FlowStart::Kind::aligned && description.target.kind == FlowTarget::Kind::matrix)
    return std::nullopt;
  theorems::Network<TermMatrix> model = network(description);
  std::vector<theorems::ScalarWeight> weights;
  for (std::size_t l = 0; l < description.layers(); ++l)
    for (std::size_t i = 0; i < description.widths[l + 1]; ++i)
      for (std::size_t j = 0; j < description.widths[l]; ++j)
        weights.push_back({entry_name("layer", l, i, j), entry_name("momentum", l, i, j), l,
                           start_entry(description, l, i, j), model.gradients[l].at(i, j)});
  auto dynamics = theorems::scalar_dynamics(description, weights, theorems::OrthOnWeights::unknown);
  if (!dynamics) return std::nullopt;
  return ScalarFlow{std::move(*dynamics), [description, model = std::move(model)](std::string_view name) {
                      return observable_of(description, model, name);
                    }};
}

}  // namespace flowcert::integrators
