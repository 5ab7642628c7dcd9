#pragma once

#include <z3++.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// poly >= 0, or > 0, or == 0.
struct Row {
  Poly poly;
  enum class Kind { nonnegative, positive, zero } kind = Kind::nonnegative;
};

/// Nothing for a fact that says only "not 0", or nothing.
[[nodiscard]] std::optional<Row> as_row(const Fact& fact);

/// What is known of the product of two rows' polynomials.
[[nodiscard]] Row::Kind product_kind(Row::Kind a, Row::Kind b);

/// The rows as linear relations over their monomials, each of which is a variable: if they cannot hold together, their
/// SMT-LIB text, else nothing. The answer rests on Z3's simplex alone.
[[nodiscard]] std::optional<std::string> contradict(Proof& proof, const std::vector<Row>& rows, double seconds);

}  // namespace flowcert::proofs::exact
