#pragma once

#include <string>
#include <vector>

namespace flowcert::reports::proof {

/// The lines that a search left, for people: each once, what a symbol stands for in place of its tag <5: ...>, and each
/// lemma of a line named once.
[[nodiscard]] std::vector<std::string> readable_trail(const std::vector<std::string>& lines);

}  // namespace flowcert::reports::proof
