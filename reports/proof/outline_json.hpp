#pragma once

#include "reports/json.hpp"
#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

/// A sentence is an array: text for words, {"text", "latex"} for a formula, a number for a reference.
[[nodiscard]] Json to_json(const Outline& outline);
/// The reverse; missing entries are empty. Throws nlohmann::json::exception for entries of a wrong kind.
[[nodiscard]] Outline outline_from(const Json& json);

}  // namespace flowcert::reports::proof
