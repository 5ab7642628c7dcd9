#include "proofs_check/exact/sign_certificate.hpp"

#include <algorithm>
#include <unordered_map>

#include "proofs_check/exact/linear_certificate.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int deepest = 7;
constexpr int most_polynomials = 1200;
constexpr std::size_t most_terms = 500;
constexpr int most_linear_questions = 30;
constexpr double linear_seconds = 0.3;

SignSet sign_of_number(const Rational& value) {
  return value > 0 ? signs::positive : (value < 0 ? signs::negative : signs::zero);
}

/// Facts in fewer symbols: equations that give a symbol as a polynomial of others are put in.
std::vector<Fact> without_defined_symbols(std::vector<Fact> facts) {
  constexpr int most_changes = 10;
  for (int change = 0; change < most_changes; ++change) {
    bool changed = false;
    for (std::size_t k = 0; k < facts.size() && !changed; ++k) {
      if (!(facts[k].sign == signs::zero)) continue;
      for (const Symbol& x : symbols_of(facts[k].poly)) {
        if (facts[k].poly.degree(x) != 1 || !is_constant(facts[k].poly.coeff(x, 1))) continue;
        const Poly value = (-facts[k].poly.coeff(x, 0) / facts[k].poly.coeff(x, 1)).expand();
        std::vector<Fact> others;
        bool small = true;
        for (std::size_t i = 0; i < facts.size(); ++i) {
          if (i == k) continue;
          others.push_back({facts[i].poly.subs(x == value).expand(), facts[i].sign});
          small = small && term_count(others.back().poly) <= most_terms;
        }
        if (!small) continue;
        facts = std::move(others);
        changed = true;
        break;
      }
    }
    if (!changed) break;
  }
  return facts;
}

/// An equation lead * x^degree + ... == 0 with a number `lead`: higher powers of x are polynomials of lower ones.
struct Relation {
  Poly poly;
  Symbol x;
};

/// Signs of polynomials wherever the facts hold.
class Signs {
 public:
  Signs(Proof& proof, std::vector<Fact> facts, int& linear_left)
      : proof_(proof), facts_(std::move(facts)), linear_left_(linear_left) {
    for (const Fact& fact : facts_) {
      if (!(fact.sign == signs::zero)) continue;
      for (const Symbol& x : symbols_of(fact.poly)) {
        if (fact.poly.degree(x) < 2 || !is_constant(fact.poly.coeff(x, fact.poly.degree(x)))) continue;
        relations_.push_back({fact.poly, x});
        break;
      }
    }
    learn_symbols();
  }

  SignSet of(const Poly& p, int depth = 0) {
    if (is_constant(p)) return sign_of_number(constant_of(p));
    if (const auto found = known_.find(p); found != known_.end()) return found->second;
    if (depth > deepest || known_.size() > most_polynomials || term_count(p) > most_terms) return signs::any;
    known_.emplace(p, signs::any);  // while it is being looked for
    SignSet result = by_facts(p) & by_monomials(p, depth);
    if (!settled(result)) result = result & by_factors(p, depth);
    if (!settled(result)) result = result & by_roots(p, depth);
    // Only now, as equations hide factors.
    const Poly other = settled(result) ? p : reduced(p);
    if (!other.is_equal(p)) result = result & of(other, depth + 1);
    if (!settled(result)) result = result & by_squares(p, depth);
    if (!settled(result)) result = result & by_division(p, depth);
    if (!settled(result) && !is_symbol(p)) result = result & by_linear_arithmetic(p, result);
    known_[p] = result;
    return result;
  }

 private:
  static bool settled(SignSet sign) {
    return sign.within(signs::positive) || sign.within(signs::negative) || sign.within(signs::zero);
  }

