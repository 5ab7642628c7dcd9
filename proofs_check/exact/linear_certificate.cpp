#include "proofs_check/exact/linear_certificate.hpp"

#include <algorithm>
#include <map>

#include "proofs_check/exact/linear_rows.hpp"
#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_facts = 28;
constexpr std::size_t most_terms_of_a_product = 160;
constexpr std::size_t most_rows = 700;
constexpr std::size_t most_signs = 600;

Poly term_scaled(const Poly& p, const Rational& by) {
  return (p * to_numeric(by)).expand();
}

/// Squares of symbols, and of sums and differences of two: not negative.
std::vector<Row> squares_of(const std::vector<Row>& base) {
  constexpr std::size_t most_symbols = 24, most_paired = 9;
  std::vector<Symbol> symbols;
  for (const Row& row : base)
    for (const Symbol& symbol : symbols_of(row.poly))
      if (std::none_of(symbols.begin(), symbols.end(), [&](const Symbol& s) { return s.is_equal(symbol); }))
        symbols.push_back(symbol);
  std::vector<Row> result;
  if (symbols.size() > most_symbols) return result;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    result.push_back({multiply(symbols[i], symbols[i]), Row::Kind::nonnegative});
    for (std::size_t j = 0; j < i && symbols.size() <= most_paired; ++j) {
      const Poly sum = symbols[i] + symbols[j], gap = symbols[i] - symbols[j];
      result.push_back({multiply(sum, sum), Row::Kind::nonnegative});
      result.push_back({multiply(gap, gap), Row::Kind::nonnegative});
    }
  }
  return result;
}

/// a A^2 + c A B + b B^2 in a row: the squares of A + c/(2a) B and of B + c/(2b) A, and of A - B and A + B.
void add_completed_squares(std::vector<Row>& rows, const std::vector<Row>& base) {
  for (const Row& row : base) {
    std::vector<std::pair<Poly, Rational>> even;  // A and the coefficient of A^2
    std::vector<PolyTerm> terms = terms_of(row.poly);
    for (const PolyTerm& term : terms) {
      if (!std::all_of(term.powers.begin(), term.powers.end(),
                       [](const Power& power) { return power.exponent % 2 == 0; }))
        continue;
      PolyTerm root{Rational(1), term.powers};
      for (Power& power : root.powers) power.exponent /= 2;
      even.emplace_back(monomial_of(root), term.coefficient);
    }
    if (even.size() > 14) continue;
    for (std::size_t i = 0; i < even.size(); ++i) {
      for (std::size_t j = 0; j < i && rows.size() < most_rows; ++j) {
        const auto& [a, p] = even[i];
        const auto& [b, q] = even[j];
        const std::string cross = monomial_text(terms_of(multiply(a, b))[0]);
        for (const PolyTerm& term : terms) {
          if (monomial_text(term) != cross) continue;
          const Poly of_a = term_scaled(b, term.coefficient / (2 * p)),
                     of_b = term_scaled(a, term.coefficient / (2 * q));
          for (const Poly& sum :
               {Poly((a + of_a).expand()), Poly((b + of_b).expand()), Poly((a + b).expand()), Poly((a - b).expand())})
            rows.push_back({multiply(sum, sum), Row::Kind::nonnegative});
        }
      }
    }
  }
}

/// M/L if every symbol of L is in M at least as often.
std::optional<std::vector<Power>> quotient(const std::vector<Power>& m, const std::vector<Power>& l) {
  std::vector<Power> result = m;
  for (const Power& wanted : l) {
    const auto found = std::find_if(result.begin(), result.end(),
                                    [&](const Power& power) { return power.symbol.is_equal(wanted.symbol); });
    if (found == result.end() || found->exponent < wanted.exponent) return std::nullopt;
    found->exponent -= wanted.exponent;
  }
  std::erase_if(result, [](const Power& power) { return power.exponent == 0; });
  return result;
}

using Signs = std::map<std::string, SignSet>;

