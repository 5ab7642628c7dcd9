#pragma once

#include <vector>

#include "proofs_check/kernel/limit.hpp"

namespace flowcert::proofs::kernel {

/// What shows a limit claim over ranges: in a neighbourhood of the limit of this size (a positive number), for all
/// values in the ranges, the relation is true; or the term is at most `bound`, which does not depend on them and tends
/// to 0; or the first term is at most `bound`, a positive number, times the second. Empty if these are not such.
[[nodiscard]] std::vector<Sequent> premises_of_uniform_limit(const ContextPtr& context, const LimitClaim& claim,
                                                             const Term& size, const Term& bound);

}  // namespace flowcert::proofs::kernel
