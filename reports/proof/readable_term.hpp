#pragma once

#include "theorems/terms/term.hpp"

namespace flowcert::reports::proof {

/// The term with signs drawn out of coefficients: s + -1*t^2 becomes s - t^2. Equal wherever it is defined.
[[nodiscard]] theorems::Term readable(const theorems::Term& term);

/// A relation whose left side is a sum that is compared with 0 has the negative summands brought to the other side:
/// s + -1*t^2 >= 0 becomes t^2 <= s. Any other statement as by readable().
[[nodiscard]] theorems::Term readable_statement(const theorems::Term& statement);

/// A conjunction without what only says that a term is defined, and without what was said before.
[[nodiscard]] theorems::Term without_defined_parts(const theorems::Term& statement);

/// Whether two sums have the same summands, in whatever order these and their factors stand.
[[nodiscard]] bool same_summands(const theorems::Term& a, const theorems::Term& b);

/// -a, with differences turned round.
[[nodiscard]] theorems::Term turned(const theorems::Term& a);
/// b - a of a relation a < b or a <= b, else a - b.
[[nodiscard]] theorems::Term difference_of_sides(const theorems::Term& relation);

}  // namespace flowcert::reports::proof
