#include "proofs_check/exact/lemmas.hpp"

#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/translate.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_exponentials = 6;
constexpr std::size_t most_logarithms = 5;
constexpr std::size_t most_functions = 6;

class Builder {
 public:
  Builder(Scope& scope, std::vector<Lemma>& lemmas) : scope_(scope), lemmas_(lemmas) {}

  Fraction plus(const Fraction& a, const Fraction& b) { return add(scope_, a, b); }
  Fraction minus(const Fraction& a, const Fraction& b) { return subtract(scope_, a, b); }
  Fraction times(const Fraction& a, const Fraction& b) { return multiply(scope_, a, b); }
  Fraction one() { return constant(1); }

  void state(const std::string& name, const Fraction& value, SignSet sign) {
    lemmas_.push_back({std::nullopt, {same_sign(scope_, value), sign}, name, about_});
  }
  void state_if(const std::string& name, const Fraction& premise, SignSet when, const Fraction& value, SignSet sign) {
    lemmas_.push_back({Fact{same_sign(scope_, premise), when}, {same_sign(scope_, value), sign}, name, about_});
  }
  /// One that says "a relation implies a relation", of the term that it is about.
  void state_axiom(const theorems::Axiom& axiom) {
    const Term claim = substitute(axiom.conclusion, {{"x", about_.at(0)}});
    lemmas_.push_back({fact(claim.arg(0)), fact(claim.arg(1)), axiom.name, about_});
  }
  /// The terms that the lemmas stated next are about.
  void about(const std::vector<Fraction>& fractions) {
    about_.clear();
    for (const Fraction& a : fractions) about_.push_back(term_of(scope_, a));
  }

 private:
  Fact fact(const Term& relation) {
    const Fraction gap = minus(translate(scope_, relation.arg(0)), translate(scope_, relation.arg(1)));
    return {same_sign(scope_, gap), signs_of(relation.op())};
  }

  Scope& scope_;
  std::vector<Lemma>& lemmas_;
  std::vector<Term> about_;
};

/// exp(a) >= 1 + a: the function exp(a) - 1 - a is convex with derivative 0 at a = 0, where it is 0.
/// exp(a)(1 - a) <= 1: that is the same at -a, multiplied by exp(a) > 0.
/// a >= 0: exp(a) >= 1 + a + a^2/2, for the derivative exp(a) - 1 - a of the difference is >= 0 and the difference is 0
/// at 0; a <= 0: exp(a) <= 1 + a + a^2/2 by the same derivative.
void about_exponential(Builder& b, const ExpInstance& e) {
  b.about({e.argument});
  const Fraction tangent = b.plus(b.one(), e.argument);
  b.state("exp(x) >= 1 + x", b.minus(e.value, tangent), signs::nonnegative);
  b.state("exp(a)*(1 - a) <= 1", b.minus(b.times(e.value, b.minus(b.one(), e.argument)), b.one()), signs::nonpositive);
  Fraction half_square = b.times(e.argument, e.argument);
  half_square.numerator = (half_square.numerator / 2).expand();
  const Fraction quadratic = b.minus(e.value, b.plus(tangent, half_square));
  b.state_if("exp(a) >= 1 + a + a^2/2 for a >= 0", e.argument, signs::nonnegative, quadratic, signs::nonnegative);
  b.state_if("exp(a) <= 1 + a + a^2/2 for a <= 0", e.argument, signs::nonpositive, quadratic, signs::nonpositive);
}

/// exp(a) >= exp(b)(1 + a - b): exp(a - b) >= 1 + (a - b), multiplied by exp(b) > 0. Contains monotonicity.
void about_pair(Builder& b, const ExpInstance& e, const ExpInstance& f) {
  b.about({e.argument, f.argument});
  const Fraction slope = b.plus(b.one(), b.minus(e.argument, f.argument));
  b.state("exp(a) >= exp(b)*(1 + a - b)", b.minus(e.value, b.times(f.value, slope)), signs::nonnegative);
}

/// log(x) <= x - 1 and x log(x) >= x - 1 for x > 0: exp(a) >= 1 + a at a = log(x), and at a = -log(x) = log(1/x), times
/// x.
void about_logarithm(Builder& b, const Fraction& log, const Fraction& x) {
  b.about({x});
  const Fraction tangent = b.minus(x, b.one());
  b.state("log(x) <= x - 1", b.minus(log, tangent), signs::nonpositive);
  b.state("x*log(x) >= x - 1", b.minus(b.times(x, log), tangent), signs::nonnegative);
}

