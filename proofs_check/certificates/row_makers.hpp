#pragma once

#include <vector>

#include "proofs_check/certificates/row.hpp"

namespace flowcert::proofs::certificates {

inline constexpr std::size_t most_rows = 700;

/// Equations, and inequalities times monomials of one sign, multiplied so that one of their monomials becomes one that
/// occurs already: what it takes to reduce the first `reduced` rows by the others, round by round.
void add_multiples(std::vector<Row>& rows, const std::vector<Row>& base, std::size_t reduced, int most_rounds);

/// Where a A^2 + c A B + b B^2 occurs in a row: the squares of A + c/(2a) B and of B + c/(2b) A, and of A - B and A +
/// B.
void add_completed_squares(std::vector<Row>& rows, const std::vector<Row>& base);

/// Monomials of the rows whose sign follows from those of their atoms.
void add_monomial_signs(std::vector<Row>& rows, const std::vector<Row>& base);

/// Squares of atoms, and of sums and differences of two.
void add_squares(std::vector<Row>& rows, const std::vector<Row>& base);

/// Equations times atoms, the first row times squares of atoms, and products of any two rows.
void add_products(std::vector<Row>& rows, const std::vector<Row>& base);

}  // namespace flowcert::proofs::certificates
