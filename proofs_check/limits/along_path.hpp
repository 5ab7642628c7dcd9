#pragma once

#include "proofs_check/along/path_claim.hpp"
#include "proofs_check/deadline.hpp"
#include "proofs_check/limits/limit_parts.hpp"

namespace flowcert::proofs {

/// A part of a claim as one along a path: its statement is `quantity == 0`.
struct PartAlong {
  LimitPart::Kind kind;
  PathStatement statement;
  theorems::Rational needed;  // how far the path must go
};

/// The part's quantity at a time of the path; its claim may name fixed times too.
[[nodiscard]] integrators::Ball part_at_time(const PartAlong& part, const Path& path, const theorems::Rational& time);

/// The supremum of the part's quantity over the statement's range (of its absolute value, except for inequalities),
/// from the Taylor series of the path's pieces; at a range of one time the value there.
[[nodiscard]] integrators::Ball part_over_range(const PartAlong& part, const Path& path, const Deadline& deadline);

}  // namespace flowcert::proofs
