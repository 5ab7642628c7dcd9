#pragma once

#include "proofs_check/certificates/reasoning.hpp"
#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::certificates {

/// How much linear arithmetic over monomials is to try.
enum class Breadth {
  as_they_are,  // the facts alone
  goal,         // and multiples of facts that reduce the goal, squares, products
  all,          // and in other unknowns, and multiples that reduce every fact
};

/// Looks for multipliers of facts, of their products and of squares that add up to 0; closes the reasoning with them.
/// `goal` is the fact that the contradiction is expected of, mostly the negation of what is to be shown.
void contradict_linearly(Reasoning& reasoning, std::size_t goal, Breadth breadth, const Deadline& deadline);

}  // namespace flowcert::proofs::certificates
