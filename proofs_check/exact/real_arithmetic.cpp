#include "proofs_check/exact/real_arithmetic.hpp"

#include <z3++.h>

#include <algorithm>

#include "proofs_check/exact/solver_answers.hpp"
#include "proofs_check/exact/solver_session.hpp"
#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

namespace {

bool contains(const std::vector<Symbol>& symbols, const Symbol& wanted) {
  return std::any_of(symbols.begin(), symbols.end(), [&](const Symbol& s) { return s.is_equal(wanted); });
}

/// Adds p's symbols; true if there were new ones.
bool absorb(Encoder& encoder, std::vector<Symbol>& symbols, const Poly& p) {
  bool grew = false;
  for (const Symbol& symbol : encoder.symbols(p))
    if (!contains(symbols, symbol)) {
      symbols.push_back(symbol);
      grew = true;
    }
  return grew;
}

bool touches(Encoder& encoder, const std::vector<Symbol>& symbols, const Poly& p) {
  const std::vector<Symbol>& own = encoder.symbols(p);
  return own.empty() || std::any_of(own.begin(), own.end(), [&](const Symbol& s) { return contains(symbols, s); });
}

/// The symbols that facts and relations connect with the goals.
std::vector<Symbol> connected(Scope& scope, Encoder& encoder, const std::vector<Fact>& goals,
                              const std::vector<Lemma>& lemmas) {
  std::vector<Symbol> symbols;
  for (const Fact& goal : goals) absorb(encoder, symbols, goal.poly);
  if (goals.empty())  // whether the facts can hold at all
    for (const Fact& fact : scope.facts) absorb(encoder, symbols, fact.poly);
  for (bool grew = true; grew;) {
    grew = false;
    for (const Fact& fact : scope.facts)
      if (touches(encoder, symbols, fact.poly)) grew |= absorb(encoder, symbols, fact.poly);
    for (const Lemma& lemma : lemmas)
      if (touches(encoder, symbols, lemma.conclusion.poly)) grew |= absorb(encoder, symbols, lemma.conclusion.poly);
    for (const Generator& g : scope.generators)
      if (g.order > 0 && contains(symbols, g.symbol)) grew |= absorb(encoder, symbols, g.relation);
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

Point read_model(Scope& scope, SolverSession& session, const std::vector<Symbol>& symbols, const z3::model& model) {
  Point point;
  for (const Symbol& symbol : symbols) {
    if (scope.generator_of(symbol).kind != Kind::variable) continue;
    const z3::expr value = model.eval(session.encoder().variable(symbol), true);
    if (const auto number = value_of(session.context(), value)) point[symbol.name()] = *number;
  }
  return point;
}

/// Z3's answer "unsatisfiable" is taken on trust until a proof has been found, unless it is known what it is worth.
void judge(Proof& proof, const Question& question, QueryResult& result) {
  const std::string key = text_of(question);
  const auto known = proof.answers->known(key);
  if (!known) {
    proof.answers->trust(key, question);
    result.trusted = true;
  } else if (known->shown) {
    result.by = known->by;
  } else {
    result.answer = Answer::unknown;
    result.script.clear();
    proof.unconfirmed = true;
  }
}

}  // namespace

QueryResult ask(Scope& scope, const std::vector<Fact>& goals, const std::vector<Lemma>& lemmas, double seconds,
                Effort effort) {
  scope.proof.check_time();
  QueryResult result;
  try {
    SolverSession& session = scope.proof.session();
    Encoder& encoder = session.encoder();
    z3::expr_vector assertions(session.context());
    Question question;
    for (const Fact& goal : goals) {
      const auto encoded = encoder.encode(goal);
      if (!encoded) return result;
      assertions.push_back(*encoded);
      question.facts.push_back(goal);
    }
    const std::vector<Symbol> symbols = connected(scope, encoder, goals, lemmas);
    const auto state = [&](const Fact& fact) {
      const auto encoded = encoder.encode(fact);
      if (!encoded) return;
      assertions.push_back(*encoded);
      question.facts.push_back(fact);
    };
    for (const Fact& fact : scope.facts)
      if (touches(encoder, symbols, fact.poly)) state(fact);
    for (const Lemma& lemma : lemmas) {
      if (!touches(encoder, symbols, lemma.conclusion.poly)) continue;
      const auto conclusion = encoder.encode(lemma.conclusion);
      const auto premise = lemma.premise ? encoder.encode(*lemma.premise) : std::nullopt;
      if (!conclusion || (lemma.premise && !premise)) continue;
      assertions.push_back(premise ? z3::implies(*premise, *conclusion) : *conclusion);
      if (premise) {
        question.implications.emplace_back(*lemma.premise, lemma.conclusion);
      } else {
        question.facts.push_back(lemma.conclusion);
      }
    }
    for (const Symbol& symbol : symbols) {
      const Generator& g = scope.generator_of(symbol);
      if (g.sign != signs::any) state(Fact{symbol, g.sign});
      if (g.order > 0) state(Fact{(GiNaC::pow(symbol, GiNaC::numeric(g.order)) - g.relation).expand(), signs::zero});
    }
    const SolverSession::Reply reply = session.ask(assertions, seconds, effort, scope.proof.deadline);
    result.answer = reply.answer;
    result.script = reply.script;
    if (result.answer == Answer::unsatisfiable) judge(scope.proof, question, result);
    if (reply.model) result.point = read_model(scope, session, symbols, *reply.model);
  } catch (const z3::exception&) {
    result.answer = Answer::unknown;  // out of memory, cancelled, or a model that cannot be read
    scope.proof.solver.reset();       // whatever state that left behind
  }
  return result;
}

bool involves_transcendental(Scope& scope, const Poly& p) {
  for (const Symbol& symbol : connected(scope, scope.proof.session().encoder(), {{p, signs::any}}, {})) {
    const Kind kind = scope.generator_of(symbol).kind;
    if (kind != Kind::variable && kind != Kind::root) return true;
  }
  return false;
}

}  // namespace flowcert::proofs::exact
