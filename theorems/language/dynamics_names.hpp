#pragma once

#include <string>

#include "theorems/language/problem.hpp"

namespace flowcert::theorems {

/// "t" for systems, "n" for iterations.
[[nodiscard]] std::string time_name(const Dynamics& dynamics);

/// True if the claim mentions the state, the time or a derivative at all.
[[nodiscard]] bool mentions_dynamics(const Dynamics& dynamics, const Term& claim);

}  // namespace flowcert::theorems
