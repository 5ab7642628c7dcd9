#pragma once

#include <functional>
#include <optional>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// Rebuilds a term from the top: where `rule` returns a term, that term takes the node's place and is not looked into;
/// elsewhere the arguments are rewritten. Shared nodes are rewritten once. Bound variables are the rule's concern.
[[nodiscard]] Term rewrite(const Term& term, const std::function<std::optional<Term>(const Term&)>& rule);

}  // namespace flowcert::theorems
