#pragma once

#include <set>
#include <string>
#include <vector>

#include "theorems/language/model/file_model.hpp"

namespace flowcert::theorems {

/// All names and called functions in an expression.
void collect_names(const ExpressionPtr& expression, std::set<std::string>& names);

/// Every expression of an entry; entries that are missing are left out.
[[nodiscard]] std::vector<ExpressionPtr> expressions_of(const ParameterSyntax& parameter);
[[nodiscard]] std::vector<ExpressionPtr> expressions_of(const FlowSyntax& flow);
[[nodiscard]] std::vector<ExpressionPtr> expressions_of(const DynamicsSyntax& dynamics);
[[nodiscard]] std::vector<ExpressionPtr> expressions_of(const CheckSyntax& check);

}  // namespace flowcert::theorems
