#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// Keeps the order in which fields are written, so that two runs give the same text.
using Json = nlohmann::ordered_json;

/// Schema 1 (CLAIMS.md section 8). Text that is not UTF-8 has its bad bytes replaced when it is dumped.
[[nodiscard]] Json to_json(const RunRecord& run);
[[nodiscard]] Json to_json(const ClaimRecord& claim);
[[nodiscard]] Json to_json(const CheckRecord& check);
[[nodiscard]] Json to_json(const theorems::Diagnostic& diagnostic);

/// The reverse. Unknown fields are ignored, missing ones take their defaults. `as_expected` is not read: it follows
/// from the rest. Throw std::runtime_error saying which field is wrong.
[[nodiscard]] RunRecord run_from(const Json& json);
[[nodiscard]] ClaimRecord claim_from(const Json& json);
[[nodiscard]] CheckRecord check_from(const Json& json);
[[nodiscard]] theorems::Diagnostic diagnostic_from(const Json& json);

/// One line of text (for pipes) or indented (for files).
[[nodiscard]] std::string line_of(const Json& json);
[[nodiscard]] std::string text_of(const Json& json);

}  // namespace flowcert::reports
