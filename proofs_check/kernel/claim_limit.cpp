#include "proofs_check/kernel/claim_limit.hpp"

#include <vector>

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;
using theorems::pow;

namespace {

/// The claim is of a form that says nothing here.
struct OtherForm {};

class Statement {
 public:
  Statement(const theorems::GroundCheck& check, const theorems::GroundClaim& claim, Reading reading)
      : approach_(approach_of(*check.limit)), rate_(check.rate), reading_(reading) {
    for (const theorems::Binding& bound : claim.reals)
      ranges_.push_back({bound.name, bound.integer, bound.low, bound.high, bound.low_open, bound.high_open});
  }

  [[nodiscard]] Term of(const Term& claim) const {
    switch (claim.op()) {
      case Op::logical_and: {
        std::vector<Term> parts;
        for (const Term& part : claim.args()) parts.push_back(of(part));
        return theorems::conjunction(parts);
      }
      case Op::equal:
        if (claim.arg(0).op() == Op::order) return has_order(claim.arg(0), claim.arg(1));
        if (claim.arg(1).op() == Op::order) return has_order(claim.arg(1), claim.arg(0));
        return small(claim.arg(0) - claim.arg(1));
      case Op::asymptotic:
        return small(claim.arg(0) / claim.arg(1) - Term(1));
      case Op::not_equal: {
        const Term apart = theorems::negation(vanishes(claim.arg(0) - claim.arg(1)));
        return reading_ == Reading::both ? theorems::conjunction({near(claim), apart})
                                         : theorems::disjunction({near(claim), apart});
      }
      case Op::less:
      case Op::greater:
        if (reading_ == Reading::either) return near(claim);  // true near the limit if it is true of the limits
        return theorems::conjunction({near(claim), theorems::negation(vanishes(claim.arg(0) - claim.arg(1)))});
      case Op::less_equal:
      case Op::greater_equal:
        if (reading_ == Reading::both) return near(claim);  // then it is true of the limits
        return theorems::disjunction({near(claim), vanishes(claim.arg(0) - claim.arg(1))});
      default:
        throw OtherForm{};
    }
  }

 private:
  [[nodiscard]] Term vanishes(const Term& f) const {
    return written_out({approach_, LimitKind::vanishes, {plain(f)}, ranges_});
  }
  [[nodiscard]] Term bounded(const Term& f, const Term& by) const {
    return written_out({approach_, LimitKind::bounded, {plain(f), plain(by)}, ranges_});
  }
  [[nodiscard]] Term near(const Term& relation) const {
    if (rate_) throw OtherForm{};
    (void)plain(relation);
    return written_out({approach_, LimitKind::relation, {relation}, ranges_});
  }

  [[nodiscard]] Term small(const Term& f) const {
    if (!rate_) return vanishes(f);
    return theorems::conjunction({vanishes(f), bounded(f, *rate_)});
  }

  [[nodiscard]] Term has_order(const Term& order, const Term& exponent) const {
    if (rate_ || (!order.name().empty() && order.name() != approach_.variable)) throw OtherForm{};
    const Term power = pow(scale(), exponent);
    return theorems::conjunction({bounded(order.arg(0), power), bounded(power, order.arg(0))});
  }

  [[nodiscard]] Term scale() const {
    const Term x = theorems::variable(approach_.variable);
    if (approach_.to.op() == Op::infinity) return x;
    return theorems::is_infinite(approach_.to) ? -x : small_near(approach_);
  }

  [[nodiscard]] static const Term& plain(const Term& f) {
    static constexpr std::array others{Op::order, Op::asymptotic, Op::ddt, Op::at};
    if (theorems::contains(f, others)) throw OtherForm{};
    return f;
  }

  Approach approach_;
  std::optional<Term> rate_;
  Reading reading_;
  std::vector<LimitRange> ranges_;
};

}  // namespace

Approach approach_of(const theorems::LimitVariable& limit) {
  Approach result{limit.name, limit.integer, limit.to, false};
  if (limit.to.is_number() && !limit.values.empty()) result.from_above = limit.values.front() > limit.to.number();
  return result;
}

std::optional<Term> limit_statement(const theorems::GroundCheck& check, const theorems::GroundClaim& claim,
                                    Reading reading) {
  if (!check.limit) return std::nullopt;
  try {
    return Statement(check, claim, reading).of(claim.claim);
  } catch (const OtherForm&) {
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs::kernel
