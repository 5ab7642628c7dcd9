#pragma once

#include <string>
#include <vector>

#include "proofs_check/exact/prove.hpp"

namespace flowcert::proofs::test {

/// A small reader for the tests' terms, independent of the language's own. Throws std::runtime_error.
[[nodiscard]] theorems::Term read_term(const std::string& text);

/// Variables as "x y; integer n" and hypotheses separated by ';'.
[[nodiscard]] std::vector<theorems::FreeParameter> read_variables(const std::string& names);
[[nodiscard]] std::vector<theorems::Term> read_hypotheses(const std::string& text);

/// prove_formula on texts.
[[nodiscard]] ExactOutcome prove(const std::string& variables, const std::string& hypotheses, const std::string& claim,
                                 double seconds = 20);

}  // namespace flowcert::proofs::test
