#pragma once

#include <optional>

#include "proofs_check/kernel/limit.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs::kernel {

[[nodiscard]] Approach approach_of(const theorems::LimitVariable& limit);

/// What an inequality claims in a limit can be meant in two ways: that it is true near the limit, or of the limits.
enum class Reading { both, either };

/// What one relation says in a limit.
struct SaidInLimit {
  enum class Kind {
    small,    // the quantity tends to 0
    order,    // the quantity is of the order of the exponent-th power
    relation  // the quantity, a relation, is true in the limit
  };
  Kind kind = Kind::small;
  Term quantity;
  std::optional<Term> exponent = std::nullopt;
};

/// Why a claim says nothing in a limit.
struct NotSaidInLimit {
  std::string reason;
};

/// The one reading of relations in a limit, which every method uses: A == B says that A - B is small, A ~ B that
/// A/B - 1 is, order(A) == e of what order A is. Throws NotSaidInLimit for what is no relation between such terms, and
/// where a rate, or the name of another variable, says nothing.
[[nodiscard]] SaidInLimit said_in_limit(const Term& claim, const std::string& variable, bool with_rate);

/// What a check with a limit says, written out in claims about limits (limit.hpp): A == B that A - B tends to 0; A ~ B
/// that A/B - 1 does, with a rate that these are at most a constant times it; order(A) == e that A and the e-th power
/// of the variable (for a limit inf) or of its distance from the limit are at most a constant times each other; an
/// inequality that it holds in both readings, which is what is to be shown, or in one of them, which is what is to be
/// refuted. Nothing if the claim has a range, or is of another form.
[[nodiscard]] std::optional<Term> limit_statement(const theorems::GroundCheck& check,
                                                  const theorems::GroundClaim& claim, Reading reading);

}  // namespace flowcert::proofs::kernel
