#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/language/elaborate/factory.hpp"

namespace flowcert::theorems {

/// mod(a, m) as a - m*floor(a/m); factorial(n) and binomial(n, k) of whole numbers as their values, with binomial 0 for
/// k > n. Nothing for other names; throws LocatedError at the factory's offset for arguments that are no whole numbers
/// from 0 to 2000.
[[nodiscard]] std::optional<Term> number_function(TermFactory& factory, const std::string& name,
                                                  const std::vector<Term>& args);

}  // namespace flowcert::theorems
