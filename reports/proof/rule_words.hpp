#pragma once

#include <string>

#include "proofs_check/kernel/step.hpp"

namespace flowcert::reports::proof {

/// How a step is told.
enum class Telling {
  line,    // a line: the claim, the rule's words, the premises
  folded,  // no line of its own: whoever uses it uses its premises
  silent,  // no line, and nothing that uses it says so
  own,     // in a way of its own (outline_of.cpp)
  motion,  // in a way of its own, about what moves (motion_argument.cpp)
};

struct RuleWords {
  Telling telling = Telling::line;
  std::string words;  // the reason, before what it follows from
};

/// A rule that the list does not have is told by its name in the kernel.
[[nodiscard]] RuleWords words_of(proofs::kernel::Rule rule);

/// " on 64 boxes": those on which a step of the rule `enclosure` settles its claim. Nothing of one without variables.
[[nodiscard]] std::string boxes_of(const proofs::kernel::Step& step);

/// The list has the rule.
[[nodiscard]] bool has_words(proofs::kernel::Rule rule);

}  // namespace flowcert::reports::proof
