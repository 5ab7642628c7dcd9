#pragma once

#include "proofs_check/exact/scope.hpp"
#include "theorems/matrices/matrix_statement.hpp"

namespace flowcert::proofs::exact::words {

/// Numbers of a claim over matrices, and what is assumed of them.
struct NumberHypotheses {
  std::vector<theorems::FreeParameter> parameters;
  std::vector<theorems::Term> hypotheses;
};

/// Proves one case of a claim for matrices of every size, in the free algebra with transpose; throws GiveUp if it
/// cannot. What it proves holds for all sizes from 1 on: every step is an equality of matrices by the laws of rings, of
/// transposition, of the trace and of derivation, and by the hypotheses.
void prove_case(Proof& proof, const theorems::MatrixClaim& claim, const theorems::MatrixClaim::Case& one,
                const NumberHypotheses& numbers);

}  // namespace flowcert::proofs::exact::words
