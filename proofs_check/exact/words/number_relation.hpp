#pragma once

#include "proofs_check/exact/words/algebra.hpp"
#include "proofs_check/exact/words/prove_case.hpp"

namespace flowcert::proofs::exact::words {

/// Proves `difference relation 0` by real arithmetic: traces and norms become real variables, of which is known that
/// sums of squares are not negative, what a norm's square is, and the inequalities of Cauchy-Schwarz and of the dual
/// norms. Throws GiveUp if that does not do.
void prove_number_relation(Proof& proof, Algebra& algebra, Op relation, const Poly& difference,
                           const NumberHypotheses& numbers, const std::vector<Fact>& facts);

}  // namespace flowcert::proofs::exact::words
