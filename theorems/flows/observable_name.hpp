#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "theorems/language/flow_description.hpp"

namespace flowcert::theorems {

/// An observable's name, taken apart: "layer[2][1,3]" is kind layer with indices 2, 1, 3.
struct Observable {
  enum class Kind {
    loss,
    product,       // W[i,j]
    residual,      // E[i,j] = Sigma_yx - W Sigma_xx
    layer,         // layer[l][i,j]
    gradient,      // grad[l][i,j]
    mode,          // sigma[k] = q_k^T W r_k
    off_diagonal,  // ||W - sum_k sigma[k] q_k r_k^T||_F
    class_loss,    // class_loss[c]
    balanced_loss,
    saturation_time,  // saturation_time[k]
    alignment_in,     // two layers, square W: cosine of the angle between P = V and Q = U^T, <P, Q>/(||P|| ||Q||)
    alignment_left,   // ||q^T V||/||V|| of the last layer V and the target's leading left singular direction q
    alignment_right,  // ||U r||/||U|| of the first layer U and the target's leading right singular direction r
  };
  Kind kind = Kind::loss;
  std::size_t first = 0, second = 0, third = 0;  // indices as written, from 1
};

/// Reads a name as the reader of claim files writes it; nothing if it is none, or its indices are out of range.
[[nodiscard]] std::optional<Observable> parse_observable(std::string_view name, const FlowDescription& description);

}  // namespace flowcert::theorems
