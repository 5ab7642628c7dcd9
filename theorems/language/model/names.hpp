#pragma once

#include <set>
#include <string>
#include <vector>

#include "theorems/language/model/file_model.hpp"

namespace flowcert::theorems {

/// Reports names that are reserved, defined twice or unknown, wrong numbers of arguments, and definitions that go in a
/// circle. Does not look at shapes or values.
void check_names(const FileModel& model, Diagnostics& diagnostics);

/// How many arguments a function of the language takes; most = 0 means any number.
struct FunctionArity {
  std::string name;
  std::size_t least, most;
};
[[nodiscard]] const std::vector<FunctionArity>& language_functions();

/// Names that a flow brings: "loss", "W", ... (without a flow's own name).
[[nodiscard]] const std::set<std::string>& flow_names();

/// The parameters that an expression depends on, through [let] and other parameters too.
[[nodiscard]] std::set<std::string> names_reached(const FileModel& model, const std::vector<ExpressionPtr>& roots);

}  // namespace flowcert::theorems
