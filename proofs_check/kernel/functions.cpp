#include "proofs_check/kernel/functions.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

#include "proofs_check/kernel/rules.hpp"

namespace flowcert::proofs::kernel {

namespace {

using theorems::apply;
using theorems::pow;

/// The logarithm of a positive term, taken apart: log(exp(a)) is a, log(a^r) is r log(a) for a number r, products and
/// quotients of positive terms become sums. Null where a part is not known to be positive.
std::optional<Term> logarithm_of(const Facts& facts, const Term& term) {
  switch (term.op()) {
    case Op::exp:
      return term.arg(0);
    case Op::euler:
      return Term(1);
    case Op::multiply: {
      Term sum(0);
      for (const Term& arg : term.args()) {
        const auto part = logarithm_of(facts, arg);
        if (!part) return std::nullopt;
        sum = sum + *part;
      }
      return sum;
    }
    case Op::divide: {
      const auto top = logarithm_of(facts, term.arg(0)), bottom = logarithm_of(facts, term.arg(1));
      if (!top || !bottom) return std::nullopt;
      return *top - *bottom;
    }
    case Op::sqrt: {
      const auto inner = logarithm_of(facts, term.arg(0));
      return inner ? std::optional(*inner * Term(Rational(1, 2))) : std::nullopt;
    }
    case Op::power: {
      const auto base = logarithm_of(facts, term.arg(0));
      if (!base || !facts.defined(term.arg(1))) return std::nullopt;
      return *base * term.arg(1);
    }
    default:
      if (term.is_number(1)) return Term(0);
      if (!facts.positive(term)) return std::nullopt;
      return apply(Op::log, {term});
  }
}

struct Axiom {
  std::string_view name;
  std::size_t arguments;
  /// What must be known (arguments are shown to be defined besides), and what then holds.
  std::function<std::vector<Term>(const std::vector<Term>&)> conditions;
  std::function<Term(const std::vector<Term>&)> conclusion;
};

using Terms = std::vector<Term>;

Term less_equal(const Term& a, const Term& b) {
  return relation(Op::less_equal, a, b);
}
Term equal(const Term& a, const Term& b) {
  return relation(Op::equal, a, b);
}
Term of(Op op, const Term& x) {
  return apply(op, {x});
}
Term positive(const Term& x) {
  return relation(Op::greater, x, Term(0));
}
Term nonnegative(const Term& x) {
  return relation(Op::greater_equal, x, Term(0));
}
Term implies(const Term& a, const Term& b) {
  return apply(Op::implies, {a, b});
}
/// With twenty digits after the point.
Rational decimal(const char* digits) {
  return {theorems::Integer(digits), theorems::Integer("100000000000000000000")};
}
Terms none(const Terms&) {
  return {};
}
Term half(const Term& x) {
  return x / Term(2);
}
constexpr std::size_t several = 1'000;  // arguments: two or more, the last of which is one of the others
Terms all_but_last(const Terms& x) {
  return {x.begin(), x.end() - 1};
}
/// The last is one of the others and compares with each of them so; `0 == 1` if it is none of them.
Terms chosen_among(Op order, const Terms& x) {
  const Terms others = all_but_last(x);
  if (std::find(others.begin(), others.end(), x.back()) == others.end()) return {equal(Term(0), Term(1))};
  Terms result;
  for (const Term& other : others)
    if (!(other == x.back())) result.push_back(relation(order, x.back(), other));
  return result;
}

/// Each holds at every point where its conditions do; the names are those of lemmas in any textbook of analysis.
const std::vector<Axiom>& axioms() {
  static const std::vector<Axiom> table{
      {"exp is positive", 1, none, [](const Terms& x) { return positive(of(Op::exp, x[0])); }},
      {"exp(x) >= 1 + x", 1, none, [](const Terms& x) { return less_equal(Term(1) + x[0], of(Op::exp, x[0])); }},
      {"exp(a) >= exp(b)*(1 + a - b)", 2, none,
       [](const Terms& x) { return less_equal(of(Op::exp, x[1]) * (Term(1) + (x[0] - x[1])), of(Op::exp, x[0])); }},
      {"exp(a)*(1 - a) <= 1", 1, none,
       [](const Terms& x) { return less_equal(of(Op::exp, x[0]) * (Term(1) - x[0]), Term(1)); }},
      {"exp(a) >= 1 + a + a^2/2 for a >= 0", 1, none,
       [](const Terms& x) {
         return implies(nonnegative(x[0]), less_equal(Term(1) + x[0] + half(pow(x[0], Term(2))), of(Op::exp, x[0])));
       }},
      {"exp(a) <= 1 + a + a^2/2 for a <= 0", 1, none,
       [](const Terms& x) {
         return implies(less_equal(x[0], Term(0)),
                        less_equal(of(Op::exp, x[0]), Term(1) + x[0] + half(pow(x[0], Term(2)))));
       }},
      {"exp(0) is 1", 0, none, [](const Terms&) { return equal(of(Op::exp, Term(0)), Term(1)); }},
      {"e is exp(1)", 0, none, [](const Terms&) { return equal(theorems::constant(Op::euler), of(Op::exp, Term(1))); }},
      {"exp of log", 1, [](const Terms& x) { return Terms{positive(x[0])}; },
       [](const Terms& x) { return equal(of(Op::exp, of(Op::log, x[0])), x[0]); }},
      {"log(x) <= x - 1", 1, [](const Terms& x) { return Terms{positive(x[0])}; },
       [](const Terms& x) { return less_equal(of(Op::log, x[0]), x[0] - Term(1)); }},
      {"x*log(x) >= x - 1", 1, [](const Terms& x) { return Terms{positive(x[0])}; },
       [](const Terms& x) { return less_equal(x[0] - Term(1), x[0] * of(Op::log, x[0])); }},
      {"y*(log(x) - log(y)) <= x - y", 2,
       [](const Terms& x) {
         return Terms{positive(x[0]), positive(x[1])};
       },
       [](const Terms& x) { return less_equal(x[1] * (of(Op::log, x[0]) - of(Op::log, x[1])), x[0] - x[1]); }},
      {"sin(a) <= a for a >= 0", 1, none,
       [](const Terms& x) { return implies(nonnegative(x[0]), less_equal(of(Op::sin, x[0]), x[0])); }},
      {"sin(a) >= a for a <= 0", 1, none,
       [](const Terms& x) { return implies(less_equal(x[0], Term(0)), less_equal(x[0], of(Op::sin, x[0]))); }},
      {"cos(a) >= 1 - a^2/2", 1, none,
       [](const Terms& x) { return less_equal(Term(1) - half(pow(x[0], Term(2))), of(Op::cos, x[0])); }},
      {"sin^2 <= 1", 1, none, [](const Terms& x) { return less_equal(pow(of(Op::sin, x[0]), Term(2)), Term(1)); }},
      {"cos^2 <= 1", 1, none, [](const Terms& x) { return less_equal(pow(of(Op::cos, x[0]), Term(2)), Term(1)); }},
      {"pi is above 3.14159265358979323846", 0, none,
       [](const Terms&) {
         return relation(Op::less, Term(decimal("314159265358979323846")), theorems::constant(Op::pi));
       }},
      {"pi is below 3.14159265358979323847", 0, none,
       [](const Terms&) {
         return relation(Op::less, theorems::constant(Op::pi), Term(decimal("314159265358979323847")));
       }},
      {"power of a root", 2,
       [](const Terms& x) {
         return Terms{nonnegative(x[0]), positive(x[1])};
       },
       [](const Terms& x) { return equal(pow(pow(x[0], Term(1) / x[1]), x[1]), x[0]); }},
      {"a power is not negative", 2,
       [](const Terms& x) {
         return Terms{nonnegative(x[0]), positive(x[1])};
       },
       [](const Terms& x) { return nonnegative(pow(x[0], x[1])); }},
      {"a power of something positive", 2, [](const Terms& x) { return Terms{positive(x[0])}; },
       [](const Terms& x) { return positive(pow(x[0], x[1])); }},
      {"square of a root", 1, [](const Terms& x) { return Terms{nonnegative(x[0])}; },
       [](const Terms& x) { return equal(pow(of(Op::sqrt, x[0]), Term(2)), x[0]); }},
      {"a root is not negative", 1, [](const Terms& x) { return Terms{nonnegative(x[0])}; },
       [](const Terms& x) { return nonnegative(of(Op::sqrt, x[0])); }},
      {"a root of something positive", 1, [](const Terms& x) { return Terms{positive(x[0])}; },
       [](const Terms& x) { return positive(of(Op::sqrt, x[0])); }},
      {"the root that is not negative", 2,
       [](const Terms& x) {
         return Terms{nonnegative(x[1]), equal(pow(x[1], Term(2)), x[0])};
       },
       [](const Terms& x) { return equal(of(Op::sqrt, x[0]), x[1]); }},
      {"abs of something not negative", 1, [](const Terms& x) { return Terms{nonnegative(x[0])}; },
       [](const Terms& x) { return equal(of(Op::abs, x[0]), x[0]); }},
      {"abs of something not positive", 1, [](const Terms& x) { return Terms{less_equal(x[0], Term(0))}; },
       [](const Terms& x) { return equal(of(Op::abs, x[0]), -x[0]); }},
      {"sign of something positive", 1, [](const Terms& x) { return Terms{positive(x[0])}; },
       [](const Terms& x) { return equal(of(Op::sign, x[0]), Term(1)); }},
      {"sign of something negative", 1, [](const Terms& x) { return Terms{relation(Op::less, x[0], Term(0))}; },
       [](const Terms& x) { return equal(of(Op::sign, x[0]), Term(-1)); }},
      {"sign of zero", 1, [](const Terms& x) { return Terms{equal(x[0], Term(0))}; },
       [](const Terms& x) { return equal(of(Op::sign, x[0]), Term(0)); }},
      {"the least", several, [](const Terms& x) { return chosen_among(Op::less_equal, x); },
       [](const Terms& x) { return equal(apply(Op::min, all_but_last(x)), x.back()); }},
      {"the greatest", several, [](const Terms& x) { return chosen_among(Op::greater_equal, x); },
       [](const Terms& x) { return equal(apply(Op::max, all_but_last(x)), x.back()); }},
      {"sin^2 + cos^2", 1, none,
       [](const Terms& x) {
         return equal(pow(of(Op::sin, x[0]), Term(2)), Term(1) - pow(of(Op::cos, x[0]), Term(2)));
       }},
      {"sin of a sum", 2, none,
       [](const Terms& x) {
         return equal(of(Op::sin, x[0] + x[1]),
                      of(Op::sin, x[0]) * of(Op::cos, x[1]) + of(Op::cos, x[0]) * of(Op::sin, x[1]));
       }},
      {"cos of a sum", 2, none,
       [](const Terms& x) {
         return equal(of(Op::cos, x[0] + x[1]),
                      of(Op::cos, x[0]) * of(Op::cos, x[1]) - of(Op::sin, x[0]) * of(Op::sin, x[1]));
       }},
      {"sinh by exp", 1, none,
       [](const Terms& x) { return equal(of(Op::sinh, x[0]), half(of(Op::exp, x[0]) - of(Op::exp, -x[0]))); }},
      {"cosh by exp", 1, none,
       [](const Terms& x) { return equal(of(Op::cosh, x[0]), half(of(Op::exp, x[0]) + of(Op::exp, -x[0]))); }},
      {"tanh by exp", 1, none,
       [](const Terms& x) {
         return equal(of(Op::tanh, x[0]),
                      (of(Op::exp, x[0]) - of(Op::exp, -x[0])) / (of(Op::exp, x[0]) + of(Op::exp, -x[0])));
       }},
      {"floor is not above", 1, none, [](const Terms& x) { return less_equal(of(Op::floor, x[0]), x[0]); }},
      {"floor is near", 1, none,
       [](const Terms& x) { return relation(Op::less, x[0], of(Op::floor, x[0]) + Term(1)); }},
  };
  return table;
}

const Axiom* find_axiom(const std::string& name, std::size_t arguments) {
  const auto found = std::find_if(axioms().begin(), axioms().end(), [&](const Axiom& a) { return a.name == name; });
  if (found == axioms().end()) return nullptr;
  const bool fits = found->arguments == several ? arguments >= 2 : found->arguments == arguments;
  return fits ? &*found : nullptr;
}

}  // namespace

std::optional<Term> axiom(const std::string& name, const std::vector<Term>& about) {
  const Axiom* found = find_axiom(name, about.size());
  if (found == nullptr) return std::nullopt;
  return found->conclusion(about);
}

std::vector<Term> axiom_conditions(const std::string& name, const std::vector<Term>& about) {
  const Axiom* found = find_axiom(name, about.size());
  return found == nullptr ? std::vector<Term>{} : found->conditions(about);
}

std::optional<Term> domain_claim(const Term& term) {
  const auto fraction = [](const Term& e) { return e.is_number() && !theorems::is_integer(e.number()); };
  switch (term.op()) {
    case Op::divide:
      return relation(Op::not_equal, term.arg(1), Term(0));
    case Op::log:
      return positive(term.arg(0));
    case Op::sqrt:
      return nonnegative(term.arg(0));
    case Op::power:
      if (fraction(term.arg(1))) return term.arg(1).number() > 0 ? nonnegative(term.arg(0)) : positive(term.arg(0));
      if (term.arg(1).is_number() && term.arg(1).number() < 0) return relation(Op::not_equal, term.arg(0), Term(0));
      return std::nullopt;
    case Op::asin:
    case Op::acos:
      return less_equal(pow(term.arg(0), Term(2)), Term(1));
    default:
      return std::nullopt;
  }
}

/// data.terms[0] is defined, because a fact speaks of it or by other facts.
bool is_domain(const Step& step) {
  if (!premises_share_context(step) || step.data.terms.size() != 1) return false;
  const auto claim = domain_claim(step.data.terms[0]);
  return claim && *claim == step.conclusion.claim && facts_of(step).defined(step.data.terms[0]);
}

/// log(A) == S where A, or what a premise says that A equals, has a logarithm that taken apart is S.
bool is_logarithm(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || claim.op() != Op::equal || claim.arg(0).op() != Op::log) return false;
  const Facts facts = facts_of(step);
  if (!facts.defined(claim.arg(0)) || !facts.defined(claim.arg(1))) return false;
  Term argument = claim.arg(0).arg(0);
  if (!step.premises.empty()) {
    const Term& last = step.premises.back()->conclusion.claim;
    if (last.op() == Op::equal && last.arg(0) == argument) argument = last.arg(1);
  }
  const auto logarithm = logarithm_of(facts, argument);
  if (!logarithm || !facts.defined(*logarithm)) return false;
  Reader reader = reader_of(step);
  return reader.reduced(reader.difference(*logarithm, claim.arg(1)).top).is_zero();
}

