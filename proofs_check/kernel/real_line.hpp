#pragma once

#include <vector>

#include "proofs_check/kernel/domain.hpp"

namespace flowcert::proofs::kernel {

/// Coefficients of a polynomial in one number, from the constant term on.
using Dense = std::vector<Rational>;

/// The polynomial's value compares with 0 in one of these ways.
struct Condition {
  Dense poly;
  Outcomes sign;
};

/// At least one of the conditions holds.
using Clause = std::vector<Condition>;

/// Whether no real number satisfies all clauses: the polynomials' roots are isolated by Sturm's theorem, and each root,
/// and a point between any two, is looked at. Exact.
[[nodiscard]] bool no_real_number_satisfies(const std::vector<Clause>& clauses);

}  // namespace flowcert::proofs::kernel
