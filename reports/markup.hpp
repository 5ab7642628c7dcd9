#pragma once

#include <string>
#include <string_view>

namespace flowcert::reports {

/// Text for XML and HTML, content and double-quoted attributes alike. Characters that XML forbids become U+FFFD, and so
/// do bytes that are not UTF-8.
[[nodiscard]] std::string escape_markup(std::string_view text);

/// Text for LaTeX's text mode.
[[nodiscard]] std::string escape_latex(std::string_view text);

}  // namespace flowcert::reports
