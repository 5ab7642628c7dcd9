#include "proofs_check/exact/fraction.hpp"

#include <algorithm>

#include "proofs_check/exact/sign_oracle.hpp"

namespace flowcert::proofs::exact {

namespace {

long exponent_of(const PolyTerm& term, const Symbol& symbol) {
  for (const Power& power : term.powers)
    if (power.symbol.is_equal(symbol)) return power.exponent;
  return 0;
}

/// p with symbol^k for k >= order rewritten by the relation.
Poly reduce_one(const Poly& p, const Generator& g) {
  if (p.degree(g.symbol) < static_cast<int>(g.order)) return p;
  Poly result = 0;
  std::map<unsigned long, Poly> high;  // quotient exponent -> cofactor
  for (const PolyTerm& term : terms_of(p)) {
    const auto degree = static_cast<unsigned long>(exponent_of(term, g.symbol));
    const unsigned long times = degree / g.order;
    const Poly scaled = monomial_of(term) * to_numeric(term.coefficient);
    if (times == 0) {
      result += scaled;
      continue;
    }
    const Poly cofactor = scaled / GiNaC::pow(g.symbol, GiNaC::numeric(times * g.order));
    auto [place, is_new] = high.emplace(times, cofactor);
    if (!is_new) place->second += cofactor;
  }
  for (const auto& [times, cofactor] : high) result += multiply(cofactor.expand(), power(g.relation, times));
  return result.expand();
}

std::size_t factor_index(Scope& scope, const Poly& primitive, const std::string& what) {
  for (std::size_t i = 0; i < scope.factors.size(); ++i)
    if (scope.factors[i].poly.is_equal(primitive)) return i;
  require(scope, primitive, signs::nonzero, what);
  learn_sign(scope, primitive, signs::nonzero, what);
  scope.factors.push_back({primitive, sign_of(scope, primitive) & signs::nonzero});
  return scope.factors.size() - 1;
}

/// Takes out of the numerator what the denominator has too. The factors are nonzero, so the value does not change.
void cancel(Scope& scope, Fraction& a) {
  if (a.numerator.is_zero()) a.denominator.clear();
  for (auto it = a.denominator.begin(); it != a.denominator.end();) {
    const Poly& factor = scope.factors[it->first].poly;
    const bool cheap = term_count(a.numerator) <= 400 && largest_degree(a.numerator) <= 64;
    while (it->second > 0) {
      Poly quotient;
      if (is_symbol(factor)) {
        const long common = std::min<long>(a.numerator.ldegree(factor), static_cast<long>(it->second));
        if (common <= 0) break;
        a.numerator = (a.numerator / GiNaC::pow(factor, GiNaC::numeric(common))).expand();
        it->second -= static_cast<unsigned long>(common);
      } else if (cheap && !is_constant(a.numerator) && GiNaC::divide(a.numerator, factor, quotient)) {
        a.numerator = quotient.expand();
        --it->second;
      } else {
        break;
      }
    }
    it = it->second == 0 ? a.denominator.erase(it) : std::next(it);
  }
}

Poly product_of(Scope& scope, const std::map<std::size_t, unsigned long>& factors) {
  Poly result = 1;
  for (const auto& [id, exponent] : factors) result = multiply(result, power(scope.factors[id].poly, exponent));
  return result;
}

}  // namespace

Poly reduce(Scope& scope, const Poly& p) {
  scope.proof.check_time();
  Poly result = p;
  for (auto g = scope.generators.rbegin(); g != scope.generators.rend(); ++g)
    if (g->order > 0) result = reduce_one(result, *g);
  return result;
}

Fraction constant(const Rational& value) {
  return {to_numeric(value), {}};
}

Fraction from_poly(Scope& scope, const Poly& p) {
  return {reduce(scope, p), {}};
}

Fraction add(Scope& scope, const Fraction& a, const Fraction& b) {
  std::map<std::size_t, unsigned long> common = a.denominator, for_a, for_b;
  for (const auto& [id, exponent] : b.denominator) common[id] = std::max(common[id], exponent);
  for (const auto& [id, exponent] : common) {
    const auto in = [id = id](const Fraction& f) {
      const auto found = f.denominator.find(id);
      return found == f.denominator.end() ? 0UL : found->second;
    };
    if (exponent > in(a)) for_a[id] = exponent - in(a);
    if (exponent > in(b)) for_b[id] = exponent - in(b);
  }
  Fraction result;
  const Poly left = for_a.empty() ? a.numerator : multiply(a.numerator, product_of(scope, for_a));
  const Poly right = for_b.empty() ? b.numerator : multiply(b.numerator, product_of(scope, for_b));
  result.numerator = reduce(scope, (left + right).expand());
  result.denominator = std::move(common);
  cancel(scope, result);
  return result;
}

Fraction scale(Scope& /*scope*/, const Fraction& a, const Rational& by) {
  if (by == 0) return constant(0);
  return {(a.numerator * to_numeric(by)).expand(), a.denominator};
}

Fraction subtract(Scope& scope, const Fraction& a, const Fraction& b) {
  return add(scope, a, scale(scope, b, -1));
}

Fraction multiply(Scope& scope, const Fraction& a, const Fraction& b) {
  Fraction left = a, right = b, result;
  left.denominator.swap(right.denominator);  // cancel crosswise first, while the numerators are small
  cancel(scope, left);
  cancel(scope, right);
  result.numerator = reduce(scope, multiply(left.numerator, right.numerator));
  result.denominator = left.denominator;
  for (const auto& [id, exponent] : right.denominator) result.denominator[id] += exponent;
  cancel(scope, result);
  return result;
}

Fraction inverse(Scope& scope, const Fraction& a) {
  const Factorisation& parts = scope.proof.factorisation(a.numerator);
  if (parts.coefficient == 0) {
    require(scope, a.numerator, signs::nonzero, "a denominator");
    throw GiveUp{"a denominator that is identically 0"};
  }
  Fraction result{reduce(scope, multiply(product_of(scope, a.denominator), to_numeric(1 / parts.coefficient))), {}};
  for (const auto& [factor, exponent] : parts.factors)
    result.denominator[factor_index(scope, factor, "a denominator")] += static_cast<unsigned long>(exponent);
  cancel(scope, result);
  return result;
}

Fraction power(Scope& scope, const Fraction& a, long exponent) {
  if (exponent < 0) return power(scope, inverse(scope, a), -exponent);
  Fraction result{1, {}};
  const auto times = static_cast<unsigned long>(exponent);
  if (exponent == 0) return result;
  bool has_relation = false;
  for (const Symbol& symbol : symbols_of(a.numerator)) has_relation |= scope.generator_of(symbol).order > 0;
  if (has_relation && exponent <= 64) {  // keeps the normal form small on the way
    for (long i = 0; i < exponent; ++i) result = multiply(scope, result, a);
    return result;
  }
  result.numerator = reduce(scope, power(a.numerator, times));
  for (const auto& [id, e] : a.denominator) result.denominator[id] = e * times;
  return result;
}

Poly same_sign(Scope& scope, const Fraction& a) {
  Poly result = a.numerator;
  for (const auto& [id, exponent] : a.denominator) {
    const Factor& factor = scope.factors[id];
    if (exponent % 2 == 0 || factor.sign.within(signs::positive)) continue;
    result = factor.sign.within(signs::negative) ? Poly((-result).expand()) : multiply(result, factor.poly);
  }
  return reduce(scope, result);
}

bool integer_valued(Scope& scope, const Poly& p) {
  for (const PolyTerm& term : terms_of(p)) {
    if (!theorems::is_integer(term.coefficient)) return false;
    for (const auto& [symbol, exponent] : term.powers)
      if (!scope.generator_of(symbol).integer) return false;
  }
  return true;
}

void require(Scope& scope, const Poly& p, SignSet wanted, const std::string& what) {
  if (scope.assume_defined) {
    scope.facts.push_back({p, wanted});
    return;
  }
  show(scope, p, wanted, what);
}

void show(Scope& scope, const Poly& p, SignSet wanted, const std::string& what) {
  if (has_sign(scope, p, wanted)) return;
  const char* need = wanted == signs::nonzero    ? " may be 0: "
                     : wanted == signs::positive ? " may not be positive: "
                                                 : " may be negative: ";
  throw GiveUp{what + need + to_text(term_of(scope, p))};
}

}  // namespace flowcert::proofs::exact
