#include "proofs_check/exact/real_arithmetic.hpp"

#include <z3++.h>

#include <algorithm>

namespace flowcert::proofs::exact {

namespace {

constexpr long highest_degree = 48;
constexpr std::size_t most_terms = 1500;
constexpr unsigned coefficient_bits = 6000;

class Encoder {
 public:
  explicit Encoder(z3::context& context) : context_(context) {}

  z3::expr variable(const Symbol& symbol) {
    for (const auto& [known, e] : known_)
      if (known.is_equal(symbol)) return e;
    const z3::expr e = context_.real_const(symbol.get_name().c_str());
    known_.emplace_back(symbol, e);
    return e;
  }

  z3::expr encode(const Poly& p) {
    z3::expr_vector sum(context_);
    for (const PolyTerm& term : terms_of(p)) {
      z3::expr_vector product(context_);
      product.push_back(context_.real_val(theorems::to_text(term.coefficient).c_str()));
      for (const auto& [symbol, exponent] : powers_of(term.monomial))
        for (long i = 0; i < exponent; ++i) product.push_back(variable(symbol));
      sum.push_back(product.size() == 1 ? product[0]
                                        : z3::expr(context_, Z3_mk_mul(context_, product.size(), raw(product).data())));
    }
    if (sum.empty()) return context_.real_val(0);
    return sum.size() == 1 ? sum[0] : z3::sum(sum);
  }

