#pragma once

#include <string>
#include <vector>

namespace flowcert::reports {

/// LaTeX mathematics as MathML elements that a page shows without a script, one per formula, made by one call of
/// pandoc. A formula that cannot be converted, and all of them where pandoc is missing, come back as <code> with the
/// escaped text.
[[nodiscard]] std::vector<std::string> mathml(const std::vector<std::string>& formulas);

/// The same formula as part of a line, with fractions and sums as large as on a line of its own.
[[nodiscard]] std::string in_line(std::string math);

}  // namespace flowcert::reports
