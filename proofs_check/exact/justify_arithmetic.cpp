#include "proofs_check/exact/justify_arithmetic.hpp"

#include "proofs_check/certificates/find_refutation.hpp"
#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/kernel/arithmetic.hpp"
#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::exact {

namespace {

using certificates::KnownFact;
using kernel::Known;
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

KnownFact fact_of(const Known& known) {
  return {known.poly, static_cast<KnownFact::Kind>(known.kind)};
}
static_assert(static_cast<int>(KnownFact::Kind::nonnegative) == static_cast<int>(Known::Kind::nonnegative));
static_assert(static_cast<int>(KnownFact::Kind::nonzero) == static_cast<int>(Known::Kind::nonzero));

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
    result.kind = static_cast<kernel::Refutation::Kind>(r.kind);
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

static_assert(static_cast<int>(kernel::Refutation::Kind::implication) ==
              static_cast<int>(certificates::Refutation::Kind::implication));

}  // namespace

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
    kernel::Arithmetic arithmetic(pending);
    std::vector<KnownFact> facts;
    for (std::size_t k = 0; k < arithmetic.size(); ++k) facts.push_back(fact_of(arithmetic.fact(k)));
    std::vector<certificates::KnownImplication> implications;
    for (const auto& [premise, conclusion] : arithmetic.implications())
      implications.push_back({fact_of(premise), fact_of(conclusion)});
    const auto found = certificates::find_refutation(facts, implications, deadline);
    if (!found) return nullptr;
    auto step = std::make_shared<Step>(*with_rule(pending, Rule::certificate));
    step->data.refutation = Writer(arithmetic.reader().atoms()).written(*found);
    return step;
  } catch (const kernel::Reader::Unreadable&) {
  } catch (const kernel::TooLarge&) {
  }
  return nullptr;
}

}  // namespace flowcert::proofs::exact
