#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/language/flow_description.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::theorems {

/// One scalar weight of a flow: a mode of a layer, or an entry.
struct ScalarWeight {
  std::string name, momentum_name;
  std::size_t layer = 0;  // from 0
  Term initial;
  Term gradient;  // of the loss, in the weights' names
};

/// What orth does to a layer's scalar weights: nothing that can be said (entries), or sign (modes).
enum class OrthOnWeights { unknown, sign };

/// The optimizer's flow, or its iteration with `discrete`, for these weights. Nothing if the optimizer does not act on
/// scalar weights.
[[nodiscard]] std::optional<Dynamics> scalar_dynamics(const FlowDescription& description,
                                                      const std::vector<ScalarWeight>& weights, OrthOnWeights orth);

/// The sum of the steps so far as a term in n, when the step is constant; for flows the variable t.
[[nodiscard]] std::optional<Term> scalar_time(const FlowDescription& description);

/// "layer[2].mode[1]", "momentum[1].mode[3]": numbers from 0 are written from 1.
[[nodiscard]] std::string name_of_mode(const char* kind, std::size_t layer, std::size_t mode);

}  // namespace flowcert::theorems