/// A == B for positive A and B whose logarithms, taken apart, are the same.
bool is_exponential_of_sum(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (!premises_share_context(step) || claim.op() != Op::equal) return false;
  const Facts facts = facts_of(step);
  if (!facts.defined(claim.arg(0)) || !facts.defined(claim.arg(1))) return false;
  const auto left = logarithm_of(facts, claim.arg(0)), right = logarithm_of(facts, claim.arg(1));
  if (!left || !right || !facts.defined(*left) || !facts.defined(*right)) return false;
  Reader reader = reader_of(step);
  return reader.reduced(reader.difference(*left, *right).top).is_zero();
}

/// The axiom called data.name of the terms data.terms.
bool is_function_fact(const Step& step) {
  if (!premises_share_context(step)) return false;
  const Axiom* found = find_axiom(step.data.name, step.data.terms.size());
  if (found == nullptr || !(found->conclusion(step.data.terms) == step.conclusion.claim)) return false;
  const Facts facts = facts_of(step);
  const auto& about = step.data.terms;
  const auto conditions = found->conditions(about);
  return std::all_of(about.begin(), about.end(), [&](const Term& term) { return facts.defined(term); }) &&
         std::all_of(conditions.begin(), conditions.end(), [&](const Term& c) { return facts.known(c); });
}

}  // namespace flowcert::proofs::kernel
