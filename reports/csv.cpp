#include "reports/csv.hpp"

#include <stdexcept>

namespace flowcert::reports {

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) row += ',';
    if (cells[i].find_first_of(",\"\n\r") == std::string::npos) {
      row += cells[i];
      continue;
    }
    row += '"';
    for (const char c : cells[i]) row += c == '"' ? std::string("\"\"") : std::string(1, c);
    row += '"';
  }
  return row + '\n';
}

std::string csv_table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  std::string table = csv_row(header);
  for (const std::vector<std::string>& row : rows) {
    if (row.size() != header.size()) throw std::invalid_argument("a row has another number of cells than the header");
    table += csv_row(row);
  }
  return table;
}

}  // namespace flowcert::reports
