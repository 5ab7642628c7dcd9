#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reports/proof/outline.hpp"

/// The three views of an outline. None of them knows what a step is.
namespace flowcert::reports::proof {

/// Lines for the terminal, no longer than `width` characters where they can be broken.
[[nodiscard]] std::vector<std::string> text_of(const Outline& outline, std::size_t width = 100);

/// Parts of a long formula's LaTeX that lines may be broken between; of a short one, itself. HTML's formulas are not
/// broken by themselves.
[[nodiscard]] std::vector<std::string> breakable(const std::string& latex);

/// HTML; `math` gives the markup of a part of a formula as breakable() gives it, or nothing where there is none.
[[nodiscard]] std::string html_of(const Outline& outline,
                                  const std::function<std::string(const std::string& latex)>& math);

/// A proof environment for a document that uses amsmath and amsthm; `name` is what it proves. It needs
/// latex_preamble().
[[nodiscard]] std::string latex_of(const Outline& outline, const std::string& name);
[[nodiscard]] std::string latex_preamble();
/// Words for LaTeX's text mode, quotation marks as LaTeX has them.
[[nodiscard]] std::string latex_words(const std::string& words);

}  // namespace flowcert::reports::proof
