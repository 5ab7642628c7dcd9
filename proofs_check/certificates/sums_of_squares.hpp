#pragma once

#include "proofs_check/certificates/reasoning.hpp"
#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::certificates {

/// Closes the reasoning with a sum of squares of polynomials, plus multiples of facts and of products of the goal with
/// facts, that adds up to 0. A semidefinite program finds the squares' Gram matrix in floating-point numbers; it is
/// rounded to rationals, the equations are then satisfied exactly by changing it as little as possible (H. Peyrl and P.
/// Parrilo, Theoretical Computer Science 409, 2008), and written as a sum of squares by exact elimination.
void contradict_by_squares(Reasoning& reasoning, std::size_t goal, const Deadline& deadline);

}  // namespace flowcert::proofs::certificates
