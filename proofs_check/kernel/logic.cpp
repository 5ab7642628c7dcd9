#include <algorithm>

#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

const Term& claim_of(const StepPtr& step) {
  return step->conclusion.claim;
}

bool contains(const std::vector<Term>& all, const Term& wanted) {
  return std::find(all.begin(), all.end(), wanted) != all.end();
}

/// The premise is about the step's context with this hypothesis more, at the end.
bool extends(const Step& step, const StepPtr& premise, const Term& hypothesis) {
  const Context &own = *step.conclusion.context, &other = *premise->conclusion.context;
  return other.variables == own.variables && same(other.motion, own.motion) &&
         other.hypotheses.size() == own.hypotheses.size() + 1 && other.hypotheses.back() == hypothesis &&
         std::equal(own.hypotheses.begin(), own.hypotheses.end(), other.hypotheses.begin());
}

std::vector<Term> disjuncts(const Term& claim) {
  return claim.op() == Op::logical_or ? claim.args() : std::vector<Term>{claim};
}

}  // namespace

bool premises_share_context(const Step& step) {
  return std::all_of(step.premises.begin(), step.premises.end(), [&](const StepPtr& premise) {
    return same(premise->conclusion.context, step.conclusion.context);
  });
}

Facts facts_of(const Step& step) {
  Facts facts;
  for (const Term& hypothesis : step.conclusion.context->hypotheses) facts.take(hypothesis);
  for (const StepPtr& premise : step.premises) facts.take(claim_of(premise));
  return facts;
}

Reader reader_of(const Step& step) {
  Reader reader;
  for (std::size_t k = 0; k < std::min(step.premises.size(), step.data.places.size()); ++k) {
    const std::size_t use = step.data.places[k];
    if (use != 1 && use != 2) continue;
    const Term& equality = claim_of(step.premises[k]);
    if (equality.op() != Op::equal) throw Reader::Unreadable{};
    const Term &left = equality.arg(0), &right = equality.arg(1);
    if (use == 1) {
      reader.define(left, right);
    } else {
      const bool power = left.op() == Op::power && left.arg(1).is_number() &&
                         theorems::is_integer(left.arg(1).number()) && left.arg(1).number() > 1 &&
                         left.arg(1).number() < 1'000;
      if (!power) throw Reader::Unreadable{};
      reader.relate(left.arg(0), numerator(left.arg(1).number()).convert_to<std::uint32_t>(), right);
    }
  }
  return reader;
}

/// |- true
bool is_truth(const Step& step) {
  return step.conclusion.claim.op() == Op::true_value;
}

/// A |- A, for a part of a conjunction too.
bool is_hypothesis(const Step& step) {
  const Term& claim = step.conclusion.claim;
  const std::vector<Term>& hypotheses = step.conclusion.context->hypotheses;
  return std::any_of(hypotheses.begin(), hypotheses.end(),
                     [&](const Term& h) { return h == claim || contains(parts_of(h), claim); });
}

/// |- A, |- B give |- A and B.
bool is_conjunction(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (claim.op() != Op::logical_and || !premises_share_context(step) || step.premises.size() != claim.args().size())
    return false;
  for (std::size_t k = 0; k < step.premises.size(); ++k)
    if (!(claim_of(step.premises[k]) == claim.arg(k))) return false;
  return true;
}

/// |- A and B gives |- A.
bool is_part_of_conjunction(const Step& step) {
  return step.premises.size() == 1 && premises_share_context(step) &&
         contains(parts_of(claim_of(step.premises[0])), step.conclusion.claim);
}

/// |- A gives |- A or B.
bool is_disjunction(const Step& step) {
  return step.premises.size() == 1 && premises_share_context(step) &&
         contains(disjuncts(step.conclusion.claim), claim_of(step.premises[0]));
}

/// not A |- B gives |- A or B.
bool is_last_of_disjunction(const Step& step) {
  const std::vector<Term> parts = disjuncts(step.conclusion.claim);
  if (step.premises.size() != 1 || parts.size() < 2 || !(claim_of(step.premises[0]) == parts.back())) return false;
  Context expected = *step.conclusion.context;
  for (std::size_t k = 0; k + 1 < parts.size(); ++k) expected.hypotheses.push_back(theorems::negation(parts[k]));
  return expected == *step.premises[0]->conclusion.context;
}

