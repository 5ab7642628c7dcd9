#pragma once

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact::sums {

/// Proves a claim about vectors whose length is a parameter, for every length that is at least 1, or throws GiveUp.
/// `problem.classes` is that length; see the README for how its terms name the entries.
void prove_class_sums(Proof& proof, const theorems::Problem& problem, const theorems::GroundClaim& claim);

}  // namespace flowcert::proofs::exact::sums
