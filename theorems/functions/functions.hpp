#pragma once

#include <array>
#include <span>

#include "theorems/functions/function.hpp"
#include "theorems/functions/list.hpp"

namespace flowcert::theorems {

namespace functions {
#define FLOWCERT_DECLARE(NAME) extern const Function NAME;
FLOWCERT_FUNCTIONS(FLOWCERT_DECLARE)
#undef FLOWCERT_DECLARE

#define FLOWCERT_ADDRESS(NAME) &functions::NAME,
inline constexpr std::array all{FLOWCERT_FUNCTIONS(FLOWCERT_ADDRESS)};
#undef FLOWCERT_ADDRESS

#define FLOWCERT_NAME(NAME) std::string_view(#NAME),
inline constexpr std::array names{FLOWCERT_FUNCTIONS(FLOWCERT_NAME)};
#undef FLOWCERT_NAME

#define FLOWCERT_OP(NAME) Op::NAME,
inline constexpr std::array ops{FLOWCERT_FUNCTIONS(FLOWCERT_OP)};
#undef FLOWCERT_OP
}  // namespace functions

[[nodiscard]] constexpr bool is_function(Op op) {
  return op >= functions::ops.front() && op <= functions::ops.back();
}
/// What is known of the function; null for what is none.
[[nodiscard]] constexpr const Function* function_of(Op op) {
  if (!is_function(op)) return nullptr;
  return functions::all[static_cast<std::size_t>(op) - static_cast<std::size_t>(functions::ops.front())];
}
/// Its name in claims.
[[nodiscard]] constexpr std::string_view name_of_function(Op op) {
  return functions::names.at(static_cast<std::size_t>(op) - static_cast<std::size_t>(functions::ops.front()));
}
[[nodiscard]] std::optional<Op> function_named(std::string_view name);

/// It has points where it is not continuous.
[[nodiscard]] constexpr bool jumps(const Function& f) {
  return f.smoothness == Smoothness::jump_at_0 || f.smoothness == Smoothness::jumps_at_whole_numbers;
}
/// Defined for every number.
[[nodiscard]] bool is_total(const Function& f);
/// f(u) is defined, if u is: relations that say so together.
[[nodiscard]] std::vector<Term> domain_relations(const Function& f, const Term& u);
/// The same in one relation; nothing for a total function.
[[nodiscard]] std::optional<Term> domain_claim(const Function& f, const Term& u);
/// f is analytic (or continuous, if it has kinks) around u, in one relation; nothing for a total function. Differs from
/// the domain where that has its ends.
[[nodiscard]] std::optional<Term> interior_claim(const Function& f, const Term& u);

/// Its axioms: its own, and those that `by_others`, `parity` and `increasing` are, called "NAME by other functions",
/// "NAME is odd", "NAME is even", "NAME is increasing".
[[nodiscard]] std::vector<Axiom> axioms_of(Op op);

/// sign, floor and the like, and functions of matrices: they may jump. With kinks: abs, min and max too.
[[nodiscard]] std::span<const Op> operations_with_jumps();
[[nodiscard]] std::span<const Op> operations_with_kinks_or_jumps();
/// What may be undefined though its arguments are not.
[[nodiscard]] std::span<const Op> partial_operations();

}  // namespace flowcert::theorems
