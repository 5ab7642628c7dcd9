#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "integrators/numbers/real.hpp"
#include "theorems/language/flow_description.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::integrators {

/// A flow (or an optimizer's run) as a written-out system (or iteration), exactly: for the methods that prove.
struct ScalarFlow {
  theorems::Dynamics dynamics;
  /// The observable of this name (without a flow's prefix; "t" with `discrete`) as a term in the states, t or n;
  /// nothing where it is none (entries in random bases, saturation times).
  std::function<std::optional<theorems::Term>(std::string_view name)> observable;
};

/// From an aligned (or zero) start every mode moves by itself: with w = product of the mode's x_l over the layers and
/// g_l = (sigma_xx w - sigma_yx) * product of the other layers' x, the layers are Z_l diag(x_l) Z_(l-1)^T for all time,
/// orth acts on them as sign on the x_l (CLAIMS.md section 4; A6 and A14 of the catalogue). Hence D scalar systems of
/// one state per layer (two with momentum), named "layer[l].mode[k]" and "momentum[l].mode[k]". Terms may contain
/// parameters. Nothing where it does not apply: other starts, a target given as a matrix, an input covariance that is
/// not diagonal in the target's basis, sign-like optimizers in random bases, Adam and Shampoo, a list of step sizes.
[[nodiscard]] std::optional<ScalarFlow> reduce_aligned_flow(const theorems::FlowDescription& description);

/// The check of the fact that the reduction rests on, on full matrices: at an aligned point with unequal modes the
/// relative distance of the layers' gradients from Z_l diag(g_l) Z_(l-1)^T, at the working precision. Of rounding's
/// size if the gradient is aligned. The modes' values are replaced by numbers if they are not.
[[nodiscard]] Real alignment_defect(const theorems::FlowDescription& description);

/// Entry by entry, named "layer[l][i,j]", for the optimizers that act on entries: gradient, normalized, sign, SGD with
/// momentum, Signum, NMD. Nothing for the others, for random bases, orthogonal starts, more than `max_states` states.
[[nodiscard]] std::optional<ScalarFlow> write_out_flow(const theorems::FlowDescription& description,
                                                       std::size_t max_states = 100);

}  // namespace flowcert::integrators
