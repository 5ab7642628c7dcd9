#include "proofs_check/exact/justify_arithmetic.hpp"

#include <unordered_set>

#include "proofs_check/certificates/find_refutation.hpp"
#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/kernel/arithmetic.hpp"
#include "proofs_check/kernel/functions.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

using certificates::KnownFact;
using kernel::Op;
using kernel::Polynomial;
using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;
using kernel::Term;

StepPtr with_rule(const Step& pending, Rule rule) {
  auto step = std::make_shared<Step>(pending);
  step->rule = rule;
  step->data.name.clear();
  return step;
}

Op relation_of(KnownFact::Kind kind) {
  switch (kind) {
    case KnownFact::Kind::zero:
      return Op::equal;
    case KnownFact::Kind::positive:
      return Op::greater;
    case KnownFact::Kind::nonnegative:
      return Op::greater_equal;
    default:
      return Op::not_equal;
  }
}

/// The other way round: what a polynomial's negative compares like.
Op turned(Op relation) {
  switch (relation) {
    case Op::greater:
      return Op::less;
    case Op::greater_equal:
      return Op::less_equal;
    default:
      return relation;
  }
}

/// The refutation with terms in the place of polynomials.
class Writer {
 public:
  explicit Writer(const std::vector<Term>& atoms) : atoms_(atoms) {}

  kernel::Refutation written(const certificates::Refutation& r) const {
    kernel::Refutation result;
    result.kind = r.kind;
    for (const certificates::PolySummand& s : r.summands)
      result.summands.push_back({s.coefficient, term_of(s.factor), s.facts});
    result.facts = r.facts;
    result.implication = r.implication;
    if (r.kind == certificates::Refutation::Kind::cases) result.about = term_of(r.cases.front().first.poly);
    for (const auto& [fact, rest] : r.cases) {
      const Op op = relation_of(fact.kind);
      const bool same = fact.poly == r.cases.front().first.poly;
      result.cases.emplace_back(same ? op : turned(op), written(rest));
    }
    return result;
  }

 private:
  Term term_of(const Polynomial& p) const {
    std::vector<Term> sum;
    for (const auto& [monomial, coefficient] : p.terms()) {
      std::vector<Term> product;
      if (coefficient != 1 || monomial.empty()) product.emplace_back(coefficient);
      for (const auto& [atom, exponent] : monomial) {
        const Term& base = atoms_[atom];
        product.push_back(exponent == 1 ? base : theorems::pow(base, Term(static_cast<int>(exponent))));
      }
      sum.push_back(theorems::multiply(product));
    }
    return sum.empty() ? Term(0) : theorems::add(sum);
  }
  const std::vector<Term>& atoms_;
};

/// Equalities that the kernel would rewrite powers by, as facts: the search has to see them.
Step without_rewriting(Step pending) {
  for (std::size_t& use : pending.data.places)
    if (use == static_cast<std::size_t>(Use::power)) use = static_cast<std::size_t>(Use::fact);
  return pending;
}

/// What has to be known for the term to be defined, once its arguments are.
std::vector<Term> needs_of(const Term& term) {
  if (const theorems::Function* f = theorems::function_of(term.op()))
    return theorems::domain_relations(*f, term.arg(0));
  if (term.op() == Op::power && !term.arg(1).is_number()) return {relation(Op::greater, term.arg(0), Term(0))};
  const auto claim = kernel::domain_claim(term);
  return claim ? std::vector<Term>{*claim} : std::vector<Term>{};
}

/// Arguments before what they are arguments of.
void collect_terms(const Term& term, std::vector<Term>& all, std::unordered_set<Term, theorems::TermHash>& seen) {
  if (!seen.insert(term).second) return;
  if (term.op() == Op::for_all || term.op() == Op::exists || term.op() == Op::symbolic_sum ||
      term.op() == Op::symbolic_product)
    return;
  for (const Term& arg : term.args()) collect_terms(arg, all, seen);
  all.push_back(term);
}

}  // namespace

Step with_domains(const Step& pending, const Deadline& deadline) {
  Step result = pending;
  std::vector<Term> terms;
  std::unordered_set<Term, theorems::TermHash> seen;
  collect_terms(pending.conclusion.claim, terms, seen);
  for (const Term& term : terms) {
    for (const Term& need : needs_of(term)) {
      if (kernel::facts_of(result).defined(term)) break;
      const StepPtr shown = consequence(result, need, deadline);
      if (!shown) break;
      result.data.places.resize(result.premises.size(), 0);
      result.premises.push_back(shown);
    }
  }
  return result;
}

StepPtr consequence(const Step& pending, const Term& claim, const Deadline& deadline) {
  Step goal = pending;
  goal.conclusion.claim = claim;
  goal.rule = Rule::pending;
  for (const auto& way : {by_logic, by_identity, by_real_arithmetic}) {
    const StepPtr step = way(goal, deadline);
    if (step && kernel::holds(*step)) return step;
  }
  return nullptr;
}

StepPtr by_logic(const Step& pending, const Deadline& /*deadline*/) {
  for (const Rule rule : {Rule::hypothesis, Rule::opposite, Rule::order_cases}) {
    const StepPtr step = with_rule(pending, rule);
    if (kernel::holds(*step)) return step;
  }
  return nullptr;
}

StepPtr by_identity(const Step& pending, const Deadline& /*deadline*/) {
  return theorems::is_relation(pending.conclusion.claim.op()) ? with_rule(pending, Rule::identity) : nullptr;
}

StepPtr by_real_arithmetic(const Step& pending, const Deadline& deadline) {
  if (!theorems::is_relation(pending.conclusion.claim.op())) return nullptr;
  try {
    const Step plain = without_rewriting(pending);
    kernel::Arithmetic arithmetic(plain);
    std::vector<KnownFact> facts;
    for (std::size_t k = 0; k < arithmetic.size(); ++k) facts.push_back(arithmetic.fact(k));
    std::vector<certificates::KnownImplication> implications;
    for (const auto& [premise, conclusion] : arithmetic.implications()) implications.push_back({premise, conclusion});
    const auto found = certificates::find_refutation(facts, implications, deadline);
    if (!found) return nullptr;
    auto step = std::make_shared<Step>(*with_rule(plain, Rule::certificate));
    step->data.refutation = Writer(arithmetic.reader().atoms()).written(*found);
    return step;
  } catch (const kernel::Reader::Unreadable&) {
  } catch (const kernel::TooLarge&) {
  }
  return nullptr;
}

}  // namespace flowcert::proofs::exact
