#pragma once

#include <vector>

#include "proofs_check/certificates/row.hpp"

namespace flowcert::proofs::certificates {

/// The facts that are known as rows in fewer or better unknowns.
struct Unknowns {
  std::vector<Row> rows;
  std::vector<Shift> shifts;
};

/// Equations that give an atom as a polynomial of others are put in, shared positive factors are divided out, and
/// x >= f with f >= 0 by its form is put in as x = f + x' with x' >= 0, so that signs of monomials tell more. What the
/// rows say is derived in `reasoning`, so that each row is a fact. The first row stays the first.
[[nodiscard]] Unknowns simplified(Reasoning& reasoning, std::vector<Row> rows, bool with_shifts);

}  // namespace flowcert::proofs::certificates
