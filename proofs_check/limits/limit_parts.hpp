#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// One thing that a claim about a limit says of one quantity: what is computed at every scale.
struct LimitPart {
  enum class Kind {
    vanishes,  // the quantity tends to 0, uniformly over the claim's range
    bounded,   // it stays bounded near the limit
    order,     // it is of the order of a power: of the variable where that goes to inf, else of its distance
    at_most,   // limsup <= 0
    below,     // limsup < 0
  };
  Kind kind = Kind::vanishes;
  theorems::Term quantity;
  std::optional<theorems::Term> exponent;  // order
  /// Of a quantity that is the one of the part before divided by this: what it stays bounded by.
  std::optional<theorems::Term> rate;
};

/// A == B as A - B that vanishes; A ~ B as A/B - 1 that does; a rate as their quotient by it that stays bounded;
/// inequalities as limits of the difference of their sides. Nothing, and why, for a claim of another form.
[[nodiscard]] std::optional<std::vector<LimitPart>> limit_parts(const theorems::GroundCheck& check,
                                                                const theorems::GroundClaim& claim,
                                                                const theorems::LimitVariable& limit,
                                                                std::string& reason);

}  // namespace flowcert::proofs