  /// What facts say of single symbols: if m + rest > 0 and rest <= 0 then m > 0, and so has the one factor of m whose
  /// sign was not known the sign that remains for it.
  void learn_symbols() {
    for (std::size_t k = 0; k < facts_.size(); ++k) {
      const bool above = facts_[k].sign.within(signs::positive), below = facts_[k].sign.within(signs::negative);
      if (!above && !below) continue;
      const std::vector<PolyTerm> terms = terms_of(above ? facts_[k].poly : (-facts_[k].poly).expand());
      if (terms.size() < 2) continue;
      for (std::size_t i = 0; i < terms.size(); ++i) {
        SignSet rest = signs::zero;
        for (std::size_t j = 0; j < terms.size(); ++j)
          if (j != i) rest = sum(rest, of_monomial(terms[j], nullptr));
        if (!rest.within(signs::nonpositive)) continue;
        const Symbol* open = nullptr;
        std::size_t count = 0;
        for (const Power& power : terms[i].powers) {
          if (by_facts(power.symbol).within(signs::nonzero) && settled(by_facts(power.symbol))) continue;
          ++count;
          if (power.exponent % 2 != 0) open = &power.symbol;
        }
        if (count != 1 || open == nullptr) continue;
        const SignSet others = of_monomial(terms[i], open);
        if (settled(others)) facts_.push_back({*open, others});
      }
    }
  }
  [[nodiscard]] SignSet of_monomial(const PolyTerm& term, const Symbol* without) const {
    SignSet sign = sign_of_number(term.coefficient);
    for (const auto& [symbol, exponent] : term.powers) {
      if (without != nullptr && symbol.is_equal(*without)) continue;
      const SignSet base = by_facts(symbol);
      sign = product(sign, exponent % 2 != 0 ? base : product(base, base) & signs::nonnegative);
    }
    return sign;
  }

  /// p = q f + r for a fact about f.
  SignSet by_division(const Poly& p, int depth) {
    SignSet result = signs::any;
    if (depth > 3) return result;
    for (std::size_t k = 0; k < facts_.size(); ++k) {
      const Fact fact = facts_[k];
      if (term_count(fact.poly) < 2 || fact.sign == signs::any || fact.sign == signs::nonzero) continue;
      for (const Symbol& x : symbols_of(fact.poly)) {
        if (fact.poly.degree(x) != 1 || !is_constant(fact.poly.coeff(x, 1)) || p.degree(x) < 1) continue;
        const Poly quotient = GiNaC::quo(p, fact.poly, x).expand();
        const Poly rest = (p - quotient * fact.poly).expand();
        if (term_count(quotient) + term_count(rest) > 2 * term_count(p)) continue;
        const SignSet of_rest = of(rest, depth + 2);
        if (of_rest == signs::any) continue;
        result = result & sum(product(of(quotient, depth + 2), fact.sign), of_rest);
        if (settled(result)) return result;
      }
    }
    return result;
  }

  [[nodiscard]] Poly reduced(const Poly& p) const {
    Poly result = p;
    for (const Relation& relation : relations_)
      if (result.degree(relation.x) >= relation.poly.degree(relation.x))
        result = GiNaC::rem(result, relation.poly, relation.x).expand();
    return result;
  }

  /// u x + v where x >= 0 and x^2 == c: as |u| x and |v| compare, so do u^2 c and v^2.
  SignSet by_roots(const Poly& p, int depth) {
    for (const Relation& relation : relations_) {
      const Symbol& x = relation.x;
      if (relation.poly.degree(x) != 2 || !relation.poly.coeff(x, 1).is_zero() || p.degree(x) != 1) continue;
      if (!by_facts(x).within(signs::nonnegative)) continue;
      const Poly c = (-relation.poly.coeff(x, 0) / relation.poly.coeff(x, 2)).expand();
      const Poly u = p.coeff(x, 1).expand(), v = p.coeff(x, 0).expand();
      const SignSet of_u = of(u, depth + 3), of_v = of(v, depth + 3);
      const bool falls = of_u.within(signs::nonnegative) && of_v.within(signs::nonpositive);
      const bool rises = of_u.within(signs::nonpositive) && of_v.within(signs::nonnegative);
      if (!falls && !rises) continue;
      if (term_count(u) * term_count(u) * term_count(c) + term_count(v) * term_count(v) > 4 * most_terms) continue;
      const SignSet squares = of((u * u * c - v * v).expand(), depth + 1);
      return falls ? squares : negate(squares);
    }
    return signs::any;
  }

  SignSet by_facts(const Poly& p) const {
    SignSet result = signs::any;
    const Poly opposite = (-p).expand();
    for (const Fact& fact : facts_) {
      if (fact.poly.is_equal(p)) result = result & fact.sign;
      if (fact.poly.is_equal(opposite)) result = result & negate(fact.sign);
    }
    return result;
  }

