#pragma once

#include <string>

#include "theorems/terms/term.hpp"

namespace flowcert::reports::proof {

/// The term in LaTeX's mathematics mode, with what amsmath brings. Long sums and products can be broken at their signs.
[[nodiscard]] std::string to_latex(const theorems::Term& term);

/// A name of the claim language: mu is \mu, s0 is s_{0}, p_m is p_{m}, s[1] is s_{1}, SNR stands upright.
[[nodiscard]] std::string latex_name(const std::string& name);

}  // namespace flowcert::reports::proof