  z3::expr encode(const Fact& fact) {
    const z3::expr e = encode(fact.poly), zero = context_.real_val(0);
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

  [[nodiscard]] const std::vector<std::pair<Symbol, z3::expr>>& known() const { return known_; }

 private:
  static std::vector<Z3_ast> raw(const z3::expr_vector& v) {
    std::vector<Z3_ast> result;
    for (unsigned i = 0; i < v.size(); ++i) result.push_back(v[static_cast<int>(i)]);
    return result;
  }
  z3::context& context_;
  std::vector<std::pair<Symbol, z3::expr>> known_;
};

bool contains(const std::vector<Symbol>& symbols, const Symbol& wanted) {
  return std::any_of(symbols.begin(), symbols.end(), [&](const Symbol& s) { return s.is_equal(wanted); });
}

/// Adds p's symbols; true if there were new ones.
bool absorb(std::vector<Symbol>& symbols, const Poly& p) {
  bool grew = false;
  for (const Symbol& symbol : symbols_of(p))
    if (!contains(symbols, symbol)) {
      symbols.push_back(symbol);
      grew = true;
    }
  return grew;
}

bool touches(const std::vector<Symbol>& symbols, const Poly& p) {
  const std::vector<Symbol> own = symbols_of(p);
  return own.empty() || std::any_of(own.begin(), own.end(), [&](const Symbol& s) { return contains(symbols, s); });
}

/// The symbols that facts and relations connect with the goals.
std::vector<Symbol> connected(Scope& scope, const std::vector<Fact>& goals, const std::vector<Lemma>& lemmas) {
  std::vector<Symbol> symbols;
  for (const Fact& goal : goals) absorb(symbols, goal.poly);
  if (goals.empty())  // whether the facts can hold at all
    for (const Fact& fact : scope.facts) absorb(symbols, fact.poly);
  for (bool grew = true; grew;) {
    grew = false;
    for (const Fact& fact : scope.facts)
      if (touches(symbols, fact.poly)) grew |= absorb(symbols, fact.poly);
    for (const Lemma& lemma : lemmas)
      if (touches(symbols, lemma.conclusion.poly)) grew |= absorb(symbols, lemma.conclusion.poly);
    for (const Generator& g : scope.generators)
      if (g.order > 0 && contains(symbols, g.symbol)) grew |= absorb(symbols, g.relation);
  }
  return symbols;
}

std::optional<Rational> value_of(z3::context& context, const z3::expr& e) {
  std::string text;
  if (e.is_numeral()) {
    text = Z3_get_numeral_string(context, e);
  } else if (Z3_is_algebraic_number(context, e)) {
    text = Z3_get_numeral_string(context, z3::expr(context, Z3_get_algebraic_number_lower(context, e, 40)));
  } else {
    return std::nullopt;
  }
  const auto slash = text.find('/');
  if (slash == std::string::npos) return Rational(Integer(text));
  return Rational(Integer(text.substr(0, slash)), Integer(text.substr(slash + 1)));
}

Point read_model(Scope& scope, z3::context& context, Encoder& encoder, const z3::model& model) {
  Point point;
  for (const auto& [symbol, e] : encoder.known()) {
    if (scope.generator_of(symbol).kind != Kind::variable) continue;
    if (const auto value = value_of(context, model.eval(e, true))) point[symbol.get_name()] = *value;
  }
  return point;
}

}  // namespace

bool encodable(const Poly& p) {
  if (term_count(p) > most_terms || largest_degree(p) > highest_degree) return false;
  const Integer limit = Integer(1) << coefficient_bits;
  for (const PolyTerm& term : terms_of(p))
    if (abs(numerator(term.coefficient)) > limit || denominator(term.coefficient) > limit) return false;
  return true;
}

QueryResult ask(Scope& scope, const std::vector<Fact>& goals, const std::vector<Lemma>& lemmas, double seconds) {
  scope.proof.check_time();
  seconds = std::min(seconds, scope.proof.deadline.left());
  QueryResult result;
  try {
    SolverSession& session = scope.proof.session();
    z3::context& context = session.context();
    Encoder encoder(context);
    z3::expr_vector assertions(context);
    for (const Fact& goal : goals) {
      if (!encodable(goal.poly)) return result;
      assertions.push_back(encoder.encode(goal));
    }
    const std::vector<Symbol> symbols = connected(scope, goals, lemmas);
    for (const Fact& fact : scope.facts)
      if (touches(symbols, fact.poly) && encodable(fact.poly)) assertions.push_back(encoder.encode(fact));
    for (const Lemma& lemma : lemmas) {
      if (!touches(symbols, lemma.conclusion.poly) || !encodable(lemma.conclusion.poly)) continue;
      if (lemma.premise && !encodable(lemma.premise->poly)) continue;
      const z3::expr conclusion = encoder.encode(lemma.conclusion);
      assertions.push_back(lemma.premise ? z3::implies(encoder.encode(*lemma.premise), conclusion) : conclusion);
    }
    for (const Symbol& symbol : symbols) {
      const Generator& g = scope.generator_of(symbol);
      if (g.sign != signs::any) assertions.push_back(encoder.encode(Fact{symbol, g.sign}));
      if (g.order == 0 || !encodable(g.relation) || g.order > static_cast<unsigned long>(highest_degree)) continue;
      const Poly relation = (GiNaC::pow(symbol, GiNaC::numeric(g.order)) - g.relation).expand();
      assertions.push_back(encoder.encode(Fact{relation, signs::zero}));
    }
    // Two procedures with different strengths share the time: cylindrical decomposition, and Z3's portfolio.
    for (const bool decomposition : {true, false}) {
      z3::solver solver =
          decomposition ? z3::tactic(context, "qfnra-nlsat").mk_solver() : z3::solver(context, "QF_NRA");
      for (unsigned i = 0; i < assertions.size(); ++i) solver.add(assertions[static_cast<int>(i)]);
      result.answer = session.check(solver, seconds / 2, scope.proof.deadline);
      if (result.answer == Answer::unsatisfiable) result.script = solver.to_smt2();
      if (result.answer == Answer::satisfiable) result.point = read_model(scope, context, encoder, solver.get_model());
      if (result.answer != Answer::unknown) return result;
    }
  } catch (const z3::exception&) {
    result.answer = Answer::unknown;  // out of memory, cancelled, or a model that cannot be read
    scope.proof.solver.reset();       // whatever state that left behind
  }
  return result;
}

bool involves_transcendental(Scope& scope, const Poly& p) {
  for (const Symbol& symbol : connected(scope, {{p, signs::any}}, {})) {
    const Kind kind = scope.generator_of(symbol).kind;
    if (kind != Kind::variable && kind != Kind::root) return true;
  }
  return false;
}

}  // namespace flowcert::proofs::exact
