#include "reports/proof/motion_parts.hpp"

#include <algorithm>

#include "proofs_check/kernel/domain.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Rule;
using proofs::kernel::Step;
using proofs::kernel::StepPtr;
using theorems::Op;
using theorems::Term;

namespace {

constexpr std::size_t longest_middle = 250;  // characters of a derivative that is written out in a chain

bool is_trusted(Rule rule) {
  return rule == Rule::unchecked || rule == Rule::two_solvers || rule == Rule::pending;
}

/// Multiplying out is all: nothing has to be put in for it.
bool is_plain_identity(const Step& step) {
  return step.rule == Rule::identity &&
         std::none_of(step.data.places.begin(), step.data.places.end(), [](std::size_t place) { return place != 0; });
}

/// The same claim, under hypotheses that the step has too.
bool supposes_no_more(const Step& premise, const Step& step) {
  const std::vector<Term>&own = step.conclusion.context->hypotheses, &other = premise.conclusion.context->hypotheses;
  return premise.conclusion.claim == step.conclusion.claim &&
         std::all_of(other.begin(), other.end(),
                     [&](const Term& h) { return std::find(own.begin(), own.end(), h) != own.end(); });
}

bool compares_numbers(const Term& claim) {
  return theorems::is_relation(claim.op()) && claim.arg(0).is_number() && claim.arg(1).is_number();
}

}  // namespace

StepPtr stripped(StepPtr step) {
  while (!step->premises.empty()) {
    StepPtr inner;
    if (step->rule == Rule::weakening) {
      inner = step->premises.back();
    } else if (step->rule == Rule::cut) {
      const bool plain = std::all_of(step->premises.begin(), step->premises.end() - 1, [](const StepPtr& fact) {
        return fact->rule == Rule::fact_of_motion || fact->rule == Rule::hypothesis;
      });
      const StepPtr last = stripped(step->premises.back());
      if (plain || (is_plain_identity(*last) && last->premises.empty())) inner = step->premises.back();
    } else if (step->rule == Rule::substitution && supposes_no_more(*step->premises[1], *step)) {
      inner = step->premises[1];  // of something that the claim does not mention
    } else if (step->rule == Rule::part_of_conjunction) {
      const StepPtr whole = stripped(step->premises[0]);
      if (whole->rule != Rule::conjunction) break;
      const auto part = std::find_if(whole->premises.begin(), whole->premises.end(), [&](const StepPtr& one) {
        return one->conclusion.claim == step->conclusion.claim;
      });
      if (part != whole->premises.end()) inner = *part;
    }
    if (inner == nullptr) break;
    step = std::move(inner);
  }
  return step;
}

bool is_evident(const StepPtr& wrapped) {
  const StepPtr premise = stripped(wrapped);
  const Term& claim = premise->conclusion.claim;
  const std::vector<Term> parts = theorems::conjunction_parts(claim);
  if (!is_trusted(premise->rule) && std::all_of(parts.begin(), parts.end(), says_defined)) return true;
  if (premise->rule == Rule::conjunction)
    return std::all_of(premise->premises.begin(), premise->premises.end(), is_evident);
  if (is_trusted(premise->rule)) return false;
  if (premise->rule == Rule::truth || is_plain_identity(*premise)) return true;
  return says_defined(claim) || compares_numbers(claim);
}

std::vector<Source> sources_of(const StepPtr& premise, const Show& show) {
  if (!is_evident(premise)) return {show(premise)};
  const StepPtr inner = stripped(premise);
  // In cases and the like the premises suppose more than is known here.
  if (inner->rule != Rule::identity && inner->rule != Rule::defined) return {};
  return sources_of(inner->premises, show);
}

std::vector<Source> sources_of(const std::vector<StepPtr>& premises, const Show& show) {
  std::vector<Source> all;
  for (const StepPtr& premise : premises)
    for (const Source& source : sources_of(premise, show))
      if (std::find(all.begin(), all.end(), source) == all.end()) all.push_back(source);
  return all;
}

std::vector<Term> added_hypotheses(Writer& writer, const proofs::kernel::ContextPtr& context) {
  const Inside inside(writer, context);
  std::vector<Term> added;
  for (const Term& hypothesis : context->hypotheses)
    if (writer.known(hypothesis) == nullptr) added.push_back(hypothesis);
  return added;
}

Block block_of(Writer& writer, Sentence heading, const std::vector<StepPtr>& premises, const Show& show) {
  const proofs::kernel::ContextPtr& context = premises.front()->conclusion.context;
  const std::vector<Term> added = added_hypotheses(writer, context);
  const Inside inside(writer, context);
  std::vector<Sentence> all;
  for (const Term& one : added) {
    Formula formula = writer.notation().formula(one);
    if (added.size() > 1 && one.op() == Op::logical_or) formula = {"(" + formula.text + ")", "(" + formula.latex + ")"};
    all.push_back({shown(std::move(formula))});
  }
  append(heading, listed(all));
  return writer.block(std::move(heading), added, [&] {
    for (const StepPtr& premise : premises) writer.conclude(premise->conclusion.claim, show(premise));
  });
}

Formula chain(const std::vector<Formula>& formulas) {
  Formula result;
  for (const Formula& formula : formulas) {
    if (!result.text.empty()) {
      result.text += " = ";
      result.latex += " = ";
    }
    result.text += formula.text;
    result.latex += formula.latex;
  }
  return result;
}

std::vector<Source> tell_slope(Writer& writer, const Term& e, const StepPtr& wrapped, const Show& show,
                               const std::string& how) {
  const StepPtr premise = stripped(wrapped);
  const Term& claim = premise->conclusion.claim;
  const Inside inside(writer, premise->conclusion.context);
  if (const Source* known = writer.known(claim)) return {*known};
  Notation& notation = writer.notation();
  const Formula derivative = notation.formula(theorems::apply(Op::ddt, {e}));
  const Term& slope = claim.arg(0);
  const Formula middle = notation.formula(slope);
  const Term& other = claim.arg(1);
  const bool vanishes = other.op() == Op::multiply && other.arg(0).is_number(0);
  const Formula last = vanishes ? Formula{"0", "0"} : notation.formula(other);
  const bool rearranged = !premise->data.places.empty() && premise->data.places.back() == 3;
  if (premise->rule != Rule::identity || rearranged) {
    if (slope.is_number()) return {show(premise)};
    if (vanishes) writer.phrase(claim, chain({middle, last}), {});
    const Source first = writer.line_shown_as(relation(Op::equal, theorems::apply(Op::ddt, {e}), slope),
                                              chain({derivative, middle}), {words(how)});
    return {first, show(premise)};
  }
  std::vector<Source> put_in;
  for (std::size_t k = 0; k < premise->premises.size(); ++k) {
    const Source source = show(premise->premises[k]);
    if (k < premise->data.places.size() && premise->data.places[k] != 0) put_in.push_back(source);
  }
  std::vector<Formula> parts{derivative};
  if (middle.text.size() <= longest_middle && middle.text != last.text) parts.push_back(middle);
  parts.push_back(last);
  Sentence reason{words(how)};
  append(reason, by_after_comma(writer, put_in));
  if (parts.size() > 2 || middle.text.size() > longest_middle) reason.push_back(words(", multiplied out"));
  return {writer.line_shown_as(claim, chain(parts), std::move(reason))};
}

Sentence by_after_comma(Writer& writer, const std::vector<Source>& sources) {
  Sentence by = writer.by(sources);
  if (!by.empty()) by.insert(by.begin(), words(", "));
  return by;
}

}  // namespace flowcert::reports::proof
