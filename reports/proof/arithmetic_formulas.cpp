#include "reports/proof/arithmetic_formulas.hpp"

#include <algorithm>

#include "reports/proof/readable_term.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Known;
using proofs::kernel::Refutation;
using proofs::kernel::Summand;
using theorems::Op;
using theorems::Rational;
using theorems::Term;
using Kind = Refutation::Kind;

namespace {

/// Too long to be read in one go: differences in it are called by name.
bool is_long(const Term& term) {
  return theorems::to_text(term).size() > 120;
}

Term total(const std::vector<Term>& summands) {
  if (summands.empty()) return Term(0);
  return summands.size() == 1 ? summands[0] : theorems::add(summands);
}

void add_reason(Sentence& sentence, const Sentence& by) {
  if (by.empty()) return;
  sentence.push_back(words(", "));
  append(sentence, by);
}

}  // namespace

/// The one summand that has the fact, if dividing by what stands beside it there shows the fact's opposite.
std::size_t CertificateFormulas::multiplier_of(const Refutation& r, std::size_t place) {
  std::size_t found = none;
  bool strict = false;
  for (std::size_t k = 0; k < r.summands.size(); ++k) {
    const Summand& summand = r.summands[k];
    const auto count = std::count(summand.facts.begin(), summand.facts.end(), place);
    if (count > 1 || (count == 1 && found != none)) return none;
    if (count == 1) found = k;
    if (count == 0) strict = strict || is_positive(summand, none);
  }
  if (found == none || has_equation(r.summands[found])) return none;
  const Known::Kind kind = facts_[place].kind;
  if (kind == Known::Kind::nonnegative) return strict ? found : none;
  if (kind == Known::Kind::nonzero) return from_equations(r, place) ? found : none;
  return kind == Known::Kind::positive && is_positive(r.summands[found], place) ? found : none;
}

bool CertificateFormulas::from_equations(const Refutation& r, std::size_t place) {
  std::size_t times = 0;
  for (const Summand& summand : r.summands) {
    if (has_equation(summand)) continue;
    const auto count = std::count(summand.facts.begin(), summand.facts.end(), place);
    if (count != 1 || ++times > 1 || !is_positive(summand, place)) return false;
  }
  return times == 1;
}

bool CertificateFormulas::has_equation(const Summand& summand) {
  return std::any_of(summand.facts.begin(), summand.facts.end(),
                     [&](std::size_t f) { return facts_[f].kind == Known::Kind::zero; });
}

/// The product, without the fact at `except`, is positive by its form.
bool CertificateFormulas::is_positive(const Summand& summand, std::size_t except) {
  return summand.coefficient > 0 && summand.factor.is_number() && summand.factor.number() != 0 &&
         std::all_of(summand.facts.begin(), summand.facts.end(), [&](std::size_t f) {
           const Known::Kind kind = facts_[f].kind;
           return f == except || kind == Known::Kind::positive || kind == Known::Kind::nonzero;
         });
}

/// The product divided by `scale`, without the fact at `except`.
Term CertificateFormulas::product(const Summand& summand, const Rational& scale, std::size_t except, bool brief) {
  const bool zero = has_equation(summand);
  std::vector<std::pair<Term, int>> powers;
  const auto take = [&](const Term& factor, int times) {
    const bool power = factor.op() == Op::power && factor.arg(1).is_number() && factor.arg(1).number() > 0 &&
                       factor.arg(1).number() < 1000 && theorems::is_integer(factor.arg(1).number());
    const Term& base = power ? factor.arg(0) : factor;
    const int exponent = power ? times * numerator(factor.arg(1).number()).convert_to<int>() : times;
    for (auto& [known, power] : powers) {
      if (!(known == base)) continue;
      power += exponent;
      return;
    }
    powers.emplace_back(base, exponent);
  };
  Rational coefficient = summand.coefficient / scale;
  if (summand.factor.is_number()) {
    coefficient *= zero ? summand.factor.number() : Rational(summand.factor.number() * summand.factor.number());
  } else {
    take(summand.factor, zero ? 1 : 2);
  }
  for (const std::size_t f : summand.facts) {
    if (f == except) continue;
    const Term& base = brief ? facts_[f].brief : facts_[f].expression;
    const int exponent = facts_[f].kind == Known::Kind::nonzero ? 2 : 1;
    const std::vector<Term> parts = base.op() == Op::multiply ? base.args() : std::vector<Term>{base};
    for (const Term& part : parts) {
      if (part.is_number()) {
        for (int k = 0; k < exponent; ++k) coefficient *= part.number();
      } else {
        take(part, exponent);
      }
    }
  }
  if (coefficient == 0) return Term(0);
  std::vector<Term> factors;
  if (coefficient != 1 || powers.empty()) factors.emplace_back(coefficient);
  for (const auto& [base, exponent] : powers)
    factors.push_back(exponent == 1 ? base : theorems::pow(base, Term(exponent)));
  return factors.size() == 1 ? factors[0] : theorems::multiply(factors);
}

