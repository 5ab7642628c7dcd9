#include "proofs_check/certificates/sign_search.hpp"

#include <algorithm>

#include "proofs_check/certificates/linear.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr int deepest = 7;
constexpr std::size_t most_polynomials = 1200;
constexpr std::size_t most_terms = 500;
constexpr double linear_share = 0.3;

Signs sign_of_number(const Rational& value) {
  return value > 0 ? positive : (value < 0 ? negative : zero);
}

/// Signs of a sum of values with these signs, each of which is not `any`.
Signs sum(Signs a, Signs b) {
  if (a == zero) return b;
  if (b == zero) return a;
  if ((a | b) == nonnegative || (a | b) == positive) return a == positive || b == positive ? positive : nonnegative;
  if ((a | b) == nonpositive || (a | b) == negative) return a == negative || b == negative ? negative : nonpositive;
  return any;
}

Signs product(Signs a, Signs b) {
  Signs result = 0;
  for (int i = -1; i <= 1; ++i)
    for (int j = -1; j <= 1; ++j)
      if ((a & (1U << static_cast<unsigned>(i + 1))) != 0 && (b & (1U << static_cast<unsigned>(j + 1))) != 0)
        result |= 1U << static_cast<unsigned>(i * j + 1);
  return result;
}

bool settled_signs(Signs s) {
  return s == positive || s == negative || s == zero;
}

}  // namespace

SignSearch::SignSearch(Reasoning& reasoning, int linear_questions, const Deadline& deadline)
    : reasoning_(reasoning), linear_left_(linear_questions), deadline_(deadline) {
  find_relations();
  learn_atoms();
}

void SignSearch::find_relations() {
  for (std::size_t k = 0; k < reasoning_.facts().size(); ++k) {
    const KnownFact& fact = reasoning_.facts()[k];
    if (fact.kind != KnownFact::Kind::zero) continue;
    for (const Atom x : atoms_of(fact.poly)) {
      const std::uint32_t order = fact.poly.degree(x);
      if (order < 2 || !coefficients_in(fact.poly, x).back().number()) continue;
      relations_.push_back({k, x, order});
      break;
    }
  }
}

bool SignSearch::settled(const Polynomial& p) const {
  return settled_signs(reasoning_.known(p).signs);
}

/// The fact about the base goes into the part as often as the power needs it. By squares: what is left of the power is
/// a square, which the caller takes the root of; by nothing: the power's sign is not known.
SignSearch::PowerBy SignSearch::take_power(Part& part, const KnownSign& sign, std::uint32_t exponent) {
  const bool strict = (sign.signs & zero) == 0, squared = sign.signs == nonzero;
  if (exponent % 2 != 0 && (sign.signs == any || squared)) return PowerBy::nothing;
  const std::uint32_t times = sign.signs == any ? 0 : (squared ? exponent / 2 : strict ? exponent : exponent % 2);
  for (std::uint32_t k = 0; k < times; ++k) {
    part.summand.facts.push_back(sign.fact);
    part.summand.coefficient /= squared ? Rational(sign.scale * sign.scale) : sign.scale;
  }
  if (!squared && times % 2 != 0) part.signs = product(part.signs, sign.signs);
  if (strict) return PowerBy::facts;
  if (exponent > 1) part.signs |= zero;
  return PowerBy::squares;
}

std::optional<SignSearch::Part> SignSearch::part(const Monomial& monomial, const Rational& c,
                                                 std::optional<Atom> without) const {
  Part result{{c, Polynomial(1), {}}, sign_of_number(c)};
  Monomial root;
  for (const auto& [atom, exponent] : monomial) {
    if (atom == without) continue;
    const KnownSign sign = reasoning_.known(Polynomial::atom(atom));
    if (sign.signs == zero) {  // 0 times whatever the rest is
      Monomial rest = monomial;
      std::erase_if(rest, [&](const auto& power) { return power.first == without; });
      PolySummand vanishing{Rational(c / sign.scale), polynomial_of(*quotient(rest, {{atom, 1}})), {sign.fact}};
      return Part{std::move(vanishing), zero};
    }
    const PowerBy by = take_power(result, sign, exponent);
    if (by == PowerBy::nothing) return std::nullopt;
    if (by == PowerBy::squares && exponent > 1) root.emplace_back(atom, exponent / 2);
  }
  result.summand.factor = polynomial_of(root);
  return result;
}