/// A |- B gives |- A implies B.
bool is_implication(const Step& step) {
  const Term& claim = step.conclusion.claim;
  return claim.op() == Op::implies && step.premises.size() == 1 && claim_of(step.premises[0]) == claim.arg(1) &&
         extends(step, step.premises[0], claim.arg(0));
}

/// The same claim with negations moved inwards; "not (a < b)" is shown by a >= b, which says more.
bool has_same_meaning(const Step& step) {
  if (step.premises.size() != 1 || !premises_share_context(step)) return false;
  const Term wanted = normal_form(step.conclusion.claim), given = normal_form(claim_of(step.premises[0]));
  if (wanted == given) return true;
  return wanted.op() == Op::logical_not && theorems::is_relation(wanted.arg(0).op()) &&
         negated_relation(wanted.arg(0)) == given;
}

/// The context of what must be so whether or not something moves: that a solution starts or lives cannot be inferred
/// from what holds along it.
ContextPtr beforehand(const Sequent& conclusion) {
  const bool about_values = conclusion.judgement == Judgement::holds || !conclusion.context->motion;
  return about_values ? conclusion.context : of_parameters(*conclusion.context);
}

/// |- A or B, A |- C, B |- C give |- C.
bool are_cases(const Step& step) {
  if (step.premises.size() < 2 || step.premises[0]->conclusion.judgement != Judgement::holds ||
      !same(step.premises[0]->conclusion.context, beforehand(step.conclusion)))
    return false;
  const std::vector<Term> parts = disjuncts(claim_of(step.premises[0]));
  if (step.premises.size() != parts.size() + 1) return false;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const StepPtr& premise = step.premises[k + 1];
    if (premise->conclusion.judgement != step.conclusion.judgement || !(claim_of(premise) == step.conclusion.claim) ||
        !extends(step, premise, parts[k]))
      return false;
  }
  return true;
}

/// a and b defined: a < b or a == b or a > b, and whatever else leaves no outcome out.
bool are_order_cases(const Step& step) {
  if (!premises_share_context(step)) return false;
  Outcomes covered{false, false, false};
  const std::vector<Term> parts = disjuncts(step.conclusion.claim);
  for (const Term& part : parts) {
    if (!theorems::is_relation(part.op()) || !(part.arg(0) == parts[0].arg(0)) || !(part.arg(1) == parts[0].arg(1)))
      return false;
    const Outcomes own = outcomes_of(part.op());
    covered = {covered.less || own.less, covered.equal || own.equal, covered.greater || own.greater};
  }
  const Facts facts = facts_of(step);
  return covered.less && covered.equal && covered.greater && facts.defined(parts[0].arg(0)) &&
         facts.defined(parts[0].arg(1));
}

/// |- A and A |- C give |- C; the premise with the hypothesis is the last.
bool is_cut(const Step& step) {
  if (step.premises.size() < 2) return false;
  Context expected = *step.conclusion.context;
  for (std::size_t k = 0; k + 1 < step.premises.size(); ++k) {
    if (!same(step.premises[k]->conclusion.context, step.conclusion.context)) return false;
    expected.hypotheses.push_back(claim_of(step.premises[k]));
  }
  const StepPtr& last = step.premises.back();
  return expected == *last->conclusion.context && claim_of(last) == step.conclusion.claim;
}

/// A |- C gives A, B |- C: each hypothesis of the premise is among the step's, and each variable. What is true of all
/// values is so along every motion.
bool is_weakening(const Step& step) {
  if (step.premises.size() != 1 || !(claim_of(step.premises[0]) == step.conclusion.claim)) return false;
  const Judgement judgement = step.conclusion.judgement;
  const Context &own = *step.conclusion.context, &other = *step.premises[0]->conclusion.context;
  const bool of_all = !other.motion && judgement == Judgement::holds;
  if (step.premises[0]->conclusion.judgement != judgement || !(of_all || same(own.motion, other.motion))) return false;
  std::vector<Term> known;
  for (const Term& h : own.hypotheses) {
    known.push_back(h);
    for (const Term& part : parts_of(h)) known.push_back(part);
  }
  const bool hypotheses = std::all_of(other.hypotheses.begin(), other.hypotheses.end(), [&](const Term& h) {
    const std::vector<Term> parts = parts_of(h);
    return contains(known, h) ||
           std::all_of(parts.begin(), parts.end(), [&](const Term& part) { return contains(known, part); });
  });
  return hypotheses && std::all_of(other.variables.begin(), other.variables.end(), [&](const Variable& v) {
           return std::find(own.variables.begin(), own.variables.end(), v) != own.variables.end();
         });
}

