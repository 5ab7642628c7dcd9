#include "proofs_check/kernel/claim_limit.hpp"

#include <vector>

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;
using theorems::pow;

namespace {

const Term& plain(const Term& f) {
  static constexpr std::array others{Op::order, Op::asymptotic, Op::ddt};
  if (theorems::contains(f, others)) throw NotSaidInLimit{"a claim about limits of another kind"};
  return f;
}

class Statement {
 public:
  Statement(const theorems::GroundCheck& check, const theorems::GroundClaim& claim, Reading reading)
      : approach_(approach_of(*check.limit)), rate_(check.rate), reading_(reading) {
    for (const theorems::Binding& bound : claim.reals)
      ranges_.push_back({bound.name, bound.integer, bound.low, bound.high, bound.low_open, bound.high_open});
  }

  [[nodiscard]] Term of(const Term& claim) const {
    if (claim.op() == Op::logical_and) {
      std::vector<Term> parts;
      for (const Term& part : claim.args()) parts.push_back(of(part));
      return theorems::conjunction(parts);
    }
    const SaidInLimit said = said_in_limit(claim, approach_.variable, rate_.has_value());
    switch (said.kind) {
      case SaidInLimit::Kind::small:
        return small(said.quantity);
      case SaidInLimit::Kind::order:
        return has_order(said.quantity, *said.exponent);
      default:
        return in_reading(said.quantity);
    }
  }

 private:
  [[nodiscard]] Term in_reading(const Term& claim) const {
    const auto close = [&] { return vanishes(claim.arg(0) - claim.arg(1)); };
    switch (claim.op()) {
      case Op::not_equal: {
        const Term apart = theorems::negation(close());
        return reading_ == Reading::both ? theorems::conjunction({near(claim), apart})
                                         : theorems::disjunction({near(claim), apart});
      }
      case Op::less:
      case Op::greater:
        if (reading_ == Reading::either) return near(claim);  // true near the limit if it is true of the limits
        return theorems::conjunction({near(claim), theorems::negation(close())});
      default:
        if (reading_ == Reading::both) return near(claim);  // then it is true of the limits
        return theorems::disjunction({near(claim), close()});
    }
  }

  [[nodiscard]] Term vanishes(const Term& f) const {
    return written_out({approach_, LimitKind::vanishes, {f}, ranges_});
  }
  [[nodiscard]] Term bounded(const Term& f, const Term& by) const {
    return written_out({approach_, LimitKind::bounded, {f, plain(by)}, ranges_});
  }
  [[nodiscard]] Term near(const Term& relation) const {
    return written_out({approach_, LimitKind::relation, {relation}, ranges_});
  }

  [[nodiscard]] Term small(const Term& f) const {
    if (!rate_) return vanishes(f);
    return theorems::conjunction({vanishes(f), bounded(f, *rate_)});
  }

  [[nodiscard]] Term has_order(const Term& quantity, const Term& exponent) const {
    const Term power = pow(scale(), plain(exponent));
    return theorems::conjunction({bounded(quantity, power), bounded(power, quantity)});
  }

  [[nodiscard]] Term scale() const {
    const Term x = theorems::variable(approach_.variable);
    if (approach_.to.op() == Op::infinity) return x;
    return theorems::is_infinite(approach_.to) ? -x : small_near(approach_);
  }

  Approach approach_;
  std::optional<Term> rate_;
  Reading reading_;
  std::vector<LimitRange> ranges_;
};

}  // namespace

SaidInLimit said_in_limit(const Term& claim, const std::string& variable, bool with_rate) {
  using Kind = SaidInLimit::Kind;
  const auto order = [&](const Term& side, const Term& exponent) -> SaidInLimit {
    if (with_rate) throw NotSaidInLimit{"an order has no rate"};
    if (!side.name().empty() && side.name() != variable)
      throw NotSaidInLimit{"an order in " + side.name() + ", which is not what goes to its limit"};
    return {Kind::order, plain(side.arg(0)), exponent};
  };
  switch (claim.op()) {
    case Op::equal:
      if (claim.arg(0).op() == Op::order) return order(claim.arg(0), claim.arg(1));
      if (claim.arg(1).op() == Op::order) return order(claim.arg(1), claim.arg(0));
      return {Kind::small, plain(claim.arg(0) - claim.arg(1))};
    case Op::asymptotic:
      return {Kind::small, plain(claim.arg(0) / claim.arg(1) - Term(1))};
    default:
      if (!theorems::is_relation(claim.op()))
        throw NotSaidInLimit{"'" + to_text(claim) + "' is no relation that could be looked at in a limit"};
      if (with_rate) throw NotSaidInLimit{"an inequality has no rate"};
      return {Kind::relation, plain(claim)};
  }
}

Approach approach_of(const theorems::LimitVariable& limit) {
  Approach result{limit.name, limit.integer, limit.to, false};
  if (limit.to.is_number() && !limit.values.empty()) result.from_above = limit.values.front() > limit.to.number();
  return result;
}

std::optional<Term> limit_statement(const theorems::GroundCheck& check, const theorems::GroundClaim& claim,
                                    Reading reading) {
  static constexpr std::array moments{Op::at};
  if (!check.limit || contains(claim.claim, moments) || (check.rate && contains(*check.rate, moments)))
    return std::nullopt;
  try {
    return Statement(check, claim, reading).of(claim.claim);
  } catch (const NotSaidInLimit&) {
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs::kernel
