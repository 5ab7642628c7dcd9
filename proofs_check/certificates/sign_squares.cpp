// Signs by squares that are completed, by square roots that are compared by their squares, and by division with a rest.

#include <algorithm>

#include "proofs_check/certificates/sign_search.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t most_terms = 500;

bool within(Signs a, Signs b) {
  return a != 0 && (a & b) == a;
}

}  // namespace

/// p = a x^2 + b x + c with a > 0: 4 a p = (2 a x + b)^2 + (4 a c - b^2). With a < 0 the same for -p.
void SignSearch::by_squares(const Polynomial& p, int depth) {
  for (const Atom x : atoms_of(p)) {
    if (p.degree(x) != 2) continue;
    const std::vector<Polynomial> parts = coefficients_in(p, x);
    const Polynomial &c = parts[0], &b = parts[1], &a = parts[2];
    if (a.terms().size() * c.terms().size() + b.terms().size() * b.terms().size() > 4 * most_terms) continue;
    const Signs leading = of(a, depth + 1);
    if (over()) return;
    if (leading != positive && leading != negative) continue;
    const Polynomial rest = scaled(a * c, 4) - b * b, root = scaled(a * Polynomial::atom(x), 2) + b;
    const Signs of_rest = of(rest, depth + 1);
    if (over()) return;
    if (!within(of_rest, nonnegative)) continue;
    const bool strict_rest = of_rest == positive;
    const bool strict = strict_rest || within(of(root, depth + 1), nonzero);
    if (over()) return;
    const KnownSign known_rest = reasoning_.known(rest), known_root = reasoning_.known(root);
    const KnownSign known_leading = reasoning_.known(a);
    std::vector<PolySummand> sum;
    if (const auto number = rest.number()) {
      sum.push_back({*number, Polynomial(1), {}});
    } else {
      sum.push_back({Rational(1 / known_rest.scale), Polynomial(1), {known_rest.fact}});
    }
    if (strict && !strict_rest) {  // the root's square as a product of facts, or of one that stands for a square
      PolySummand square{Rational(1 / (known_root.scale * known_root.scale)), Polynomial(1), {known_root.fact}};
      if (known_root.signs != nonzero) square.facts.push_back(known_root.fact);
      sum.push_back(std::move(square));
    } else {
      sum.push_back({1, root, {}});
    }
    const Signs signs = leading == positive ? (strict ? positive : nonnegative) : (strict ? negative : nonpositive);
    if (within(reasoning_.known(p).signs, signs)) continue;
    const KnownFact fact = fact_of(p, signs);
    if (const auto number = a.number()) {
      reasoning_.learn_sum(fact, std::move(sum), Rational(4 * abs(*number)));
    } else {
      reasoning_.learn_sum(fact, std::move(sum), Rational(4 / abs(known_leading.scale)), {known_leading.fact});
    }
    if (over() || settled(p)) return;
  }
}

