#pragma once

#include <string_view>

namespace flowcert::reports {

/// Order of names as people number things: runs of digits compare by value ("A2" < "A10"), the rest byte by byte.
[[nodiscard]] bool naturally_less(std::string_view a, std::string_view b);

}  // namespace flowcert::reports