void SignSearch::learn_sum_of(const Polynomial& p, const std::vector<Part>& parts) {
  Signs signs = zero;
  for (const Part& one : parts) {
    signs = sum(signs, one.signs);
    if (signs == any) return;
  }
  const Signs known = reasoning_.known(p).signs;
  if ((known & signs) == known && reasoning_.known(p).signs != any) return;  // nothing new
  const bool minus = signs == negative || signs == nonpositive;
  std::vector<PolySummand> summands;
  for (const Part& one : parts) {
    if (one.summand.coefficient == 0) continue;
    summands.push_back(one.summand);
    if (minus) summands.back().coefficient = -summands.back().coefficient;
  }
  reasoning_.learn_sum(fact_of(p, signs), std::move(summands));
}

/// If m + rest > 0 and rest <= 0 then m > 0, and so the one factor of m whose sign is open has a sign.
void SignSearch::learn_atoms() {
  const std::size_t count = reasoning_.facts().size();
  for (std::size_t k = 0; k < count && !over(); ++k)
    if (reasoning_.facts()[k].kind == KnownFact::Kind::positive) learn_atom(k);
}

void SignSearch::learn_atom(std::size_t fact) {
  const Polynomial p = reasoning_.facts()[fact].poly;
  if (p.terms().size() < 2 || p.terms().size() > 40) return;
  for (const auto& [monomial, coefficient] : p.terms()) {
    std::optional<Atom> open;
    int count = 0;
    for (const auto& [atom, exponent] : monomial) {
      if (settled(Polynomial::atom(atom))) continue;
      ++count;
      if (exponent == 1) open = atom;
    }
    if (count != 1 || !open) continue;
    const auto others = part(monomial, coefficient, open);
    if (!others || (others->signs != positive && others->signs != negative)) continue;
    std::vector<PolySummand> why{{1, Polynomial(1), {fact}}};
    bool fits = true;
    for (const auto& [other, c] : p.terms()) {
      if (other == monomial) continue;
      auto rest = part(other, Rational(-c));
      fits = fits && rest && (rest->signs & negative) == 0;
      if (!fits) break;
      why.push_back(std::move(rest->summand));
    }
    if (!fits || !others->summand.factor.number()) continue;
    // -+open >= 0 times the others, which is -m, then the fact, then -rest
    PolySummand negation = others->summand;
    if (negation.coefficient < 0) negation.coefficient = -negation.coefficient;
    // |others| = others if positive: the summand is then |c| * facts with the sign that makes it positive
    negation.facts.push_back(reasoning_.facts().size());
    why.push_back(std::move(negation));
    reasoning_.learn(fact_of(Polynomial::atom(*open), others->signs), std::move(why));
  }
}

Signs SignSearch::of(const Polynomial& p, int depth, bool anew) {
  if (const auto number = p.number()) return sign_of_number(*number);
  const auto known = [&] { return reasoning_.known(p).signs; };
  if (over() || (!anew && settled(p))) return known();
  if (depth > deepest || looked_at_.size() > most_polynomials || p.terms().size() > most_terms) return known();
  if (!looked_at_.emplace(monic(p).first.terms(), true).second && !anew) return known();
  using Way = void (SignSearch::*)(const Polynomial&, int);
  for (const Way way : {&SignSearch::by_monomials, &SignSearch::by_factors, &SignSearch::by_square_roots,
                        &SignSearch::by_relations, &SignSearch::by_squares, &SignSearch::by_division}) {
    (this->*way)(p, depth);
    if (over() || (!anew && settled(p))) return known();
  }
  const bool is_atom = p.terms().size() == 1 && total_degree(p) == 1;
  if (!is_atom && !anew) by_linear_arithmetic(p);
  return known();
}

