#pragma once

#include "theorems/functions/functions.hpp"

namespace flowcert::test {

/// The function at x, or at x + 2 where its domain begins above 0: defined, and smooth, around x = 3/7.
inline theorems::Term function_inside(theorems::Op op, const theorems::Term& x) {
  const auto& domain = theorems::function_of(op)->domain;
  return theorems::apply(op, {domain.low && *domain.low > 0 ? x + theorems::Term(2) : x});
}

}  // namespace flowcert::test