  SignSet by_monomials(const Poly& p, int depth) {
    SignSet result = signs::zero;
    for (const PolyTerm& term : terms_of(p)) {
      SignSet sign = sign_of_number(term.coefficient);
      for (const auto& [symbol, exponent] : term.powers) {
        const SignSet base = is_symbol(p) ? by_facts(symbol) : of(symbol, depth + 1);
        sign = product(sign, exponent % 2 != 0 ? base : product(base, base) & signs::nonnegative);
      }
      result = sum(result, sign);
      if (result == signs::any) break;
    }
    return result;
  }

  SignSet by_factors(const Poly& p, int depth) {
    const Factorisation& parts = proof_.factorisation(p);
    if (parts.factors.size() == 1 && parts.factors[0].second == 1) {
      const Poly& only = parts.factors[0].first;
      return only.is_equal(p) ? signs::any : product(sign_of_number(parts.coefficient), of(only, depth + 1));
    }
    SignSet result = sign_of_number(parts.coefficient);
    for (const auto& [factor, exponent] : parts.factors) {
      const SignSet base = of(factor, depth + 1);
      result = product(result, exponent % 2 != 0 ? base : product(base, base) & signs::nonnegative);
    }
    return result;
  }

  SignSet by_squares(const Poly& p, int depth) {
    SignSet result = signs::any;
    for (const Symbol& x : symbols_of(p)) {
      if (p.degree(x) != 2) continue;
      const Poly a = p.coeff(x, 2).expand(), b = p.coeff(x, 1).expand(), c = p.coeff(x, 0).expand();
      if (term_count(a) * term_count(c) + term_count(b) * term_count(b) > 4 * most_terms) continue;
      const SignSet leading = of(a, depth + 1);
      if (!leading.within(signs::positive) && !leading.within(signs::negative)) continue;
      const SignSet rest = of((4 * a * c - b * b).expand(), depth + 1);
      if (!rest.within(signs::nonnegative)) continue;
      const bool strict =
          rest.within(signs::positive) || of((2 * a * x + b).expand(), depth + 1).within(signs::nonzero);
      const SignSet of_square = strict ? signs::positive : signs::nonnegative;
      result = result & (leading.within(signs::positive) ? of_square : negate(of_square));
      if (settled(result)) break;
    }
    return result;
  }

  SignSet by_linear_arithmetic(const Poly& p, SignSet so_far) {
    SignSet result = so_far;
    for (const SignSet excluded : {signs::nonpositive, signs::nonnegative, signs::negative, signs::positive}) {
      if ((result & excluded).bits == 0 || result.within(excluded)) continue;
      if (linear_left_ <= 0 || proof_.deadline.passed()) break;
      --linear_left_;
      std::vector<Fact> all{{p, excluded}};
      all.insert(all.end(), facts_.begin(), facts_.end());
      if (contradict_linearly(proof_, all, linear_seconds)) {
        result.bits = static_cast<std::uint8_t>(result.bits & ~excluded.bits);
        if (settled(result)) break;
      }
    }
    return result;
  }

  Proof& proof_;
  std::vector<Fact> facts_;
  std::vector<Relation> relations_;
  int& linear_left_;
  std::unordered_map<Poly, SignSet, PolyHash, PolyEqual> known_;
};

}  // namespace

bool signs_contradict(Proof& proof, const Question& question) {
  try {
    const std::vector<Fact> facts = without_defined_symbols(question.facts);
    // First without linear arithmetic, then with it: of what is not linear itself.
    for (int linear : {0, most_linear_questions}) {
      const bool asks = linear > 0;
      for (std::size_t k = 0; k < facts.size(); ++k) {
        if (asks && largest_degree(facts[k].poly) < 2 && symbols_of(facts[k].poly).size() == term_count(facts[k].poly))
          continue;
        std::vector<Fact> others = facts;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
        const SignSet sign = Signs(proof, std::move(others), linear).of(facts[k].poly);
        if ((sign & facts[k].sign).bits == 0) return true;
        if (proof.deadline.passed()) return false;
      }
    }
  } catch (const GiveUp&) {  // a polynomial that grew too large
  }
  return false;
}

}  // namespace flowcert::proofs::exact
