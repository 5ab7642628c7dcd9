// The numbers in coefficients: parameters, traces, norms.
#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/exact/words/algebra.hpp"

namespace flowcert::proofs::exact::words {

namespace {

constexpr long largest_exponent = 64;

}  // namespace

Symbol Algebra::parameter(const std::string& name) {
  if (const NumberFacts* known = facts_of(name)) return known->symbol;
  NumberFacts facts;
  facts.kind = name == "t" ? NumberFacts::Kind::time : NumberFacts::Kind::parameter;
  facts.name = name;
  facts.symbol = Symbol(name);
  facts.nonnegative = name == "t";
  numbers_.push_back(facts);
  return facts.symbol;
}

Symbol Algebra::unknown_number(const std::string& name, bool nonnegative) {
  NumberFacts facts;
  facts.kind = NumberFacts::Kind::unknown;
  facts.name = unused(name);
  facts.symbol = Symbol(facts.name);
  facts.nonnegative = nonnegative;
  numbers_.push_back(facts);
  return facts.symbol;
}

const NumberFacts* Algebra::facts_of(const Symbol& symbol) const {
  for (const NumberFacts& facts : numbers_) {
    if (facts.symbol.is_equal(symbol)) return &facts;
  }
  return nullptr;
}

NumberFacts* Algebra::facts_of(const std::string& name) {
  for (NumberFacts& facts : numbers_) {
    if (facts.name == name) return &facts;
  }
  return nullptr;
}

Poly Algebra::number(const Term& term) {
  switch (term.op()) {
    case Op::number:
      return to_numeric(term.number());
    case Op::pi:
      return parameter("pi");
    case Op::euler:
      return parameter("e");
    case Op::variable:
      return parameter(term.name());
    case Op::add: {
      Poly sum = 0;
      for (const Term& arg : term.args()) sum += number(arg);
      return sum.expand();
    }
    case Op::subtract:
      return (number(term.arg(0)) - number(term.arg(1))).expand();
    case Op::negate:
      return -number(term.arg(0));
    case Op::multiply: {
      Poly product = 1;
      for (const Term& arg : term.args()) product = exact::multiply(product, number(arg));
      return product;
    }
    case Op::divide:
      return exact::multiply(number(term.arg(0)), inverse(number(term.arg(1))));
    case Op::power: {
      const Term& exponent = term.arg(1);
      if (!exponent.is_number() || !theorems::is_integer(exponent.number()) ||
          abs(exponent.number()) > largest_exponent)
        break;
      const long k = numerator(exponent.number()).convert_to<long>();
      const Poly base = number(term.arg(0));
      // x^0 is 1 where x is not 0; what it is at 0 does not matter here.
      if (k > 0) return exact::power(base, static_cast<unsigned long>(k));
      const Poly inverted = inverse(base);
      return k == 0 ? Poly(1) : exact::power(inverted, static_cast<unsigned long>(-k));
    }
    default:
      break;
  }
  throw GiveUp{"a number that is not a polynomial in the parameters: " + theorems::to_text(term)};
}

Poly Algebra::inverse(const Poly& p) const {
  if (p.is_zero()) throw GiveUp{"a division by zero"};
  if (term_count(p) > 1) throw GiveUp{"a division by what may be zero: " + to_text(p)};
  for (const Symbol& symbol : symbols_of(p)) {
    const NumberFacts* facts = facts_of(symbol);
    if (facts == nullptr || !facts->nonzero) throw GiveUp{"a division by what may be zero: " + to_text(p)};
  }
  return GiNaC::pow(p, -1).expand();
}

bool Algebra::is_nonnegative(const Poly& p) const {
  for (const PolyTerm& term : terms_of(p)) {
    if (term.coefficient < 0) return false;
    for (const auto& [symbol, exponent] : term.powers) {
      const NumberFacts* facts = facts_of(symbol);
      if (exponent % 2 != 0 && (facts == nullptr || !facts->nonnegative)) return false;
    }
  }
  return true;
}

void Algebra::substitute_number(const Symbol& replaced, const Poly& value) {
  for (auto& [symbol, earlier] : replaced_) earlier = earlier.subs(replaced == value).expand();
  replaced_.emplace_back(replaced, value);
}

bool Algebra::assume_zero(const Poly& given) {
  const Poly p = reduced(given);
  if (p.is_zero()) return true;
  if (is_constant(p)) {
    contradictory_ = true;
    return true;
  }
  for (const NumberFacts& facts : std::vector<NumberFacts>(numbers_)) {
    // A number whose own value is used elsewhere (a size, a norm's square) keeps its name.
    if (facts.kind != NumberFacts::Kind::trace && facts.kind != NumberFacts::Kind::parameter) continue;
    if (p.degree(facts.symbol) != 1 || p.ldegree(facts.symbol) < 0) continue;
    const Poly leading = p.coeff(facts.symbol, 1);
    if (!is_constant(leading)) continue;
    const Poly rest = p.coeff(facts.symbol, 0);
    // Negative powers may only be of what is not zero, and stay so.
    if (facts.nonzero) continue;
    substitute_number(facts.symbol, (-rest / leading).expand());
    return true;
  }
  return false;
}

Poly Algebra::norm(const WordSum& a) {
  const Poly square = reduced(trace(multiply(transpose(a), a)));
  if (square.is_zero()) return 0;
  for (const NumberFacts& facts : numbers_) {
    if (facts.kind == NumberFacts::Kind::norm && facts.square.is_equal(square)) return facts.symbol;
  }
  NumberFacts facts;
  facts.kind = NumberFacts::Kind::norm;
  facts.name = unused(fmt::format("norm({})", text(a)));
  facts.symbol = Symbol(facts.name);
  facts.square = square;
  facts.of = a;
  facts.nonnegative = true;
  numbers_.push_back(facts);
  return facts.symbol;
}

Poly Algebra::norm_like(NumberFacts::Kind kind, const WordSum& given, const std::string& name) {
  const WordSum a = reduced(given);
  if (a.is_zero()) return 0;
  for (const NumberFacts& facts : std::vector<NumberFacts>(numbers_)) {
    if (facts.kind == kind && facts.of.rows == a.rows && facts.of.columns == a.columns &&
        add(facts.of, a, -1).is_zero()) {
      return facts.symbol;
    }
  }
  NumberFacts facts;
  facts.kind = kind;
  facts.name = unused(fmt::format("{}({})", name, text(a)));
  facts.symbol = Symbol(facts.name);
  facts.of = a;
  facts.nonnegative = true;
  numbers_.push_back(facts);
  return facts.symbol;
}

}  // namespace flowcert::proofs::exact::words
