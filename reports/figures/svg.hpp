#pragma once

#include <string>
#include <vector>

#include "proofs_check/result.hpp"

namespace flowcert::reports {

/// The figures as SVG elements, made by one call of gnuplot; "" for a figure without two points and for all where
/// gnuplot is missing. Lines differ by colour (Okabe and Ito's palette) and by dash; axes take the text's colour, so
/// that a figure fits a light page, a dark one and paper. `ids` make the elements' names unique within a page.
[[nodiscard]] std::vector<std::string> svg(const std::vector<proofs::FigureData>& figures, const std::string& ids);

/// The figure's data as a table: series, x, y (or log10 of y), each number so that it reads back the same.
[[nodiscard]] std::string csv_of(const proofs::FigureData& figure);

}  // namespace flowcert::reports
