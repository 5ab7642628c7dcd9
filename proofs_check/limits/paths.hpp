#pragma once

#include <vector>

#include "proofs_check/kernel/limit.hpp"

namespace flowcert::proofs {

/// What a limit claim over ranges implies for values of the ranges' variables that are chosen, for each value of the
/// variable that goes to its limit, among a few: a range's ends, numbers in it, and what comes close to its ends or
/// goes to infinity with the limit. Each says "if these are in the ranges, then the limit holds along them". The claim
/// without ranges implies itself.
[[nodiscard]] std::vector<theorems::Term> along_paths(const kernel::LimitClaim& claim);

}  // namespace flowcert::proofs
