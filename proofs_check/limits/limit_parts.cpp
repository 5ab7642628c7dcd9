#include "proofs_check/limits/limit_parts.hpp"

#include <array>
#include <functional>

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Term;
using Kind = LimitPart::Kind;

namespace {

/// The claim has another form.
struct OtherForm {
  std::string reason;
};

class Parts {
 public:
  Parts(const theorems::LimitVariable& limit, const std::optional<Term>& rate) : limit_(limit), rate_(rate) {}

  std::vector<LimitPart> of(const Term& claim) {
    for (const Term& part : theorems::conjunction_parts(claim)) add(part);
    return std::move(parts_);
  }

 private:
  void add(const Term& claim) {
    switch (claim.op()) {
      case Op::equal:
        if (claim.arg(0).op() == Op::order) return add_order(claim.arg(0), claim.arg(1));
        if (claim.arg(1).op() == Op::order) return add_order(claim.arg(1), claim.arg(0));
        return add_small(claim.arg(0) - claim.arg(1));
      case Op::asymptotic:
        return add_small(claim.arg(0) / claim.arg(1) - Term(1));
      case Op::less:
        return add_inequality(Kind::below, claim.arg(0), claim.arg(1));
      case Op::greater:
        return add_inequality(Kind::below, claim.arg(1), claim.arg(0));
      case Op::less_equal:
        return add_inequality(Kind::at_most, claim.arg(0), claim.arg(1));
      case Op::greater_equal:
        return add_inequality(Kind::at_most, claim.arg(1), claim.arg(0));
      default:
        throw OtherForm{"'" + to_text(claim) + "' is no relation that scales could be looked at for"};
    }
  }

  void add_order(const Term& order, const Term& exponent) {
    if (rate_) throw OtherForm{"an order has no rate"};
    if (!order.name().empty() && order.name() != limit_.name)
      throw OtherForm{"an order in " + order.name() + ", which is not what goes to its limit"};
    parts_.push_back({Kind::order, plain(order.arg(0)), exponent, {}});
  }

  void add_small(const Term& quantity) {
    parts_.push_back({Kind::vanishes, plain(quantity), {}, {}});
    if (rate_) parts_.push_back({Kind::bounded, plain(quantity / *rate_), {}, rate_});
  }

  void add_inequality(Kind kind, const Term& smaller, const Term& larger) {
    if (rate_) throw OtherForm{"an inequality has no rate"};
    parts_.push_back({kind, plain(smaller - larger), {}, {}});
  }

  static const Term& plain(const Term& quantity) {
    static constexpr std::array others{Op::order, Op::asymptotic, Op::ddt, Op::for_all, Op::exists};
    if (theorems::contains(quantity, others)) throw OtherForm{"a claim about scales of another kind"};
    return quantity;
  }

  const theorems::LimitVariable& limit_;
  const std::optional<Term>& rate_;
  std::vector<LimitPart> parts_;
};

}  // namespace

std::optional<std::vector<LimitPart>> limit_parts(const theorems::GroundCheck& check,
                                                  const theorems::GroundClaim& claim,
                                                  const theorems::LimitVariable& limit, std::string& reason) {
  try {
    return Parts(limit, check.rate).of(claim.claim);
  } catch (const OtherForm& other) {
    reason = other.reason;
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs
