#include "proofs_check/certificates/reasoning.hpp"

#include <algorithm>

namespace flowcert::proofs::certificates {

namespace {

using Kind = KnownFact::Kind;

Refutation closed_by(std::vector<PolySummand> summands) {
  Refutation result;
  result.summands = std::move(summands);
  return result;
}

void collect(const Refutation& r, std::size_t below, std::vector<bool>& used) {
  const auto take = [&](std::size_t index) {
    if (index < below) used[index] = true;
  };
  for (const PolySummand& summand : r.summands)
    for (const std::size_t index : summand.facts) take(index);
  for (const std::size_t index : r.facts) take(index);
  for (const auto& [fact, then] : r.cases) collect(then, below, used);
}

}  // namespace

Signs signs_of(Kind kind) {
  switch (kind) {
    case Kind::zero:
      return zero;
    case Kind::positive:
      return positive;
    case Kind::nonnegative:
      return nonnegative;
    default:
      return nonzero;
  }
}

KnownFact fact_of(const Polynomial& p, Signs signs) {
  switch (signs) {
    case negative:
      return {scaled(p, -1), Kind::positive};
    case nonpositive:
      return {scaled(p, -1), Kind::nonnegative};
    case zero:
      return {p, Kind::zero};
    case positive:
      return {p, Kind::positive};
    case nonnegative:
      return {p, Kind::nonnegative};
    default:
      return {p, Kind::nonzero};
  }
}

Reasoning::Reasoning(std::vector<KnownFact> facts, std::vector<KnownImplication> implications)
    : facts_(std::move(facts)), given_(facts_.size()), implications_(std::move(implications)) {
  for (std::size_t k = 0; k < given_ && !closed(); ++k) note(k);
}

KnownSign Reasoning::known(const Polynomial& p) const {
  const auto [same, leading] = monic(p);
  const auto found = by_polynomial_.find(same.terms());
  if (found == by_polynomial_.end()) return {};
  KnownSign best;
  for (const Entry& entry : found->second) {
    const Signs signs = leading > 0 ? entry.signs : turned(entry.signs);
    if ((signs & best.signs) != signs || signs == best.signs) continue;
    best = {signs, entry.fact, Rational(entry.scale / leading)};
  }
  return best;
}

std::size_t Reasoning::append(KnownFact fact, Derived by) {
  facts_.push_back(std::move(fact));
  derived_.push_back(std::move(by));
  note(facts_.size() - 1);
  return facts_.size() - 1;
}

std::size_t Reasoning::learn(const KnownFact& fact, std::vector<PolySummand> why) {
  return learn_by(fact, closed_by(std::move(why)));
}

std::size_t Reasoning::learn_by(const KnownFact& fact, Refutation why) {
  return append(fact, {{{negated(fact), std::move(why)}}, std::nullopt});
}

std::size_t Reasoning::learn_equality(const Polynomial& p, std::vector<PolySummand> why_not_above,
                                      std::vector<PolySummand> why_not_below) {
  return append({p, Kind::zero}, {{{{p, Kind::positive}, closed_by(std::move(why_not_above))},
                                   {{scaled(p, -1), Kind::positive}, closed_by(std::move(why_not_below))}},
                                  std::nullopt});
}

std::size_t Reasoning::learn_sum(const KnownFact& fact, std::vector<PolySummand> sum, const Rational& multiplier,
                                 const std::vector<std::size_t>& positive_facts) {
  const std::size_t self = facts_.size();
  const auto number = fact.poly.number();
  if (number && (*number < 0 || (*number == 0 && fact.kind == Kind::positive)) && fact.kind != Kind::zero) {
    sum.push_back({Rational(-*number * multiplier), Polynomial(1), positive_facts});
    close(std::move(sum));
    return 0;
  }
  if (fact.kind != Kind::zero) {
    PolySummand negation{multiplier, Polynomial(1), positive_facts};
    negation.facts.push_back(self);
    sum.push_back(std::move(negation));
    return learn(fact, std::move(sum));
  }
  std::vector<PolySummand> minus = sum;
  for (PolySummand& summand : minus) summand.coefficient = -summand.coefficient;
  minus.push_back({1, Polynomial(1), {self}});
  sum.push_back({1, Polynomial(1), {self}});
  return learn_equality(fact.poly, std::move(minus), std::move(sum));
}

std::size_t Reasoning::apply(std::size_t implication, Refutation no) {
  const KnownImplication& used = implications_[implication];
  return append(used.conclusion, {{{negated(used.premise), std::move(no)}}, implication});
}

void Reasoning::note(std::size_t fact) {
  const Polynomial& p = facts_[fact].poly;
  const Signs signs = signs_of(facts_[fact].kind);
  if (const auto number = p.number()) {
    const Signs own = *number > 0 ? positive : (*number < 0 ? negative : zero);
    if ((own & signs) != 0 || closed()) return;
    std::vector<PolySummand> end;
    if (own == zero) {  // 0 > 0, or 0 is not 0
      end.push_back({1, Polynomial(1), {fact}});
    } else if (signs == zero) {
      end.push_back({Rational(-1 / *number), Polynomial(1), {fact}});
      end.push_back({1, Polynomial(1), {}});
    } else {  // a negative number > 0 or >= 0
      end.push_back({1, Polynomial(1), {fact}});
      end.push_back({Rational(-*number), Polynomial(1), {}});
    }
    close(std::move(end));
    return;
  }
  const auto [same, leading] = monic(p);
  std::vector<Entry>& entries = by_polynomial_[same.terms()];
  const std::vector<Entry> before = entries;
  entries.push_back({leading > 0 ? signs : turned(signs), fact, leading});
  for (const Entry& entry : before)
    if (!closed()) compare(entry.fact, fact);
}

/// Two facts about multiples of one polynomial: they contradict each other, or say more together.
void Reasoning::compare(std::size_t a, std::size_t b) {
  const Rational ratio = monic(facts_[b].poly).second / monic(facts_[a].poly).second;  // b's == ratio * a's
  const Signs of_a = signs_of(facts_[a].kind), of_b = signs_of(facts_[b].kind);
  const Signs seen_from_a = ratio > 0 ? of_b : turned(of_b);
  if ((of_a & seen_from_a) == of_a || (of_a & seen_from_a) == seen_from_a) return;
  const Signs both = of_a & seen_from_a;
  const Rational size = abs(ratio);
  if (both != 0) {
    if (of_a == nonzero || of_b == nonzero) {  // not 0, and >= 0 or <= 0
      const std::size_t other = of_a == nonzero ? b : a, square = of_a == nonzero ? a : b;
      const KnownFact sharper{facts_[other].poly, Kind::positive};
      // q >= 0, -q >= 0 and (s q)^2 > 0 cannot be: (s q)^2 + s^2 q (-q) == 0.
      const Rational s = monic(facts_[square].poly).second / monic(facts_[other].poly).second;
      learn(sharper, {{1, Polynomial(1), {square}}, {Rational(s * s), Polynomial(1), {other, facts_.size()}}});
    } else {  // a >= 0 and -a >= 0
      learn_equality(facts_[a].poly, {{1, Polynomial(1), {facts_.size()}}, {Rational(1 / size), Polynomial(1), {b}}},
                     {{1, Polynomial(1), {facts_.size()}}, {1, Polynomial(1), {a}}});
    }
    return;
  }
  if (of_a == nonzero || of_b == nonzero) {  // and the other is 0
    const std::size_t square = of_a == nonzero ? a : b, equality = of_a == nonzero ? b : a;
    const Rational s = monic(facts_[square].poly).second / monic(facts_[equality].poly).second;
    close({{1, Polynomial(1), {square}}, {Rational(-s * s), facts_[equality].poly, {equality}}});
  } else if (of_a == zero || of_b == zero) {  // and the other positive
    close(of_a == zero ? std::vector<PolySummand>{{1, Polynomial(1), {b}}, {Rational(-ratio), Polynomial(1), {a}}}
                       : std::vector<PolySummand>{{1, Polynomial(1), {a}}, {Rational(-1 / ratio), Polynomial(1), {b}}});
  } else {
    close({{size, Polynomial(1), {a}}, {1, Polynomial(1), {b}}});
  }
}

void Reasoning::close(Refutation end) {
  if (!end_) end_ = std::move(end);
}

void Reasoning::close(std::vector<PolySummand> summands) {
  close(closed_by(std::move(summands)));
}

Refutation Reasoning::refutation() const {
  std::vector<bool> used(facts_.size(), false);
  collect(*end_, facts_.size(), used);
  for (std::size_t k = facts_.size(); k-- > given_;) {
    if (!used[k]) continue;
    for (const auto& [fact, why] : derived_[k - given_].others) collect(why, k, used);
  }
  std::vector<std::size_t> places(facts_.size(), 0);
  std::size_t count = 0;
  for (std::size_t k = 0; k < facts_.size(); ++k)
    if (k < given_ || used[k]) places[k] = count++;
  Refutation result = *end_;
  renumber(result, places, count);
  for (std::size_t k = facts_.size(); k-- > given_;) {
    if (!used[k]) continue;
    const std::vector<std::size_t> before(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(k));
    Refutation step;
    const Derived& by = derived_[k - given_];
    step.kind = by.implication ? Refutation::Kind::implication : Refutation::Kind::cases;
    step.implication = by.implication.value_or(0);
    for (const auto& [fact, why] : by.others) {
      step.cases.emplace_back(fact, why);
      renumber(step.cases.back().second, before, places[k]);
    }
    step.cases.emplace_back(facts_[k], std::move(result));
    result = std::move(step);
  }
  return result;
}

}  // namespace flowcert::proofs::certificates
