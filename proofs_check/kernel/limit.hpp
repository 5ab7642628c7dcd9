#pragma once

#include <optional>
#include <vector>

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/expansion.hpp"

namespace flowcert::proofs::kernel {

/// What can be claimed of terms near a limit.
enum class LimitKind {
  relation,  // there is a neighbourhood of the limit in which the relation is true
  vanishes,  // the term tends to 0
  bounded,   // the first term is at most a constant times the second
};

struct LimitClaim {
  Approach approach;
  LimitKind kind = LimitKind::relation;
  std::vector<Term> terms;  // relation: the relation; vanishes: the term; bounded: both terms
};

/// The claim written out: for every delta > 0 there is a neighbourhood of the limit in which |f| < delta, and so on.
/// The names of bound variables have an apostrophe, which no name of a file has.
[[nodiscard]] Term written_out(const LimitClaim& claim);
/// The other way round: what a term written so claims.
[[nodiscard]] std::optional<LimitClaim> read_limit(const Term& claim);

/// By their form and by facts, which must live as long.
[[nodiscard]] Constants known_constants(const Facts& facts);

/// Whether the claim is true by the expansions of its terms with so many parts. Throws NotExpanded. If the answer is
/// no, the claim is false.
[[nodiscard]] bool holds_by_expansion(const LimitClaim& claim, const Constants& constants, std::size_t most_parts);

}  // namespace flowcert::proofs::kernel
