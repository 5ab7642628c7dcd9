#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/continuity.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr int deepest = 2;

bool try_barrier(Proof& proof, const View& view, const ContinuousField& smooth, const Term& slope, int depth) {
  const std::size_t steps = proof.trail.size();
  try {
    prove_barrier(proof, view, smooth, slope, false, depth);
    return true;
  } catch (const GiveUp&) {
    proof.trail.resize(steps);
    return false;
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
void prove_barrier(Proof& proof, const View& view, const ContinuousField& smooth, const Term& e, bool strict,
                   int depth) {
  const Term zero(0);
  prove_statement(
      proof, for_parameters(view, {}, relation(strict ? Op::greater : Op::greater_equal, at_start(view, e), zero)));
  std::vector<Term> facts = facts_along(view);
  prove_statement(proof, for_all_states(view, facts, defined(e)));
  prove_statement(proof, for_all_states(view, facts, continuous_where_defined(view, {e})));
  const Term slope = slope_of(view, e);
  std::string reason;
  if (try_statement(proof, for_all_states(view, facts, relation(Op::greater_equal, slope, zero)), reason)) {
    proof.trail.push_back("barrier: " + to_text(e) + " starts on the right side of 0 and never decreases");
    return;
  }
  if (depth < deepest && !has_kinks(slope) && try_barrier(proof, view, smooth, slope, depth + 1)) {
    proof.trail.push_back("barrier: " + to_text(e) +
                          " starts on the right side of 0 and, as just shown, never decreases");
    return;
  }
  if (strict) {
    facts.push_back(relation(Op::equal, e, zero));
    prove_statement(proof, for_all_states(view, facts, relation(Op::greater, slope, zero)));
    proof.trail.push_back("barrier: " + to_text(e) + " starts positive and increases wherever it is 0");
    return;
  }
  facts.push_back(relation(Op::less, e, zero));
  prove_statement(proof, for_all_states(view, facts, relation(Op::greater_equal, slope, zero)));
  proof.trail.push_back("barrier: " + to_text(e) + " starts >= 0 and does not decrease where it is negative");
}

}  // namespace flowcert::proofs::exact
