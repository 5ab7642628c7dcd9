#include "proofs_check/exact/scope.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "proofs_check/exact/solver_session.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t longest_name = 200;

}  // namespace

SolverSession& Proof::session() {
  if (!solver) solver = std::make_shared<SolverSession>();
  return *solver;
}

const Symbol& Proof::symbol_for(const std::string& name, Kind kind, const Term& term) {
  std::string text = theorems::to_text(term);
  const auto [place, is_new] = symbols.try_emplace(name + '\n' + text);
  if (!is_new) return place->second;
  if (kind != Kind::variable) {
    if (text.size() > longest_name) text = text.substr(0, longest_name) + "...";  // Z3 prints long names slowly
    text = fmt::format("<{}: {}>", symbols.size(), text);
  }
  place->second = Symbol(text);
  return place->second;
}

const Factorisation& Proof::factorisation(const Poly& p) {
  const auto known = factorisations.find(p);
  return known != factorisations.end() ? known->second : factorisations.emplace(p, factorise(p)).first->second;
}

Generator& Scope::generator_of(const Symbol& symbol) {
  for (Generator& g : generators)
    if (g.symbol.is_equal(symbol)) return g;
  throw std::logic_error("a symbol that is no generator: " + symbol.name());
}

const Generator* Scope::find(const std::string& name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &generators[found->second];
}

Generator& Scope::make(const std::string& name, Kind kind, const Term& term) {
  if (generators.size() > 200) throw GiveUp{"too many generators"};
  if (!by_name.emplace(name, generators.size()).second) throw std::logic_error("generator made twice: " + name);
  Generator g;
  g.symbol = proof.symbol_for(name, kind, term);
  g.kind = kind;
  g.term = term;
  generators.push_back(g);
  return generators.back();
}

Split split_into(Scope& scope, const Term& t, const std::vector<Op>& relations) {
  Split split;
  split.about = theorems::to_text(t);
  for (const Op op : relations) split.cases.push_back(relation(op, t, Term(0)));
  split.exhaustive = pending_in(scope, theorems::disjunction(split.cases), "order");
  return split;
}

Term term_of(Scope& scope, const Poly& p) {
  std::vector<Term> sum;
  for (const PolyTerm& term : terms_of(p)) {
    std::vector<Term> product;
    if (term.coefficient != 1) product.emplace_back(term.coefficient);
    for (const auto& [symbol, exponent] : term.powers) {
      const Term base = scope.generator_of(symbol).term;
      product.push_back(exponent == 1 ? base : theorems::pow(base, Term(Rational(exponent))));
    }
    sum.push_back(product.empty() ? Term(1) : theorems::multiply(product));
  }
  return sum.empty() ? Term(0) : theorems::add(sum);
}

Term term_of(Scope& scope, const Fraction& a) {
  std::vector<Term> bottom;
  for (const auto& [id, exponent] : a.denominator) {
    const Term base = term_of(scope, scope.factors[id].poly);
    bottom.push_back(exponent == 1 ? base : theorems::pow(base, Term(Rational(exponent))));
  }
  const Term top = term_of(scope, a.numerator);
  return bottom.empty() ? top : top / theorems::multiply(bottom);
}

}  // namespace flowcert::proofs::exact