void SignSearch::by_monomials(const Polynomial& p, int depth) {
  const bool is_atom = p.terms().size() == 1 && total_degree(p) == 1;
  if (is_atom) return;
  std::vector<Part> parts;
  for (const auto& [monomial, coefficient] : p.terms()) {
    for (const auto& [atom, exponent] : monomial)
      if (exponent % 2 != 0) of(Polynomial::atom(atom), depth + 1);
    if (over()) return;
    auto one = part(monomial, coefficient);
    if (!one) return;
    parts.push_back(std::move(*one));
  }
  learn_sum_of(p, parts);
}

void SignSearch::by_factors(const Polynomial& p, int depth) {
  const Factors parts = factorised(p);
  if (parts.factors.size() == 1 && parts.factors[0].second == 1) return;
  Part whole{{parts.coefficient, Polynomial(1), {}}, sign_of_number(parts.coefficient)};
  for (std::size_t k = 0; k < parts.factors.size(); ++k) {
    const auto& [factor, exponent] = parts.factors[k];
    of(factor, depth + 1);
    if (over()) return;
    const KnownSign sign = reasoning_.known(factor);
    if (sign.signs == zero) {
      Polynomial rest(Rational(parts.coefficient / sign.scale));
      for (std::size_t j = 0; j < parts.factors.size(); ++j)
        rest = rest * power(parts.factors[j].first, parts.factors[j].second - (j == k ? 1 : 0));
      reasoning_.learn_sum({p, KnownFact::Kind::zero}, {{1, rest, {sign.fact}}});
      return;
    }
    const PowerBy by = take_power(whole, sign, exponent);
    if (by == PowerBy::nothing) return;
    if (by == PowerBy::squares) whole.summand.factor = whole.summand.factor * power(factor, exponent / 2);
  }
  learn_sum_of(p, {whole});
}

void SignSearch::by_relations(const Polynomial& p, int depth) {
  Polynomial rest = p;
  std::vector<PolySummand> summands;
  for (const Relation& relation : relations_) {
    if (rest.degree(relation.atom) < relation.order || reasoning_.facts()[relation.fact].poly == p) continue;
    auto [times, remainder] = divided(rest, reasoning_.facts()[relation.fact].poly, relation.atom);
    summands.push_back({1, std::move(times), {relation.fact}});
    rest = std::move(remainder);
  }
  if (summands.empty() || rest.terms().size() > most_terms) return;
  const Signs signs = of(rest, depth + 1);
  if (over() || signs == any || signs == nonzero) return;
  std::vector<Part> parts;
  for (PolySummand& summand : summands) parts.push_back({std::move(summand), zero});
  if (const auto number = rest.number()) {
    parts.push_back({{*number, Polynomial(1), {}}, signs});
  } else {
    const KnownSign sign = reasoning_.known(rest);
    parts.push_back({{Rational(1 / sign.scale), Polynomial(1), {sign.fact}}, sign.signs});
  }
  learn_sum_of(p, parts);
}

void SignSearch::by_linear_arithmetic(const Polynomial& p) {
  for (const Signs excluded : {nonpositive, nonnegative, negative, positive}) {
    const Signs known = reasoning_.known(p).signs;
    if ((known & excluded) == 0 || (known & excluded) == known) continue;
    if (linear_left_ <= 0 || over()) break;
    --linear_left_;
    std::vector<KnownFact> facts = reasoning_.facts();
    facts.push_back(fact_of(p, excluded));
    Reasoning inner(std::move(facts));
    if (!inner.closed()) contradict_linearly(inner, inner.given() - 1, Breadth::goal, deadline_.share(linear_share));
    if (!inner.closed()) continue;
    reasoning_.learn_by(negated(fact_of(p, excluded)), inner.refutation());
    if (settled(p)) break;
  }
}

void contradict_by_signs(Reasoning& reasoning, int linear_questions, const Deadline& deadline) {
  SignSearch search(reasoning, linear_questions, deadline);
  const std::size_t count = reasoning.facts().size();
  for (std::size_t k = 0; k < count && !reasoning.closed() && !deadline.passed(); ++k) {
    const Polynomial p = reasoning.facts()[k].poly;
    const bool is_atom = p.terms().size() == 1 && total_degree(p) == 1;
    if (!p.number() && !is_atom) search.of(p, 0, true);
  }
}

}  // namespace flowcert::proofs::certificates
