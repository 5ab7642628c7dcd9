#pragma once

#include "proofs_check/exact/second_solver.hpp"

namespace flowcert::proofs::exact {

/// Whether a question about one real number has no answer, exactly: the real roots of its polynomials are isolated
/// (Sturm), and every polynomial's sign is found at each root and between any two. False for questions about several
/// numbers, or of too high a degree, and where some number satisfies everything.
[[nodiscard]] bool no_real_number_satisfies(const Question& question);

}  // namespace flowcert::proofs::exact
