#pragma once

#include <string>

namespace flowcert::reports {

/// gnuplot's SVG file as an element for a page: without the file's head, unused symbols and empty groups, with the axes
/// in the text's colour, and named by `title` for those who cannot see it. `id` must be unique within the page.
[[nodiscard]] std::string slim_svg(const std::string& file, const std::string& title, const std::string& id);

}  // namespace flowcert::reports
