#include <algorithm>

#include "proofs_check/kernel/solution.hpp"
#include "reports/proof/motion_parts.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Meets;
using proofs::kernel::Step;
using proofs::kernel::StepPtr;
using theorems::Op;
using theorems::Term;

namespace {

/// What the premises of a closed form are for; kernel/solution.cpp has their order.
struct Parts {
  std::vector<StepPtr> start, defined, never_met, kinks, apart, equations, uniqueness;
  std::vector<std::pair<Term, StepPtr>> crossed, slid;  // with the surface's function
};

bool is_after_start(const StepPtr& premise, const Term& time) {
  const std::vector<Term>& hypotheses = premise->conclusion.context->hypotheses;
  return std::find(hypotheses.begin(), hypotheses.end(), relation(Op::greater, time, Term(0))) != hypotheses.end();
}

std::optional<Parts> parts_of_solution(const Step& step) {
  const proofs::kernel::Context& own = *step.conclusion.context;
  const std::vector<StepPtr>& all = step.premises;
  const std::size_t states = theorems::conjunction_parts(step.conclusion.claim).size();
  const std::vector<Term> surfaces = proofs::kernel::surfaces_of(own, step.conclusion.claim);
  const std::vector<std::size_t>& meets = step.data.places;
  if (!own.motion || surfaces.size() != meets.size()) return std::nullopt;
  std::vector<std::size_t> met;
  for (std::size_t k = 0; k < meets.size(); ++k)
    if (meets[k] != std::size_t(Meets::never_it_is_positive) && meets[k] != std::size_t(Meets::never_it_is_negative))
      met.push_back(k);
  const Term time = theorems::variable(own.motion->time);
  const std::size_t first_equation = static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [&](const StepPtr& p) { return is_after_start(p, time); }) - all.begin());
  const std::size_t never = meets.size() - met.size(), pairs = met.size() * (met.size() - (met.empty() ? 0 : 1)) / 2;
  if (first_equation < 2 * states + never + pairs || all.size() < first_equation + states + met.size())
    return std::nullopt;
  Parts parts;
  std::size_t next = 0;
  for (; next < 2 * states; next += 2) {
    parts.start.push_back(all[next]);
    parts.defined.push_back(all[next + 1]);
  }
  while (next < 2 * states + never) parts.never_met.push_back(all[next++]);
  while (next < first_equation - pairs) parts.kinks.push_back(all[next++]);
  while (next < first_equation) parts.apart.push_back(all[next++]);
  while (next < first_equation + states) parts.equations.push_back(all[next++]);
  for (const std::size_t k : met)
    (meets[k] == std::size_t(Meets::sliding) ? parts.slid : parts.crossed).emplace_back(surfaces[k], all[next++]);
  parts.uniqueness.assign(all.begin() + static_cast<std::ptrdiff_t>(next), all.end());
  return parts;
}

class SolutionTeller {
 public:
  SolutionTeller(Writer& writer, const Step& step, Parts parts, const Show& show)
      : writer_(writer), step_(step), parts_(std::move(parts)), show_(show) {}

  Source tell() {
    const std::vector<Source> start = sources_of(parts_.start, show_);
    const std::vector<Source> there = sources_of(parts_.defined, show_);
    const std::vector<Source> never = sources_of(parts_.never_met, show_);
    std::vector<Source> equations;
    const bool smooth = added_hypotheses(writer_, parts_.equations[0]->conclusion.context).empty();
    if (smooth) equations = tell_equations();
    std::vector<Source> smoothness;
    for (const StepPtr& premise : parts_.uniqueness)
      if (added_hypotheses(writer_, premise->conclusion.context).empty())
        for (const Source& source : sources_of(premise, show_)) smoothness.push_back(source);
    Sentence reason{words("as the equations hold")};
    append(reason, by_after_comma(writer_, equations));
    say(reason, "the values at the start are right", start, false);
    say(reason, "it is defined at these times", there, false);
    say(reason, "what it does not meet of the surfaces stays on one side", never, false);
    const bool surfaces = !parts_.crossed.empty() || !parts_.slid.empty();
    say(reason,
        surfaces ? "the field is smooth off its surfaces, and on them its sides do not part, so that there is no other "
                   "(Filippov 1988, section 10)"
                 : "the right-hand sides are locally Lipschitz around it, so that there is no other",
        smoothness, true);
    return writer_.line_with_blocks(key_of(step_.conclusion), reason, theorems::constant(Op::true_value),
                                    [&](std::vector<Block>& blocks) { fill(blocks, smooth); });
  }

 private:
  void say(Sentence& reason, const std::string& what, const std::vector<Source>& sources, bool always) {
    const Sentence by = by_after_comma(writer_, sources);
    if (by.empty() && !always) return;
    reason.push_back(words("; " + what));
    append(reason, by);
  }

  std::vector<Source> tell_equations() {
    std::vector<Source> all;
    const std::vector<Term> forms = theorems::conjunction_parts(step_.conclusion.claim);
    for (std::size_t k = 0; k < parts_.equations.size(); ++k) {
      const Term& claim = parts_.equations[k]->conclusion.claim;
      if (is_evident(parts_.equations[k]) && claim.arg(0).is_number()) continue;  // 1 = 1
      for (const Source& source : tell_slope(writer_, forms[k].arg(1), parts_.equations[k], show_, "differentiated"))
        all.push_back(source);
    }
    return all;
  }

  Piece on(const Term& surface) { return shown(writer_.notation().formula(relation(Op::equal, surface, Term(0)))); }

  void add(std::vector<Block>& blocks, Sentence heading, const std::vector<StepPtr>& premises) {
    if (std::all_of(premises.begin(), premises.end(), is_evident)) return;
    blocks.push_back(block_of(writer_, std::move(heading), premises, show_));
  }

  void fill(std::vector<Block>& blocks, bool smooth) {
    for (const StepPtr& premise : parts_.kinks) add(blocks, {words("Kinks are single moments: let ")}, {premise});
    for (const StepPtr& premise : parts_.apart)
      add(blocks, {words("Surfaces are not met at the same time: let ")}, {premise});
    if (!smooth)
      add(blocks, {words("The equations off kinks and surfaces, with the derivatives on the left: let ")},
          parts_.equations);
    for (const auto& [surface, premise] : parts_.crossed)
      add(blocks, {words("The surface "), on(surface), words(" is crossed at isolated times: let ")}, {premise});
    for (const auto& [surface, premise] : parts_.slid)
      add(blocks,
          {words("On the surface "), on(surface),
           words(" its velocity is the mean of the one-sided ones (Filippov): let ")},
          {premise});
    for (const StepPtr& premise : parts_.uniqueness)
      if (!added_hypotheses(writer_, premise->conclusion.context).empty())
        add(blocks, {words("Uniqueness: the field points to the surface from one side at least: let ")}, {premise});
  }

  Writer& writer_;
  const Step& step_;
  const Parts parts_;
  const Show& show_;
};

}  // namespace

Source tell_solution(Writer& writer, const Step& step, const Show& show) {
  if (auto parts = parts_of_solution(step)) return SolutionTeller(writer, step, std::move(*parts), show).tell();
  Sentence reason{words("put into the equations")};
  append(reason, by_after_comma(writer, sources_of(step.premises, show)));
  return writer.line(key_of(step.conclusion), std::move(reason));
}

}  // namespace flowcert::reports::proof
