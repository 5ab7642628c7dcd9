#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr long highest_degree = 48;
constexpr std::size_t most_terms = 1500;
constexpr unsigned coefficient_bits = 6000;

std::vector<Z3_ast> raw(const z3::expr_vector& v) {
  std::vector<Z3_ast> result;
  for (unsigned i = 0; i < v.size(); ++i) result.push_back(v[static_cast<int>(i)]);
  return result;
}

}  // namespace

bool encodable(const Poly& p) {
  if (term_count(p) > most_terms || largest_degree(p) > highest_degree) return false;
  const Integer limit = Integer(1) << coefficient_bits;
  for (const PolyTerm& term : terms_of(p))
    if (abs(numerator(term.coefficient)) > limit || denominator(term.coefficient) > limit) return false;
  return true;
}

z3::expr Encoder::variable(const Symbol& symbol) {
  const auto found = variables_.find(symbol);
  if (found != variables_.end()) return found->second;
  return variables_.emplace(symbol, context_.real_const(symbol.name().c_str())).first->second;
}

z3::expr Encoder::translate(const Poly& p) {
  z3::expr_vector sum(context_);
  for (const PolyTerm& term : terms_of(p)) {
    z3::expr_vector product(context_);
    product.push_back(context_.real_val(theorems::to_text(term.coefficient).c_str()));
    for (const auto& [symbol, exponent] : term.powers)
      for (long i = 0; i < exponent; ++i) product.push_back(variable(symbol));
    sum.push_back(product.size() == 1 ? product[0]
                                      : z3::expr(context_, Z3_mk_mul(context_, product.size(), raw(product).data())));
  }
  if (sum.empty()) return context_.real_val(0);
  return sum.size() == 1 ? sum[0] : z3::sum(sum);
}

Encoder::Known& Encoder::known(const Poly& p) {
  const auto found = known_.find(p);
  if (found != known_.end()) return found->second;
  Known fresh{symbols_of(p), std::nullopt};
  if (encodable(p)) fresh.expression = translate(p);
  return known_.emplace(p, std::move(fresh)).first->second;
}

const std::vector<Symbol>& Encoder::symbols(const Poly& p) {
  return known(p).symbols;
}

std::optional<z3::expr> Encoder::encode(const Fact& fact) {
  const auto& expression = known(fact.poly).expression;
  if (!expression) return std::nullopt;
  const z3::expr& e = *expression;
  const z3::expr zero = context_.real_val(0);
  switch (fact.sign.bits) {
    case 1:
      return e < zero;
    case 2:
      return e == zero;
    case 3:
      return e <= zero;
    case 4:
      return e > zero;
    case 5:
      return e != zero;
    case 6:
      return e >= zero;
    case 0:
      return context_.bool_val(false);
    default:
      return context_.bool_val(true);
  }
}

}  // namespace flowcert::proofs::exact
