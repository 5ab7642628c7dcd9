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

/// What a variable runs over while another goes to its limit; later ranges may depend on earlier ones.
struct LimitRange {
  std::string name;
  bool integer = false;
  Term low, high;
  bool low_open = false, high_open = false;
};

struct LimitClaim {
  Approach approach;
  LimitKind kind = LimitKind::relation;
  std::vector<Term> terms;  // relation: the relation; vanishes: the term; bounded: both terms
  /// The claim is uniform in these: one neighbourhood, and one constant, for all of them.
  std::vector<LimitRange> ranges = {};
};

/// The claim written out: for every delta > 0 there is a neighbourhood of the limit in which |f| < delta, and so on.
/// The names of bound variables have an apostrophe, which no name of a file has.
[[nodiscard]] Term written_out(const LimitClaim& claim);
/// The other way round: what a term written so claims.
[[nodiscard]] std::optional<LimitClaim> read_limit(const Term& claim);

/// The variable in a neighbourhood of its limit: closer than `size`, or, if it goes to infinity, beyond it.
[[nodiscard]] std::vector<Term> nearby(const Approach& approach, const Term& size);

/// |x|
[[nodiscard]] Term absolute(const Term& x);
/// 1/x for x that goes to infinity, or the distance from the limit.
[[nodiscard]] Term small_near(const Approach& approach);

/// By their form and by facts, which must live as long.
[[nodiscard]] Constants known_constants(const Facts& facts);

/// Whether the claim is true by the expansions of its terms with so many parts. Throws NotExpanded. If the answer is
/// no, the claim is false.
[[nodiscard]] bool holds_by_expansion(const LimitClaim& claim, const Constants& constants, std::size_t most_parts);

}  // namespace flowcert::proofs::kernel
