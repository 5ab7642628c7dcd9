#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/language/flow_description.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::integrators {

/// One scalar weight of a flow: a mode of a layer, or an entry.
struct ScalarWeight {
  std::string name, momentum_name;
  std::size_t layer = 0;  // from 0
  theorems::Term initial;
  theorems::Term gradient;  // of the loss, in the weights' names
};

/// What orth does to a layer's scalar weights: nothing that can be said (entries), or sign (modes).
enum class OrthOnWeights { unknown, sign };

/// The optimizer's flow, or its iteration with `discrete`, for these weights. Nothing if the optimizer does not act on
/// scalar weights.
[[nodiscard]] std::optional<theorems::Dynamics> scalar_dynamics(const theorems::FlowDescription& description,
                                                                const std::vector<ScalarWeight>& weights,
                                                                OrthOnWeights orth);

/// The sum of the steps so far as a term in n, when the step is constant; for flows the variable t.
[[nodiscard]] std::optional<theorems::Term> scalar_time(const theorems::FlowDescription& description);

}  // namespace flowcert::integrators
