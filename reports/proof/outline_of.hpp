#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proofs_check/kernel/step.hpp"
#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

/// What the claim file calls things.
struct Names {
  std::string title;
  std::vector<std::pair<std::string, theorems::Term>> lets;
  std::vector<std::pair<theorems::Term, std::string>> steps;  // hypotheses that are steps of the file, with their names
  std::vector<std::string> life;                              // steps that show that the solution lives, by name
  std::optional<theorems::Term> claim;                        // as the file writes it
};

/// The argument that the steps below `root` make, each step told once, in at most about `most_lines` lines: where it is
/// longer, the remark says so. The steps should hold (kernel/holds.hpp); what is not looked into is told as such.
[[nodiscard]] Outline outline_of(const proofs::kernel::StepPtr& root, const Names& names, std::size_t most_lines);

}  // namespace flowcert::reports::proof
