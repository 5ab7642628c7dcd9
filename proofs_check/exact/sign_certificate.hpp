#pragma once

#include "proofs_check/exact/second_solver.hpp"

namespace flowcert::proofs::exact {

/// Whether exact algebra shows that a question has no answer, because one of its facts' polynomials cannot have the sign
/// that the fact gives it. Signs are found from the others by what they say of symbols, by factors (the polynomial is
/// multiplied out of them), and by completing squares: 4 a p = (2 a x + b)^2 + (4 a c - b^2) for p = a x^2 + b x + c.
/// Linear arithmetic over monomials is asked for factors that remain. False says nothing.
[[nodiscard]] bool signs_contradict(Proof& proof, const Question& question);

}  // namespace flowcert::proofs::exact
