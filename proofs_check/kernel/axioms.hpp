#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

/// What is known of functions, one statement at a time. Each holds at every point where its conditions do and its
/// arguments are defined; the names are those of lemmas in any textbook of analysis.
namespace flowcert::proofs::kernel::axioms {

using Terms = std::vector<Term>;

struct Statement {
  Terms conditions;
  Term conclusion;
};

/// The axiom of this name about these terms; its conditions can never be met if there is none.
[[nodiscard]] Statement about(std::string_view name, const Terms& terms);

/// The axioms that are about a fixed number of terms, with that number: for tests.
[[nodiscard]] std::vector<std::pair<std::string_view, std::size_t>> names();

}  // namespace flowcert::proofs::kernel::axioms
