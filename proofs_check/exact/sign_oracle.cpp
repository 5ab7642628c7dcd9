#include "proofs_check/exact/sign_oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "proofs_check/exact/algebraic_sign.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/lemmas.hpp"
#include "proofs_check/exact/products.hpp"
#include "proofs_check/exact/real_arithmetic.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr double plain_seconds = 2, lemma_seconds = 4;

SignSet sign_of_number(const Rational& value) {
  return value > 0 ? signs::positive : (value < 0 ? signs::negative : signs::zero);
}

SignSet even(SignSet a) {
  return product(a, a) & signs::nonnegative;
}

SignSet by_monomials(Scope& scope, const Poly& p) {
  SignSet result = signs::zero;
  for (const PolyTerm& term : terms_of(p)) {
    SignSet sign = sign_of_number(term.coefficient);
    for (const auto& [symbol, exponent] : term.powers) {
      const SignSet base = scope.generator_of(symbol).sign;
      const SignSet square = base.within(signs::nonzero) ? signs::positive : even(base);
      sign = product(sign, exponent % 2 == 0 ? square : base);
    }
    result = sum(result, sign);
    if (result == signs::any) break;
  }
  return result;
}

std::string cache_key(Scope& scope, const Poly& p) {
  return scope.key + "|" + to_text(p);
}

SignSet complement(SignSet a) {
  return {static_cast<std::uint8_t>(7 & ~a.bits)};
}

const char* name_of(SignSet sign) {
  static constexpr std::array<const char*, 8> names{"absurd", "< 0", "== 0", "<= 0", "> 0", "!= 0", ">= 0", "real"};
  return names[sign.bits];
}

/// The lemmas as the kernel's axioms. Those on exponentials that are no generators speak of them by their values.
void learn_lemmas(Scope& scope, const std::vector<Lemma>& lemmas) {
  if (!lemmas.empty())
    for (const ExpInstance& e : scope.exponentials)
      learn_value(scope, theorems::apply(Op::exp, {term_of(scope, e.argument)}), e.value);
  for (const Lemma& lemma : lemmas) learn_axiom(scope, lemma.name, lemma.about);
}

bool ask_stage(Scope& scope, const Poly& p, SignSet wanted, const std::vector<Lemma>& lemmas, double seconds,
               bool& refuted) {
  Fact opposite{p, complement(wanted)};
  // An integer that is not >= 0 is <= -1.
  if (wanted == signs::nonnegative && integer_valued(scope, p)) opposite = {(p + 1).expand(), signs::nonpositive};
  // A counterexample stays one while no fact is new.
  const std::string question = cache_key(scope, opposite.poly) + name_of(opposite.sign) +
                               fmt::format("|{}|{}|{}", scope.facts.size(), scope.generators.size(), lemmas.size());
  if (const auto known = scope.proof.satisfiable.find(question); known != scope.proof.satisfiable.end()) {
    refuted = true;
    if (scope.proof.candidates.size() < 16) scope.proof.candidates.push_back(known->second);
    return false;
  }
  QueryResult result = ask(scope, {opposite}, lemmas, seconds, Effort::first);
  if (result.answer == Answer::unknown && lemmas.empty()) {
    result = refute_by_products(scope, opposite, seconds);
    if (result.answer == Answer::unsatisfiable)
      scope.proof.trail.emplace_back("linear arithmetic over products of facts:");
  }
  if (result.answer == Answer::unknown) result = ask(scope, {opposite}, lemmas, seconds, Effort::rest);
  if (result.answer == Answer::unsatisfiable) {
    if (!result.trusted) scope.proof.backends.insert(result.by.empty() ? "linear arithmetic (Z3)" : result.by);
    scope.proof.queries.push_back(result.script);
    std::string used;
    for (const Lemma& lemma : lemmas) used += (used.empty() ? " with lemmas: " : ", ") + lemma.name;
    scope.proof.trail.push_back("hypotheses and not (" + to_text(p) + " " + name_of(wanted) + ") is unsatisfiable" +
                                used);
    const std::size_t known = scope.ledger.size();
    learn_lemmas(scope, lemmas);
    const kernel::StepPtr step = pending_in(scope, sign_claim(scope, p, wanted), "real arithmetic");
    scope.ledger.resize(known);  // many lemmas, of use here alone
    learn(scope, step);
    return true;
  }
  if (result.answer == Answer::satisfiable) {
    refuted = true;
    scope.proof.satisfiable.emplace(question, result.point);
    if (scope.proof.candidates.size() < 16) scope.proof.candidates.push_back(result.point);
  }
  return false;
}