/// p = u x + v where x >= 0 and c x^2 == d: for u >= 0 and v <= 0, u x and -v compare as u^2 x^2 and v^2. For u <= 0
/// and v >= 0 the same with -p.
void SignSearch::by_square_roots(const Polynomial& p, int depth) {
  for (const Relation& relation : relations_) {
    const Atom x = relation.atom;
    const Polynomial equation = reasoning_.facts()[relation.fact].poly;
    const std::vector<Polynomial> of_relation = coefficients_in(equation, x);
    if (relation.order != 2 || !of_relation[1].is_zero() || p.degree(x) != 1) continue;
    const KnownSign of_x = reasoning_.known(Polynomial::atom(x));
    if (!within(of_x.signs, nonnegative)) continue;
    const std::vector<Polynomial> parts = coefficients_in(p, x);
    const bool rises = within(of(parts[1], depth + 3), nonpositive) && within(of(parts[0], depth + 3), nonnegative);
    const bool falls = within(of(parts[1], depth + 3), nonnegative) && within(of(parts[0], depth + 3), nonpositive);
    if (over()) return;
    if (!falls && !rises) continue;
    const Rational turn = falls ? 1 : -1, c = *of_relation[2].number();
    const Polynomial u = scaled(parts[1], turn), v = scaled(parts[0], turn), own = scaled(p, turn);
    if (u.terms().size() * u.terms().size() + v.terms().size() * v.terms().size() > 4 * most_terms) continue;
    // u^2 x^2 - v^2 == s + (u^2/c) * equation
    const Polynomial s = scaled(u * u * of_relation[0], Rational(-1 / c)) - v * v;
    const Signs of_s = of(s, depth + 1);
    if (over() || of_s == any || of_s == nonzero) continue;
    const auto as_summand = [&](const Polynomial& q, const Rational& by) -> PolySummand {
      if (const auto number = q.number()) return {Rational(*number * by), Polynomial(1), {}};
      const KnownSign sign = reasoning_.known(q);
      return {Rational(by / sign.scale), Polynomial(1), {sign.fact}};
    };
    const auto times = [](PolySummand a, const PolySummand& b) {
      a.coefficient *= b.coefficient;
      a.facts.insert(a.facts.end(), b.facts.begin(), b.facts.end());
      return a;
    };
    const std::size_t self = reasoning_.facts().size();
    const PolySummand u_x = times(as_summand(u, 1), {Rational(1 / of_x.scale), Polynomial(1), {of_x.fact}});
    const PolySummand minus_v = as_summand(v, -1), negation{1, Polynomial(1), {self}};
    const PolySummand by_equation{Rational(1 / c), u * u, {relation.fact}};
    std::vector<PolySummand> why;
    if (of_s == positive || of_s == negative) {  // +-p (u x - v) == +-(u^2 x^2 - v^2)
      const Rational side = of_s == positive ? 1 : -1;
      why = {times(negation, u_x), times(negation, minus_v), as_summand(s, side), by_equation};
      why.back().coefficient *= side;
      if (u.is_zero()) continue;
    } else if (within(of_s, nonnegative)) {  // n = -p > 0: n^2 + 2 n u x + (u^2 x^2 - v^2) == 0
      why = {{1, Polynomial(1), {self, self}}, times(negation, u_x), as_summand(s, 1), by_equation};
      why[1].coefficient *= 2;
    } else {  // n = p > 0: n^2 + 2 n (-v) + (v^2 - u^2 x^2) == 0
      why = {{1, Polynomial(1), {self, self}}, times(negation, minus_v), as_summand(s, -1), by_equation};
      why[1].coefficient *= 2;
      why.back().coefficient *= -1;
    }
    const Signs signs = of_s == zero ? nonnegative : of_s;
    if (within(reasoning_.known(own).signs, signs)) continue;
    reasoning_.learn(fact_of(own, signs), std::move(why));
    if (over() || settled(p)) return;
  }
}

/// p = q f + r for a fact about f.
void SignSearch::by_division(const Polynomial& p, int depth) {
  constexpr int deepest_division = 3;
  if (depth > deepest_division) return;
  const std::size_t count = reasoning_.facts().size();
  for (std::size_t k = 0; k < count; ++k) {
    const KnownFact fact = reasoning_.facts()[k];
    if (fact.poly.terms().size() < 2 || fact.kind == KnownFact::Kind::nonzero) continue;
    if (monic(fact.poly).first == monic(p).first) continue;
    for (const Atom x : atoms_of(fact.poly)) {
      if (fact.poly.degree(x) != 1 || p.degree(x) < 1 || !coefficients_in(fact.poly, x)[1].number()) continue;
      const auto [times, rest] = divided(p, fact.poly, x);
      if (times.terms().size() + rest.terms().size() > 2 * p.terms().size()) continue;
      std::vector<Part> parts;
      const Signs of_rest = of(rest, depth + 2);
      if (over()) return;
      if (of_rest == any || of_rest == nonzero) continue;
      const KnownSign known_rest = reasoning_.known(rest);
      if (const auto number = rest.number()) {
        parts.push_back({{*number, Polynomial(1), {}}, of_rest});
      } else {
        parts.push_back({{Rational(1 / known_rest.scale), Polynomial(1), {known_rest.fact}}, of_rest});
      }
      if (fact.kind == KnownFact::Kind::zero) {
        parts.push_back({{1, times, {k}}, zero});
      } else {
        const Signs of_times = of(times, depth + 2);
        if (over()) return;
        if (of_times == any || of_times == nonzero) continue;
        Signs both = of_times;
        if (fact.kind == KnownFact::Kind::nonnegative) both |= zero;
        if (const auto number = times.number()) {
          parts.push_back({{*number, Polynomial(1), {k}}, both});
        } else {
          const KnownSign known_times = reasoning_.known(times);
          parts.push_back({{Rational(1 / known_times.scale), Polynomial(1), {known_times.fact, k}}, both});
        }
      }
      learn_sum_of(p, parts);
      if (over() || settled(p)) return;
    }
  }
}

}  // namespace flowcert::proofs::certificates
