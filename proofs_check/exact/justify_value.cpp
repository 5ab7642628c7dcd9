#include "proofs_check/exact/justify_value.hpp"

#include <string>
#include <vector>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/justify_arithmetic.hpp"
#include "proofs_check/kernel/functions.hpp"
#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::exact {

namespace {

using kernel::Op;
using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;
using kernel::Term;

/// The pending step with another claim and rule.
StepPtr changed(const Step& pending, const Term& claim, Rule rule) {
  auto step = std::make_shared<Step>(pending);
  step->conclusion.claim = claim;
  step->rule = rule;
  step->data.name.clear();
  return step;
}

/// The pending step's equality by an axiom about the same term, and arithmetic.
StepPtr by_axiom(const Step& pending, const std::string& name, const std::vector<Term>& about,
                 const Deadline& deadline) {
  const auto claim = kernel::axiom(name, about);
  if (!claim) return nullptr;
  auto instance = std::make_shared<Step>(pending);
  for (const Term& condition : kernel::axiom_conditions(name, about)) {
    const StepPtr shown = consequence(pending, condition, deadline);
    if (!shown) return nullptr;
    instance->premises.push_back(shown);
  }
  instance->rule = Rule::function_fact;
  instance->conclusion.claim = *claim;
  instance->data = {};
  instance->data.terms = about;
  instance->data.name = name;
  if (!kernel::holds(*instance)) return nullptr;
  if (*claim == pending.conclusion.claim) return instance;
  auto step = std::make_shared<Step>(pending);
  step->data.name.clear();
  step->data.places.resize(step->premises.size(), 0);
  step->premises.push_back(instance);
  step->data.places.push_back(1);
  step->rule = Rule::identity;
  return step;
}

StepPtr by_one_of(const Step& pending, const std::vector<std::string>& names, const std::vector<Term>& about,
                  const Deadline& deadline) {
  for (const std::string& name : names) {
    const StepPtr step = by_axiom(pending, name, about, deadline);
    if (step && kernel::holds(*step)) return step;
  }
  return nullptr;
}

/// log(A) == S by the form of A; else by that of the product that A is: exp(S).
StepPtr of_logarithm(const Step& pending, const Deadline& deadline) {
  const StepPtr plain = changed(pending, pending.conclusion.claim, Rule::logarithm);
  if (kernel::holds(*plain)) return plain;
  const Term &log = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  std::vector<Term> product;  // exp(sum of c*log(f)) as the product of f^c
  const std::vector<Term> sum = value.op() == Op::add ? value.args() : std::vector<Term>{value};
  for (const Term& term : sum) {
    Term rest(1), base(1);
    for (const Term& factor : term.op() == Op::multiply ? term.args() : std::vector<Term>{term}) {
      if (factor.op() == Op::log && base.is_number(1)) {
        base = factor.arg(0);
      } else {
        rest = rest * factor;
      }
    }
    product.push_back(base.is_number(1) ? theorems::apply(Op::exp, {term}) : theorems::pow(base, rest));
  }
  const StepPtr equal =
      consequence(pending, relation(Op::equal, log.arg(0), theorems::multiply(product)), deadline);
  if (!equal) return nullptr;
  auto step = std::make_shared<Step>(*plain);
  step->data.places.resize(step->premises.size(), 0);
  step->premises.push_back(equal);
  return step;
}

/// f(...) == value for f with a square root: a number that is not negative and has the right square.
StepPtr of_root(const Step& pending, const Deadline& deadline) {
  const Term &root = pending.conclusion.claim.arg(0), &value = pending.conclusion.claim.arg(1);
  return by_axiom(pending, "the root that is not negative", {root.arg(0), value}, deadline);
}

}  // namespace

StepPtr by_value(const Step& pending, const Deadline& deadline) {
  const Term& claim = pending.conclusion.claim;
  if (claim.op() != Op::equal) return nullptr;
  const Term& f = claim.arg(0);
  switch (f.op()) {
    case Op::euler:
      return by_axiom(pending, "e is exp(1)", {}, deadline);
    case Op::abs:
      return by_one_of(pending, {"abs of something not negative", "abs of something not positive"}, {f.arg(0)},
                       deadline);
    case Op::sign:
      return by_one_of(pending, {"sign of something positive", "sign of something negative", "sign of zero"},
                       {f.arg(0)}, deadline);
    case Op::min:
    case Op::max: {
      if (f.args().size() != 2) return nullptr;
      const bool least = f.op() == Op::min;
      return by_one_of(pending,
                       {least ? "the lesser" : "the greater", least ? "the lesser is the second" : "the greater is the second"},
                       f.args(), deadline);
    }
    case Op::exp:
    case Op::power: {
      const StepPtr step = changed(pending, claim, Rule::exponential_of_sum);
      if (kernel::holds(*step)) return step;
      return nullptr;
    }
    case Op::sqrt: {
      const StepPtr step = changed(pending, claim, Rule::exponential_of_sum);
      if (kernel::holds(*step)) return step;
      return of_root(pending, deadline);
    }
    case Op::log:
      return of_logarithm(pending, deadline);
    case Op::sinh:
      return by_axiom(pending, "sinh by exp", f.args(), deadline);
    case Op::cosh:
      return by_axiom(pending, "cosh by exp", f.args(), deadline);
    case Op::tanh:
      return by_axiom(pending, "tanh by exp", f.args(), deadline);
    default:
      return nullptr;
  }
}

}  // namespace flowcert::proofs::exact
