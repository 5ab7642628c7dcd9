#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports::html {

/// The witness of a refuted check: a table of names, exact values (or balls) and, for a fraction, its decimal value to
/// 30 digits.
[[nodiscard]] std::string witness_table(const CheckRecord& check);

/// The decimal value of "p/q" or a long integer to 30 significant digits, rounded to nearest; "" for any other text and
/// for a value that is short and exact as it stands.
[[nodiscard]] std::string decimal_value(const std::string& exact);

/// Long text with its middle left out.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t longest);

}  // namespace flowcert::reports::html
