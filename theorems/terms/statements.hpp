#pragma once

#include <functional>
#include <string>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// Whether a free variable of the term has this name.
[[nodiscard]] bool mentions(const Term& term, const std::string& name);

/// inf or -inf.
[[nodiscard]] bool is_infinite(const Term& end);

/// x between two ends, as relations; an infinite end says nothing.
[[nodiscard]] std::vector<Term> between(const Term& x, const Term& low, bool low_open, const Term& high,
                                        bool high_open);

/// The parts of nested conjunctions in their order; of anything else, the term itself.
[[nodiscard]] std::vector<Term> conjunction_parts(const Term& term);

/// The term with f applied to its arguments; shares what does not change.
[[nodiscard]] Term map_args(const Term& term, const std::function<Term(const Term&)>& f);

}  // namespace flowcert::theorems