/// What rows of a single symbol say of its sign.
Signs signs_of_symbols(const std::vector<Row>& base) {
  Signs known;
  for (const Row& row : base) {
    const std::vector<PolyTerm> terms = terms_of(row.poly);
    if (terms.size() != 1 || terms[0].powers.size() != 1 || terms[0].powers[0].exponent != 1) continue;
    SignSet sign = row.kind == Row::Kind::zero       ? signs::zero
                   : row.kind == Row::Kind::positive ? signs::positive
                                                     : signs::nonnegative;
    if (terms[0].coefficient < 0) sign = negate(sign);
    auto [place, is_new] = known.emplace(terms[0].powers[0].symbol.name(), sign);
    if (!is_new) place->second = place->second & sign;
  }
  return known;
}

SignSet sign_of_monomial(const std::vector<Power>& powers, const Signs& known) {
  SignSet sign = signs::positive;
  for (const auto& [symbol, exponent] : powers) {
    const auto found = known.find(symbol.name());
    const SignSet base = found == known.end() ? signs::any : found->second;
    const SignSet square = base.within(signs::nonzero) ? signs::positive : signs::nonnegative;
    sign = product(sign, exponent % 2 == 0 ? square : base);
  }
  return sign;
}

/// Equations, and inequalities times monomials of one sign, multiplied so that one of their monomials becomes one that
/// occurs already: what it takes to reduce the first `reduced` rows by the others, round by round.
void add_multiples(std::vector<Row>& rows, const std::vector<Row>& base, std::size_t reduced, int most_rounds) {
  constexpr long highest_degree = 16;
  const Signs known = signs_of_symbols(base);
  std::map<std::string, PolyTerm> front, seen;
  for (std::size_t k = 0; k < reduced; ++k)
    for (const PolyTerm& term : terms_of(base[k].poly)) front.emplace(monomial_text(term), term);
  std::map<std::string, bool> made;
  for (int round = 0; round < most_rounds && !front.empty(); ++round) {
    std::map<std::string, PolyTerm> next;
    for (const auto& [text, wanted] : front) {
      for (std::size_t k = reduced > 1 ? 0 : 1; k < base.size() && rows.size() < most_rows; ++k) {
        for (const PolyTerm& own : terms_of(base[k].poly)) {
          const auto factor = quotient(wanted.powers, own.powers);
          if (!factor || factor->empty()) continue;
          SignSet sign = signs::positive;
          if (base[k].kind != Row::Kind::zero) {
            sign = sign_of_monomial(*factor, known);
            if (!sign.within(signs::nonnegative)) continue;
          }
          const Poly by = monomial_of({Rational(1), *factor});
          if (!made.emplace(std::to_string(k) + "*" + to_text(by), true).second) continue;
          const Poly multiple = multiply(base[k].poly, by);
          if (largest_degree(multiple) > highest_degree) continue;
          const bool strict = base[k].kind == Row::Kind::positive && sign.within(signs::positive);
          rows.push_back({multiple, base[k].kind == Row::Kind::zero ? Row::Kind::zero
                                    : strict                        ? Row::Kind::positive
                                                                    : Row::Kind::nonnegative});
          for (const PolyTerm& term : terms_of(multiple)) next.emplace(monomial_text(term), term);
        }
      }
    }
    seen.merge(front);
    std::erase_if(next, [&](const auto& entry) { return seen.contains(entry.first); });
    front = std::move(next);
  }
}

/// Monomials of the rows whose sign follows from those of their symbols.
void add_monomial_signs(std::vector<Row>& rows, const std::vector<Row>& base) {
  const Signs known = signs_of_symbols(base);
  std::map<std::string, bool> seen;
  const std::vector<Row> given = rows;
  for (const Row& row : given) {
    for (const PolyTerm& term : terms_of(row.poly)) {
      if (rows.size() >= most_rows + most_signs || term.powers.empty()) continue;
      if (!seen.emplace(monomial_text(term), true).second) continue;
      const Fact fact{monomial_of({Rational(1), term.powers}), sign_of_monomial(term.powers, known)};
      if (const auto sign = as_row(fact)) rows.push_back(*sign);
    }
  }
}

/// Equations times symbols, and products of any two rows.
void add_products(std::vector<Row>& rows, const std::vector<Row>& base) {
  const auto add = [&](const Poly& a, const Poly& b, Row::Kind kind) {
    if (rows.size() < most_rows && term_count(a) * term_count(b) <= most_terms_of_a_product)
      rows.push_back({multiply(a, b), kind});
  };
  std::vector<Symbol> symbols;
  for (const Row& row : base)
    for (const Symbol& symbol : symbols_of(row.poly))
      if (std::none_of(symbols.begin(), symbols.end(), [&](const Symbol& s) { return s.is_equal(symbol); }))
        symbols.push_back(symbol);
  for (const Row& row : base)
    for (std::size_t k = 0; row.kind == Row::Kind::zero && k < std::min<std::size_t>(symbols.size(), 12); ++k)
      add(row.poly, symbols[k], Row::Kind::zero);
  for (std::size_t k = 0; k < std::min<std::size_t>(symbols.size(), 12); ++k)
    add(base[0].poly, multiply(symbols[k], symbols[k]), product_kind(base[0].kind, Row::Kind::nonnegative));
  for (std::size_t i = 0; i < base.size(); ++i)
    for (std::size_t j = i; j < base.size(); ++j)
      add(base[i].poly, base[j].poly, product_kind(base[i].kind, base[j].kind));
}

/// Without the power products of positive symbols that all of its terms share.
Row without_positive_factor(const Row& row, const Signs& known) {
  const std::vector<PolyTerm> terms = terms_of(row.poly);
  if (terms.empty()) return row;
  std::vector<Power> common = terms[0].powers;
  for (const PolyTerm& term : terms) {
    for (Power& power : common) {
      const auto own = std::find_if(term.powers.begin(), term.powers.end(),
                                    [&](const Power& other) { return other.symbol.is_equal(power.symbol); });
      power.exponent = own == term.powers.end() ? 0 : std::min(power.exponent, own->exponent);
    }
  }
  std::erase_if(common, [&](const Power& power) {
    const auto sign = known.find(power.symbol.name());
    return power.exponent == 0 || sign == known.end() || !sign->second.within(signs::positive);
  });
  if (common.empty() || (terms.size() == 1 && terms[0].powers.size() == 1)) return row;  // x > 0 stays
  Poly result = 0;
  for (const PolyTerm& term : terms) {
    result += to_numeric(term.coefficient) * monomial_of({Rational(1), *quotient(term.powers, common)});
  }
  return {result.expand(), row.kind};
}

/// x == value in every row.
bool substitute(std::vector<Row>& rows, const Symbol& x, const Poly& value) {
  constexpr std::size_t most_terms = 120;
  std::vector<Row> result;
  for (const Row& row : rows) {
    result.push_back({row.poly.subs(x == value).expand(), row.kind});
    if (term_count(result.back().poly) > most_terms || !encodable(result.back().poly)) return false;
  }
  rows = std::move(result);
  return true;
}

/// The symbol x with row = c x + rest, c a number and x not in the rest, and -rest/c; with `positive`, c > 0 and every
/// term of -rest/c is nonnegative by its form.
std::optional<std::pair<Symbol, Poly>> solved(const Row& row, const Signs& known, bool positive) {
  for (const Symbol& x : symbols_of(row.poly)) {
    if (row.poly.degree(x) != 1) continue;
    const Poly slope = row.poly.coeff(x, 1);
    if (!is_constant(slope) || (positive && constant_of(slope) < 0)) continue;
    const Poly value = (-row.poly.coeff(x, 0) / slope).expand();
    const std::vector<PolyTerm> terms = terms_of(value);
    const bool fits = std::all_of(terms.begin(), terms.end(), [&](const PolyTerm& term) {
      return term.coefficient > 0 && sign_of_monomial(term.powers, known).within(signs::nonnegative);
    });
    if (positive && (terms.empty() || !fits)) continue;
    return std::pair(x, value);
  }
  return std::nullopt;
}

/// The same rows in fewer or better unknowns: equations solved for a symbol, shared positive factors divided out, and
/// x >= f with f >= 0 by its form as x = f + u with u >= 0, so that signs of monomials tell more.
std::vector<Row> simplified(std::vector<Row> rows) {
  constexpr int most_changes = 14;
  for (int change = 0; change < most_changes; ++change) {
    const Signs known = signs_of_symbols(rows);
    for (Row& row : rows) row = without_positive_factor(row, known);
    bool changed = false;
    for (std::size_t k = 1; k < rows.size() && !changed; ++k) {
      const bool equation = rows[k].kind == Row::Kind::zero;
      const auto found = solved(rows[k], known, !equation);
      if (!found) continue;
      if (equation) {
        changed = substitute(rows, found->first, found->second);
        if (changed) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(k));
      } else {
        const Poly slope = rows[k].poly.coeff(found->first, 1);
        const Symbol more("more " + std::to_string(change) + " of " + found->first.name());
        const Row sign{more, rows[k].kind};
        changed = substitute(rows, found->first, (found->second + more / slope).expand());
        if (changed) rows[k] = sign;
      }
    }
    std::erase_if(rows, [&](const Row& row) {
      return &row != rows.data() && row.poly.is_zero() && row.kind != Row::Kind::positive;
    });
    if (!changed) break;
  }
  return rows;
}

std::optional<std::string> contradict_with_products(Proof& proof, const std::vector<Row>& base, double seconds) {
  std::vector<Row> rows = base;
  add_multiples(rows, base, 1, 3);
  add_completed_squares(rows, base);
  std::vector<Row> with_signs = rows;
  add_monomial_signs(with_signs, base);
  if (auto found = contradict(proof, with_signs, seconds)) return found;
  for (Row& square : squares_of(base)) rows.push_back(std::move(square));
  add_products(rows, base);
  add_monomial_signs(rows, base);
  return contradict(proof, rows, seconds);
}

/// Products of rows with longer numbers take too long to be worth having.
bool short_numbers(const Row& row) {
  constexpr unsigned most_bits = 200;
  const std::vector<PolyTerm> terms = terms_of(row.poly);
  return std::all_of(terms.begin(), terms.end(), [](const PolyTerm& term) {
    return msb(Integer(abs(numerator(term.coefficient)) + 1)) + msb(Integer(denominator(term.coefficient))) < most_bits;
  });
}

std::optional<std::string> contradict_in_stages(Proof& proof, std::vector<Row> base, double seconds) {
  if (auto found = contradict(proof, base, seconds)) return found;
  if (base.empty() || !short_numbers(base[0])) return std::nullopt;
  std::erase_if(base, [](const Row& row) { return !short_numbers(row); });
  proof.check_time();
  if (base.size() > most_facts) base.resize(most_facts);
  const std::vector<Row> simpler = simplified(base);
  if (auto found = contradict_with_products(proof, simpler, seconds)) return found;
  if (auto found = contradict_with_products(proof, base, seconds)) return found;
  std::vector<Row> rows = simpler;
  add_completed_squares(rows, simpler);
  add_multiples(rows, simpler, simpler.size(), 7);
  add_monomial_signs(rows, simpler);
  return contradict(proof, rows, seconds);
}

}  // namespace

std::optional<std::string> contradict_linearly(Proof& proof, const std::vector<Fact>& facts, double seconds) {
  proof.check_time();
  std::vector<Row> base;
  std::optional<Poly> nonzero;
  for (const Fact& fact : facts) {
    if (fact.sign == signs::nonzero && !nonzero) nonzero = fact.poly;
    const auto row = as_row(fact);
    if (row && !is_constant(row->poly) && encodable(row->poly) && term_count(row->poly) <= most_terms_of_a_product)
      base.push_back(*row);
  }
  if (auto found = contradict_in_stages(proof, base, seconds)) return found;
  if (!nonzero || !encodable(*nonzero)) return std::nullopt;
  // What is not 0 is positive or negative.
  std::string both;
  for (const Poly& side : {*nonzero, Poly((-*nonzero).expand())}) {
    std::vector<Row> one{{side, Row::Kind::positive}};
    one.insert(one.end(), base.begin(), base.end());
    const auto found = contradict_in_stages(proof, one, seconds);
    if (!found) return std::nullopt;
    both += *found;
  }
  return both;
}

}  // namespace flowcert::proofs::exact
