#include <algorithm>

#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

/// Rules about the times of a motion, and about a quantity e(x(t), t) along a solution. By a solution's definition x is
/// absolutely continuous with x' in Filippov's set of f(x, t); where f is defined along it and continuous where it is
/// defined, that set is {f(x, t)}, so that x is continuously differentiable and e' is the Lie derivative.
namespace flowcert::proofs::kernel {

namespace {

const Motion* flow_of(const Step& step) {
  const Motion* motion = step.conclusion.context->motion.get();
  return motion != nullptr && !motion->iteration ? motion : nullptr;
}

const Motion* iteration_of(const Step& step) {
  const Motion* motion = step.conclusion.context->motion.get();
  return motion != nullptr && motion->iteration ? motion : nullptr;
}

/// The relation compares with 0.
bool about_zero(const Term& claim) {
  return theorems::is_relation(claim.op()) && claim.arg(1).is_number(0);
}

}  // namespace

bool premises_are(const Step& step, const std::vector<Sequent>& expected) {
  return std::equal(step.premises.begin(), step.premises.end(), expected.begin(), expected.end(),
                    [](const StepPtr& premise, const Sequent& wanted) { return same(premise->conclusion, wanted); });
}

/// t >= 0, t <= horizon, and what is known at all times; also at the next step of an iteration that lives, where
/// another is taken.
bool is_fact_of_motion(const Step& step) {
  const auto& motion = step.conclusion.context->motion;
  if (!motion || !step.premises.empty()) return false;
  const std::vector<Term> times = times_of(*motion, false);
  const auto is_claim = [&](const Term& fact) { return fact == step.conclusion.claim; };
  if (std::any_of(times.begin(), times.end(), is_claim) ||
      std::any_of(motion->known.begin(), motion->known.end(), is_claim))
    return true;
  const std::vector<Term>& hypotheses = step.conclusion.context->hypotheses;
  const std::vector<Term> more = going_on(*motion);
  const bool goes_on = motion->iteration && motion->lives && std::all_of(more.begin(), more.end(), [&](const Term& h) {
                         return std::find(hypotheses.begin(), hypotheses.end(), h) != hypotheses.end();
                       });
  return goes_on && std::any_of(motion->known.begin(), motion->known.end(), [&](const Term& fact) {
           return !has_moments(fact) && at_next(*motion, fact) == step.conclusion.claim;
         });
}

/// e op 0 at the start, e' == c e along the solution, e and c continuous: e(t) = e(0) exp(integral of c), so e op 0.
/// The cofactor c is the step's term.
bool is_linear_comparison(const Step& step) {
  const Motion* motion = flow_of(step);
  const Term& claim = step.conclusion.claim;
  if (motion == nullptr || !about_zero(claim) || step.data.terms.size() != 1) return false;
  const Context& own = *step.conclusion.context;
  const Term &e = claim.arg(0), &cofactor = step.data.terms[0];
  const std::optional<Term> slope = derivative_along(*motion, e);
  if (!slope || !continuous_where_defined(*motion, cofactor)) return false;
  return premises_are(step, {{of_parameters(own), at_start(*motion, claim)},
                             {of_motion(own), defined(e)},
                             {of_motion(own), relation(Op::equal, *slope, cofactor * e)}});
}

/// e >= 0 (or > 0) at the start, and e' >= 0 along the solution; or e' >= 0 where e < 0; or, for e > 0, e' > 0 where
/// e == 0. In the second case e cannot have come down to a negative value since it was last 0; in the third, e' would
/// not be positive at e's first zero.
bool is_barrier(const Step& step) {
  const Motion* motion = flow_of(step);
  const Term& claim = step.conclusion.claim;
  if (motion == nullptr || !about_zero(claim) || (claim.op() != Op::greater && claim.op() != Op::greater_equal))
    return false;
  const Context& own = *step.conclusion.context;
  const Term& e = claim.arg(0);
  const std::optional<Term> slope = derivative_along(*motion, e);
  if (!slope) return false;
  const auto with_slope = [&](const std::vector<Term>& where, Op op) {
    return premises_are(step, {{of_parameters(own), at_start(*motion, claim)},
                               {of_motion(own), defined(e)},
                               {of_motion(own, where), relation(op, *slope, Term(0))}});
  };
  return with_slope({}, Op::greater_equal) ||
         (claim.op() == Op::greater_equal ? with_slope({relation(Op::less, e, Term(0))}, Op::greater_equal)
                                          : with_slope({relation(Op::equal, e, Term(0))}, Op::greater));
}

/// True at n = 0, and at n + 1 if it is true at n and another step is taken.
bool is_induction(const Step& step) {
  const Motion* motion = iteration_of(step);
  if (motion == nullptr) return false;
  const Context& own = *step.conclusion.context;
  const Term& claim = step.conclusion.claim;
  if (has_moments(claim)) return false;
  std::vector<Term> facts = going_on(*motion);
  facts.push_back(claim);
  return premises_are(
      step, {{of_parameters(own), at_start(*motion, claim)}, {of_motion(own, facts), at_next(*motion, claim)}});
}

}  // namespace flowcert::proofs::kernel
