#pragma once

#include <map>
#include <string>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::proofs::exact::sums {

using theorems::Term;

/// The index that sums run over, and the name that a vector's entry there has.
inline constexpr const char* class_index = "#";
[[nodiscard]] std::string entry_name(const std::string& vector, const std::string& index);
/// The vector that an entry's name belongs to, or "" if it is no entry at `index`.
[[nodiscard]] std::string vector_of(const std::string& name, const std::string& index);

[[nodiscard]] bool depends_on_class(const Term& term);

/// Every entry at the class index replaced by the entry at another index.
[[nodiscard]] Term at_class(const Term& term, const std::string& index);

/// A product of powers of terms that depend on the class: atom's text -> (atom, exponent > 0).
using Monomial = std::map<std::string, std::pair<Term, long>>;
[[nodiscard]] Term term_of(const Monomial& monomial);
[[nodiscard]] Monomial product(const Monomial& a, const Monomial& b);

struct Part {
  Term coefficient;  // free of the class index
  Monomial monomial;
};

/// term == sum of coefficient * monomial, for every class at which the term is defined. Parts with equal monomials are
/// joined. Throws GiveUp if there are too many.
[[nodiscard]] std::vector<Part> expand(const Term& term);

}  // namespace flowcert::proofs::exact::sums
