#include "proofs_check/limits/limit_parts.hpp"

#include <array>

#include "proofs_check/kernel/claim_limit.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Term;
using Kind = LimitPart::Kind;

namespace {

void add_inequality(const Term& claim, std::vector<LimitPart>& parts) {
  const Term &left = claim.arg(0), &right = claim.arg(1);
  switch (claim.op()) {
    case Op::less:
      return parts.push_back({Kind::below, left - right, {}, {}});
    case Op::greater:
      return parts.push_back({Kind::below, right - left, {}, {}});
    case Op::less_equal:
      return parts.push_back({Kind::at_most, left - right, {}, {}});
    case Op::greater_equal:
      return parts.push_back({Kind::at_most, right - left, {}, {}});
    default:
      throw kernel::NotSaidInLimit{"'" + to_text(claim) + "' is no relation that scales could be looked at for"};
  }
}

void add(const Term& claim, const std::string& variable, const std::optional<Term>& rate,
         std::vector<LimitPart>& parts) {
  static constexpr std::array others{Op::for_all, Op::exists, Op::ddt};
  if (theorems::contains(claim, others)) throw kernel::NotSaidInLimit{"a claim about scales of another kind"};
  const kernel::SaidInLimit said = kernel::said_in_limit(claim, variable, rate.has_value());
  switch (said.kind) {
    case kernel::SaidInLimit::Kind::order:
      return parts.push_back({Kind::order, said.quantity, said.exponent, {}});
    case kernel::SaidInLimit::Kind::small:
      parts.push_back({Kind::vanishes, said.quantity, {}, {}});
      if (rate) parts.push_back({Kind::bounded, said.quantity / *rate, {}, rate});
      return;
    default:
      return add_inequality(said.quantity, parts);
  }
}

}  // namespace

std::optional<std::vector<LimitPart>> limit_parts(const theorems::GroundCheck& check,
                                                  const theorems::GroundClaim& claim,
                                                  const theorems::LimitVariable& limit, std::string& reason) {
  try {
    std::vector<LimitPart> parts;
    for (const Term& part : theorems::conjunction_parts(claim.claim)) add(part, limit.name, check.rate, parts);
    return parts;
  } catch (const kernel::NotSaidInLimit& other) {
    reason = other.reason;
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs
