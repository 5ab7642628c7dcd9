#include "proofs_check/exact/growth.hpp"

#include <algorithm>
#include <numeric>

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/translate.hpp"

namespace flowcert::proofs::exact {

namespace {

/// A polynomial as one in a monomial m of the given variables: m's exponents, and the coefficients of its powers.
struct InOneProduct {
  std::vector<long> exponents;
  std::map<long, Poly> coefficients;
};

std::optional<InOneProduct> in_one_product(const Poly& p, const std::vector<Symbol>& variables) {
  std::map<std::vector<long>, Poly> terms;
  const Poly expanded = p.expand();
  const auto add = [&](const Poly& summand) {
    std::vector<long> exponents;
    Poly rest = summand;
    for (const Symbol& x : variables) {
      exponents.push_back(rest.degree(x));
      rest = rest.coeff(x, static_cast<int>(exponents.back()));
    }
    const auto [place, fresh] = terms.emplace(std::move(exponents), rest);
    if (!fresh) place->second = (place->second + rest).expand();
  };
  if (GiNaC::is_a<GiNaC::add>(expanded)) {
    for (std::size_t i = 0; i < expanded.nops(); ++i) add(expanded.op(i));
  } else {
    add(expanded);
  }
  InOneProduct result;
  for (const auto& [exponents, coefficient] : terms) {
    if (coefficient.is_zero()) continue;
    const long power =
        std::accumulate(exponents.begin(), exponents.end(), 0L, [](long a, long b) { return std::gcd(a, b); });
    if (power > 0) {
      std::vector<long> unit = exponents;
      for (long& e : unit) e /= power;
      if (!result.exponents.empty() && unit != result.exponents) return std::nullopt;
      result.exponents = unit;
    }
    result.coefficients[power] = coefficient;
  }
  return result;
}

}  // namespace

bool bounded_above_in_one_product(Proof& proof, const View& view) {
  std::vector<Term> squares;
  for (const std::string& name : view.state) squares.push_back(theorems::pow(theorems::variable(name), Term(2)));
  const Term v = theorems::add(squares);
  std::string reason, text;
  std::optional<Term> leading;
  try {
    const Term slope = slope_of(view, v);
    if (has_kinks(slope) || mentions(slope, view.time)) return false;
    const FormulaStatement world = for_all_states(view, {}, defined(slope));
    Scope scope(proof);
    read_hypotheses(scope, world);
    const Fraction value = translate(scope, slope);
    if (!value.denominator.empty()) return false;
    std::vector<Symbol> states;
    for (const std::string& name : view.state) states.push_back(scope.find("variable " + name)->symbol);
    const auto product = in_one_product(value.numerator, states);
    if (!product || product->coefficients.empty()) return false;
    const auto& [degree, coefficient] = *product->coefficients.rbegin();
    if (degree == 0 || degree % 2 != 0) return false;
    for (const auto& [power, c] : product->coefficients)
      if (mentions_state(view, term_of(scope, c))) return false;  // hidden in another function
    leading = term_of(scope, coefficient);
    text = to_text(slope);
  } catch (const GiveUp&) {
    return false;
  } catch (const Split&) {
    return false;
  } catch (const Restart&) {
    return false;
  }
  if (!try_statement(proof, for_parameters(view, {}, relation(Op::less, *leading, Term(0))), reason)) return false;
  proof.trail.push_back("existence: V = " + to_text(v) + " has V' = " + text +
                        ", a polynomial in one product of states, of even degree and with the negative leading "
                        "coefficient " +
                        to_text(*leading) + ": it is bounded above, so V is bounded on bounded times");
  return true;
}

}  // namespace flowcert::proofs::exact
