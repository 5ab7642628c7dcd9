#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "theorems/language/problem.hpp"

namespace flowcert::theorems {

/// A flow (or an optimizer's run) as a written-out system (or iteration), exactly: for the methods that prove.
struct ScalarFlow {
  Dynamics dynamics;
  /// The observable of this name (without a flow's prefix; "t" with `discrete`) as a term in the states, t or n;
  /// nothing where it is none (entries in random bases, saturation times).
  std::function<std::optional<Term>(std::string_view name)> observable;
};

}  // namespace flowcert::theorems
