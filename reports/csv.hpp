#pragma once

#include <string>
#include <vector>

namespace flowcert::reports {

/// One row of a CSV file (RFC 4180, but lines end in \n): cells with a comma, a quote or a line break are quoted.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

/// A table: the header exactly as given, then the rows. Every row has as many cells as the header
/// (std::invalid_argument).
[[nodiscard]] std::string csv_table(const std::vector<std::string>& header,
                                    const std::vector<std::vector<std::string>>& rows);

}  // namespace flowcert::reports
