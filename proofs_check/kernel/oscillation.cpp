#include "proofs_check/kernel/oscillation.hpp"

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"

namespace flowcert::proofs::kernel {

using theorems::apply;

namespace {

std::optional<Term> with_phase(const Term& term, const Phase& phase) {
  const auto sine = replaced(term, apply(Op::sin, {phase.angle}), phase.sine);
  return sine ? replaced(*sine, apply(Op::cos, {phase.angle}), phase.cosine) : std::nullopt;
}

bool on_unit_circle(const Phase& phase) {
  if (!phase.sine.is_number() || !phase.cosine.is_number()) return false;
  return phase.sine.number() * phase.sine.number() + phase.cosine.number() * phase.cosine.number() == 1;
}

/// It is defined near the limit and goes to infinity or minus infinity there; what does not jump is then continuous.
bool goes_round(const Term& angle, const Approach& approach, const Constants& constants, std::size_t most_parts) {
  if (has_jumps(angle)) return false;
  Expander expander(approach, constants, most_parts);
  try {
    Expansion e = expander.of(angle);
    return expander.settle(e) != 0 && expander.compare(e.parts[0].growth, {}) > 0;
  } catch (const NotExpanded&) {
  } catch (const UndefinedNearby&) {
  }
  return false;
}

}  // namespace

std::optional<Term> denial_by_phase(const LimitClaim& claim, const Phase& phase, const Term& gap) {
  if (!claim.ranges.empty() || claim.approach.integer || claim.kind == LimitKind::bounded) return std::nullopt;
  if (!on_unit_circle(phase) || !gap.is_number() || gap.number() <= 0) return std::nullopt;
  const auto term = with_phase(claim.terms[0], phase);
  if (!term) return std::nullopt;
  const Term denied =
      claim.kind == LimitKind::relation ? negated_relation(*term) : relation(Op::greater, absolute(*term), gap);
  return written_out({claim.approach, LimitKind::relation, {denied}});
}

/// A limit claim is false, by data.terms: angle, sine, cosine, gap. The first premise is its denial by this phase, the
/// others are about the constants of the angle's expansion with data.places[0] parts. At points near the limit with
/// this phase the claim's term has the value that the premise speaks of, or is undefined.
bool is_oscillation(const Step& step) {
  if (!premises_share_context(step) || step.premises.empty() || step.data.terms.size() != 4 ||
      step.data.places.size() != 1 || step.conclusion.claim.op() != Op::logical_not)
    return false;
  const auto claim = read_limit(step.conclusion.claim.arg(0));
  if (!claim) return false;
  const Phase phase{step.data.terms[0], step.data.terms[1], step.data.terms[2]};
  const auto denial = denial_by_phase(*claim, phase, step.data.terms[3]);
  const Facts facts = facts_of(step);
  return denial && step.premises[0]->conclusion.claim == *denial &&
         goes_round(phase.angle, claim->approach, known_constants(facts), step.data.places[0]);
}

}  // namespace flowcert::proofs::kernel
