#pragma once

#include <functional>
#include <string>

#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

/// What a view makes of the pieces of a sentence.
struct View {
  std::function<std::string(const std::string&)> words;
  std::function<std::string(const Formula&)> formula;
};

[[nodiscard]] std::string label(std::size_t number);
[[nodiscard]] std::string render(const Sentence& sentence, const View& view);
/// What the line says: its claim (or whose claim it shows) and the reason, with the stop at its end.
[[nodiscard]] std::string render_line(const Item& item, const View& view);
[[nodiscard]] std::string render_heading(const Block& block, const View& view);

}  // namespace flowcert::reports::proof