/// A case that cannot occur: then everything holds in it.
bool facts_contradict(Scope& scope) {
  const auto known = scope.contradiction_asked.find(scope.facts.size());
  if (known != scope.contradiction_asked.end()) return known->second;
  // Facts about numbers need no solver.
  const bool all_numbers = std::all_of(scope.facts.begin(), scope.facts.end(), [&](const Fact& fact) {
    if (is_constant(fact.poly)) return sign_of_number(constant_of(fact.poly)).within(fact.sign);
    const auto sign = sign_of_algebraic_number(scope, fact.poly);
    return sign && sign->within(fact.sign);
  });
  const QueryResult result = all_numbers ? QueryResult{} : ask(scope, {}, {}, plain_seconds);
  const bool contradict = result.answer == Answer::unsatisfiable;
  scope.contradiction_asked[scope.facts.size()] = contradict;
  if (contradict) {
    if (!result.trusted) scope.proof.backends.insert(result.by);
    scope.proof.queries.push_back(result.script);
    scope.proof.trail.emplace_back("this case cannot occur, its hypotheses are unsatisfiable");
    learn(scope, pending_in(scope, relation(Op::equal, Term(0), Term(1)), "contradiction"));
  }
  return contradict;
}

/// p without the factors whose sign is known and not 0, and whether they turn p's sign round. Questions about what
/// remains are smaller.
struct Core {
  Poly poly = 1;
  bool negated = false, smaller = false;
};

Core without_known_factors(Scope& scope, const Poly& p) {
  const Factorisation& parts = scope.proof.factorisation(p);
  Core core;
  core.negated = parts.coefficient < 0;
  for (const auto& [factor, exponent] : parts.factors) {
    const SignSet sign = parts.factors.size() == 1 ? signs::any : structural_sign(scope, factor);
    const bool odd = exponent % 2 != 0;
    if (sign.within(signs::positive) || sign.within(signs::negative) || (!odd && sign.within(signs::nonzero))) {
      core.negated ^= odd && sign.within(signs::negative);
      core.smaller = true;
      continue;
    }
    core.smaller |= exponent > 2;
    core.poly = multiply(core.poly, odd ? factor : power(factor, 2));
  }
  return core;
}

}  // namespace

SignSet structural_sign(Scope& scope, const Poly& p) {
  if (is_constant(p)) return sign_of_number(constant_of(p));
  SignSet result = by_monomials(scope, p);
  for (const Fact& fact : scope.facts)
    if (fact.poly.is_equal(p)) result = result & fact.sign;
  for (const Factor& factor : scope.factors)
    if (factor.poly.is_equal(p)) result = result & factor.sign;
  const auto cached = scope.proof.known_signs.find(cache_key(scope, p));
  if (cached != scope.proof.known_signs.end()) result = result & cached->second;
  if (result != signs::any) return result;
  const Factorisation& parts = scope.proof.factorisation(p);
  if (parts.factors.size() == 1 && parts.factors[0].second == 1 && parts.coefficient == 1) return result;
  SignSet by_factors = sign_of_number(parts.coefficient);
  for (const auto& [factor, exponent] : parts.factors) {
    const SignSet base = factor.is_equal(p) ? result : structural_sign(scope, factor);
    by_factors = product(
        by_factors, exponent % 2 == 0 ? (base.within(signs::nonzero) ? signs::positive : signs::nonnegative) : base);
  }
  return result & by_factors;
}

bool has_sign(Scope& scope, const Poly& p, SignSet wanted) {
  if (structural_sign(scope, p).within(wanted)) return true;
  if (is_constant(p)) return facts_contradict(scope);
  if (const auto sign = sign_of_algebraic_number(scope, p)) {
    if (!sign->within(wanted)) return facts_contradict(scope);
    scope.proof.backends.insert("Arb");
    scope.proof.trail.push_back("sign of a real algebraic number: " + theorems::to_text(term_of(scope, p)) + " " +
                                name_of(*sign));
    learn_sign(scope, p, *sign, "sign of a number");
    return true;
  }
  if (const Core core = without_known_factors(scope, p); core.smaller && !is_constant(core.poly))
    return has_sign(scope, core.poly, core.negated ? negate(wanted) : wanted);
  if (wanted == signs::zero) {  // a product is 0 where a factor is
    const Factorisation parts = scope.proof.factorisation(p);
    for (const auto& [factor, exponent] : parts.factors)
      if (parts.factors.size() > 1 && has_sign(scope, factor, signs::zero)) return true;
  }
  bool refuted = false;
  bool found = ask_stage(scope, p, wanted, {}, plain_seconds, refuted);
  if (!found && involves_transcendental(scope, p)) {
    const std::vector<Lemma> lemmas = lemmas_for(scope);
    if (!lemmas.empty()) found = ask_stage(scope, p, wanted, lemmas, lemma_seconds, refuted);
  }
  if (found) {
    auto [place, is_new] = scope.proof.known_signs.emplace(cache_key(scope, p), wanted);
    if (!is_new) place->second = place->second & wanted;
  }
  return found;
}

SignSet sign_of(Scope& scope, const Poly& p) {
  const SignSet known = structural_sign(scope, p);
  if (const auto sign = sign_of_algebraic_number(scope, p)) return known & *sign;
  for (const SignSet wanted : {signs::positive, signs::negative, signs::nonnegative, signs::nonpositive}) {
    if (known.within(wanted)) return known;
    if ((known & wanted).bits == 0) continue;  // certainly not
    const std::size_t before = scope.proof.candidates.size();
    const bool found = has_sign(scope, p, wanted);
    scope.proof.candidates.resize(std::min(before, scope.proof.candidates.size()));  // a question, not a claim
    if (found) return known & wanted;
  }
  return known;
}

}  // namespace flowcert::proofs::exact