std::vector<Term> CertificateFormulas::summands(const Refutation& r, const Rational& scale, std::size_t left_out,
                                                bool brief) {
  std::vector<Term> parts;
  for (std::size_t k = 0; k < r.summands.size(); ++k)
    if (k != left_out && !has_equation(r.summands[k])) parts.push_back(product(r.summands[k], scale, none, brief));
  std::erase_if(parts, [](const Term& part) { return part.is_number(0); });
  return parts;
}

/// Where the facts come from that the refutation uses, but for the one at `except`.
std::vector<Source> CertificateFormulas::sources(const Refutation& r, std::size_t except,
                                                 const std::vector<Term>& terms) {
  std::vector<std::size_t> places = r.facts;
  for (const Summand& summand : r.summands) places.insert(places.end(), summand.facts.begin(), summand.facts.end());
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<Source> result;
  for (const std::size_t place : places)
    if (place != except) result.push_back(facts_[place].source);
  const std::vector<Source> more = facts_.put_in(terms);
  result.insert(result.end(), more.begin(), more.end());
  return result;
}

Sentence CertificateFormulas::equations(const Refutation& r, std::size_t place) {
  Sentence result = writer_.by(sources(r, place, {facts_[place].expression}));
  result.push_back(words(result.empty() ? "multiplied out" : ", multiplied out"));
  return result;
}

/// "as 2*(b - a) = x*y + z^2, by ..."
Sentence CertificateFormulas::identity(const Refutation& r, std::size_t place, std::size_t with) {
  if (facts_[place].kind == Known::Kind::nonzero) return equations(r, place);
  const Rational scale = r.summands[with].coefficient;
  std::vector<Term> left{turned(facts_[place].expression)};
  const Term beside = product(r.summands[with], scale, place);
  if (!beside.is_number(1)) left.insert(left.begin(), beside);
  const Term l = left.size() == 1 ? left[0] : theorems::multiply(left), right = total(summands(r, scale, with));
  const Sentence by = writer_.by(sources(r, place, {l, right}));
  if (same_summands(l, right)) return by.empty() ? Sentence{words("evidently")} : by;
  if (is_long(l)) {  // the line has just said what the difference of its sides is
    std::vector<Term> factors = facts_[place].denominators;
    factors.insert(factors.begin(), difference_of(0));
    left.back() = factors.size() == 1 ? factors[0] : theorems::multiply(factors);
  }
  const Term short_left = left.size() == 1 ? left[0] : theorems::multiply(left);
  Sentence result{words("as "),
                  shown(writer_.notation().equation(short_left, summands(r, scale, with, is_long(right))))};
  add_reason(result, by);
  return result;
}

/// "0 = ... > 0, by ..."; of roots: "no number satisfies ...".
Sentence CertificateFormulas::contradiction(const Refutation& r, std::size_t except) {
  if (r.kind == Kind::roots) return no_number(r, except);
  const Term sum = total(summands(r, 1, none));
  Sentence result{shown(writer_.notation().contradiction(summands(r, 1, none, is_long(sum))))};
  add_reason(result, writer_.by(sources(r, except, {sum})));
  return result;
}

Sentence CertificateFormulas::no_number(const Refutation& r, std::size_t except) {
  std::vector<Sentence> all;
  std::vector<Term> terms;
  for (const std::size_t place : r.facts) {
    all.push_back({shown(writer_.notation().formula(facts_[place].relation))});
    terms.push_back(facts_[place].relation);
  }
  Sentence result{words("no number satisfies ")};
  append(result, listed(all));
  result.push_back(words(all.size() > 1 ? " at once, as the roots of these polynomials show"
                                        : ", as the roots of this polynomial show"));
  std::vector<Source> from = sources(r, except, terms);
  std::erase_if(from, [](const Source& source) { return source.kind == Source::Kind::plain; });
  add_reason(result, writer_.by(from));
  return result;
}

/// The case's opposite is a positive multiple of a fact that is there.
std::optional<ArithmeticFact> CertificateFormulas::same_fact(const Refutation& r, std::size_t place, std::size_t with) {
  if (r.summands.size() != 2 || facts_[place].kind == Known::Kind::nonzero ||
      !product(r.summands[with], r.summands[with].coefficient, place).is_number(1))
    return std::nullopt;
  const Summand& other = r.summands[1 - with];
  if (!other.factor.is_number() || other.facts.size() != 1 || has_equation(other)) return std::nullopt;
  ArithmeticFact fact = facts_[other.facts[0]];
  fact.expression = product(other, r.summands[with].coefficient, none);
  fact.brief = product(other, r.summands[with].coefficient, none, true);
  return fact;
}

}  // namespace flowcert::reports::proof