/// y (log(x) - log(y)) <= x - y for x, y > 0: log(x/y) <= x/y - 1, multiplied by y. Contains monotonicity.
void about_logarithms(Builder& b, const Fraction& log_x, const Fraction& x, const Fraction& log_y, const Fraction& y) {
  b.about({x, y});
  b.state("y*(log(x) - log(y)) <= x - y", b.minus(b.times(y, b.minus(log_x, log_y)), b.minus(x, y)),
          signs::nonpositive);
}

/// a >= 0: sin(a) <= a, for |cos| <= 1; and the same mirrored. cos(a) >= 1 - a^2/2: 1 - cos(a) = 2 sin(a/2)^2 <= a^2/2.
void about_sine(Builder& b, const Fraction& sine, const Fraction& a) {
  b.about({a});
  b.state_if("sin(a) <= a for a >= 0", a, signs::nonnegative, b.minus(sine, a), signs::nonpositive);
  b.state_if("sin(a) >= a for a <= 0", a, signs::nonpositive, b.minus(sine, a), signs::nonnegative);
}
void about_cosine(Builder& b, const Fraction& cosine, const Fraction& a) {
  b.about({a});
  Fraction half_square = b.times(a, a);
  half_square.numerator = (half_square.numerator / 2).expand();
  b.state("cos(a) >= 1 - a^2/2", b.plus(b.minus(cosine, b.one()), half_square), signs::nonnegative);
}

/// Axioms about one value of a function that say "a relation implies a relation".
void about_function(Builder& b, const Generator& g) {
  for (const theorems::Axiom& axiom : theorems::axioms_of(g.term.op())) {
    if (axiom.conclusion.op() != Op::implies || axiom.arguments != 1 || !axiom.conditions.empty()) continue;
    b.about({g.argument});
    b.state_axiom(axiom);
  }
}

/// f increases: a < b implies f(a) < f(b).
void about_functions(Builder& b, const Generator& f, const Generator& g) {
  if (f.term.op() != g.term.op() || !theorems::function_of(f.term.op())->increasing) return;
  b.about({f.argument, g.argument});
  b.state_if(std::string(theorems::name_of_function(f.term.op())) + " is increasing", b.minus(f.argument, g.argument),
             signs::negative, b.minus(Fraction{f.symbol, {}}, Fraction{g.symbol, {}}), signs::negative);
}

std::vector<ExpInstance> exponentials_of(Scope& scope) {
  std::vector<ExpInstance> result;
  for (const Generator& g : scope.generators)
    if (g.kind == Kind::exponential) result.push_back({g.argument, Fraction{g.symbol, {}}});
  for (const ExpInstance& e : scope.exponentials) {
    bool known = false;
    for (const ExpInstance& r : result)
      known |= r.value.numerator.is_equal(e.value.numerator) && r.value.denominator == e.value.denominator;
    if (!known) result.push_back(e);
  }
  if (result.size() > most_exponentials) result.resize(most_exponentials);
  return result;
}

}  // namespace

std::vector<Lemma> lemmas_for(Scope& scope) {
  std::vector<Lemma> lemmas;
  Builder b(scope, lemmas);
  try {
    const std::vector<ExpInstance> exponentials = exponentials_of(scope);
    for (const ExpInstance& e : exponentials) about_exponential(b, e);
    for (std::size_t i = 0; i < exponentials.size(); ++i)
      for (std::size_t j = 0; j < exponentials.size(); ++j)
        if (i != j) about_pair(b, exponentials[i], exponentials[j]);
    std::vector<const Generator*> logarithms, functions;
    for (const Generator& g : scope.generators)
      if (g.kind == Kind::function && functions.size() < most_functions) functions.push_back(&g);
    for (const Generator* f : functions) {
      about_function(b, *f);
      for (const Generator* g : functions)
        if (f != g) about_functions(b, *f, *g);
    }
    for (const Generator& g : scope.generators) {
      const Fraction value{g.symbol, {}};
      if (g.kind == Kind::logarithm && logarithms.size() < most_logarithms) logarithms.push_back(&g);
      if (g.kind == Kind::sine) about_sine(b, value, g.argument);
      if (g.kind == Kind::cosine) about_cosine(b, value, g.argument);
    }
    for (const Generator* x : logarithms) {
      about_logarithm(b, Fraction{x->symbol, {}}, x->argument);
      for (const Generator* y : logarithms)
        if (x != y) about_logarithms(b, Fraction{x->symbol, {}}, x->argument, Fraction{y->symbol, {}}, y->argument);
    }
  } catch (const GiveUp&) {
    // A lemma that is too large to write down is left out; those before it stay.
  }
  return lemmas;
}

}  // namespace flowcert::proofs::exact