/// |- x == v, and A[v] |- C[v] gives A |- C.
bool is_substitution(const Step& step) {
  if (step.premises.size() != 2 || !same(step.premises[0]->conclusion.context, step.conclusion.context)) return false;
  const Term& equality = claim_of(step.premises[0]);
  if (equality.op() != Op::equal || !equality.arg(0).is_variable()) return false;
  const Context& own = *step.conclusion.context;
  if (has_moments(step.conclusion.claim) || std::any_of(own.hypotheses.begin(), own.hypotheses.end(), has_moments))
    return false;
  const std::string& name = equality.arg(0).name();
  const theorems::Substitution replace{{name, equality.arg(1)}};
  Context expected{own.variables, {}, nullptr};
  for (const Term& h : own.hypotheses) expected.hypotheses.push_back(theorems::substitute(h, replace));
  const Sequent& premise = step.premises[1]->conclusion;
  if (!theorems::mentions(equality.arg(1), name))
    std::erase_if(expected.variables, [&](const Variable& v) { return v.name == name; });
  return expected == *premise.context && theorems::substitute(step.conclusion.claim, replace) == premise.claim;
}

/// |- a == b and |- C[b] give |- C[a], or |- C[a] gives |- C[b].
bool is_replacement(const Step& step) {
  if (step.premises.size() != 2 || !premises_share_context(step)) return false;
  const Term &equality = claim_of(step.premises[0]), &given = claim_of(step.premises[1]);
  if (equality.op() != Op::equal) return false;
  const auto forth = replaced(step.conclusion.claim, equality.arg(0), equality.arg(1));
  const auto back = replaced(given, equality.arg(0), equality.arg(1));
  return (forth && *forth == given) || (back && *back == step.conclusion.claim);
}

/// A, low <= x, x <= high |- C gives A |- forall(x in [low, high], C), for a new x; the ends are defined.
bool is_generalization(const Step& step) {
  const Term& claim = step.conclusion.claim;
  if (claim.op() != Op::for_all || step.premises.empty()) return false;
  const Sequent& body = step.premises.back()->conclusion;
  const Context& own = *step.conclusion.context;
  if (!same(body.context->motion, own.motion) || body.context->variables.size() != own.variables.size() + 1 ||
      !std::equal(own.variables.begin(), own.variables.end(), body.context->variables.begin()))
    return false;
  const Variable& fresh = body.context->variables.back();
  const bool taken =
      std::any_of(own.variables.begin(), own.variables.end(), [&](const Variable& v) { return v.name == fresh.name; });
  if (taken || fresh.integer != claim.node().integer_range) return false;
  Facts facts;
  for (const Term& h : own.hypotheses) facts.take(h);
  for (std::size_t k = 0; k + 1 < step.premises.size(); ++k) {
    if (!same(step.premises[k]->conclusion.context, step.conclusion.context)) return false;
    facts.take(claim_of(step.premises[k]));
  }
  for (const Term& end : {claim.arg(0), claim.arg(1)})
    if (!theorems::is_infinite(end) && !facts.defined(end)) return false;
  const Term x = theorems::variable(fresh.name);
  std::vector<Term> expected = own.hypotheses;
  for (const Term& end :
       theorems::between(x, claim.arg(0), claim.node().low_open, claim.arg(1), claim.node().high_open))
    expected.push_back(end);
  return expected == body.context->hypotheses && theorems::substitute(claim.arg(2), {{claim.name(), x}}) == body.claim;
}

/// |- 0 == 1 gives anything.
bool is_absurd(const Step& step) {
  if (step.premises.size() != 1 || step.premises[0]->conclusion.judgement != Judgement::holds ||
      !same(step.premises[0]->conclusion.context, beforehand(step.conclusion)))
    return false;
  const Term& claim = claim_of(step.premises[0]);
  return claim == relation(Op::equal, Term(0), Term(1)) || claim.op() == Op::false_value;
}

}  // namespace flowcert::proofs::kernel
