#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/continuity.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

constexpr int deepest = 2;

StepPtr try_barrier(Proof& proof, const View& view, const ContinuousField& smooth, const Term& slope, int depth) {
  const std::size_t steps = proof.trail.size();
  try {
    return prove_barrier(proof, view, smooth, slope, false, depth);
  } catch (const GiveUp&) {
    proof.trail.resize(steps);
    return nullptr;
  }
}

}  // namespace

/// With g = e along the solution (continuously differentiable, as the field is continuous):
/// 1. g(0) >= 0 and g' >= 0 everywhere: g stays >= g(0).
/// 2. g(0) >= 0 and g' >= 0 wherever g < 0: if g were negative at some time, then on the interval since g was last 0 it
/// would be
///    negative with g' >= 0, so it could not have come down.
/// 3. strictly: g(0) > 0 and g' > 0 wherever g = 0: at the first zero g' would be <= 0.
/// 4. strictly: g(0) > 0 and g' a continuous multiple of g: a zero would make g vanish identically (by uniqueness
/// backwards),
///    which is prove_vanishing's Gronwall argument again; covered by the sign facts for states.
StepPtr prove_barrier(Proof& proof, const View& view, const ContinuousField& smooth, const Term& e, bool strict,
                      int depth) {
  const Term zero(0), claim = relation(strict ? Op::greater : Op::greater_equal, e, zero);
  const StepPtr start =
      under(kernel::of_parameters(*view.own), prove_statement(proof, for_parameters(view, {}, at_start(view, claim))));
  const StepPtr there = prove_along(proof, view, {}, defined(e));
  prove_statement(proof, for_all_states(view, facts_along(view), continuous_where_defined(view, std::vector<Term>{e})));
  const Term slope = slope_of(view, e), rises = relation(Op::greater_equal, slope, zero);
  const auto barrier = [&](const StepPtr& moves) {
    return step_along(view, Rule::barrier, claim, {start, there, moves});
  };
  if (const StepPtr moves = try_along(proof, view, {}, rises)) {
    proof.trail.push_back("barrier: " + to_text(e) + " starts on the right side of 0 and never decreases");
    return barrier(moves);
  }
  if (depth < deepest && !has_kinks(slope)) {
    if (const StepPtr moves = try_barrier(proof, view, smooth, slope, depth + 1)) {
      proof.trail.push_back("barrier: " + to_text(e) +
                            " starts on the right side of 0 and, as just shown, never decreases");
      return barrier(moves);
    }
  }
  const StepPtr moves =
      strict ? prove_along(proof, view, {relation(Op::equal, e, zero)}, relation(Op::greater, slope, zero))
             : prove_along(proof, view, {relation(Op::less, e, zero)}, rises);
  proof.trail.push_back("barrier: " + to_text(e) +
                        (strict ? " starts positive and increases wherever it is 0"
                                : " starts >= 0 and does not decrease where it is negative"));
  return barrier(moves);
}

}  // namespace flowcert::proofs::exact
