#include "reports/proof/lemma_argument.hpp"

#include <algorithm>

#include "proofs_check/kernel/axioms.hpp"
#include "proofs_check/kernel/domain.hpp"
#include "reports/proof/motion_parts.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Rule;
using proofs::kernel::Step;
using proofs::kernel::StepPtr;
using theorems::Op;
using theorems::Term;

const Source* known_condition(const Writer& writer, const Term& condition) {
  if (const Source* known = writer.known(condition)) return known;
  if (!theorems::is_relation(condition.op())) return nullptr;
  const auto allowed = proofs::kernel::outcomes_of(condition.op());
  for (const Op op : {Op::less, Op::less_equal, Op::equal, Op::greater_equal, Op::greater}) {
    const auto own = proofs::kernel::outcomes_of(op);
    if ((own.less && !allowed.less) || (own.equal && !allowed.equal) || (own.greater && !allowed.greater)) continue;
    if (const Source* known = writer.known(relation(op, condition.arg(0), condition.arg(1)))) return known;
  }
  return nullptr;
}

Source tell_function_fact(Writer& writer, const Step& step, const std::string& why,
                          const std::vector<Source>& sources) {
  const auto axiom = proofs::kernel::axioms::about(step.data.name, step.data.terms);
  std::vector<Source> used;
  for (const Term& condition : axiom.conditions)
    if (const Source* known = known_condition(writer, condition)) used.push_back(*known);
  if (used.size() < axiom.conditions.size()) used.insert(used.end(), sources.begin(), sources.end());
  if (axiom.conditions.empty()) used.clear();
  const std::string& name = step.data.name;
  Sentence reason;
  if (name != "the least" && name != "the greatest") reason.push_back(words(why + "\u201c" + name + "\u201d"));
  const Sentence by = writer.by(used);
  if (!reason.empty() && !by.empty()) reason.push_back(words(", "));
  append(reason, by);
  return writer.line(step.conclusion.claim, std::move(reason));
}

Source tell_conjunction(Writer& writer, const Step& step, const Show& show) {
  std::vector<Source> sources;
  for (const StepPtr& premise : step.premises)
    if (!is_evident(premise) || !says_defined(premise->conclusion.claim)) sources.push_back(show(premise));
  if (sources.size() != 1) return writer.line(step.conclusion.claim, writer.by(sources));
  writer.learn(step.conclusion.claim, sources[0]);
  return sources[0];
}

Source tell_replacement(Writer& writer, const Step& step, const std::string& why, const Show& show) {
  std::vector<Source> put_in;
  const Step* inner = &step;
  while (true) {
    const Source source = show(inner->premises[0]);
    const bool told = std::find(put_in.begin(), put_in.end(), source) != put_in.end();
    if (source.kind != Source::Kind::nothing && !told) put_in.push_back(source);
    const StepPtr& next = inner->premises[1];
    if (next->rule != Rule::replacement || writer.known(next->conclusion.claim) != nullptr) break;
    inner = next.get();
  }
  const Source rest = is_evident(inner->premises[1]) ? Source{} : show(inner->premises[1]);
  if (put_in.empty()) {
    writer.learn(step.conclusion.claim, rest);
    return rest;
  }
  Sentence reason = writer.by({rest});
  if (reason == writer.by(put_in)) return writer.line(step.conclusion.claim, std::move(reason));
  if (!reason.empty()) reason.push_back(words(", "));
  reason.push_back(words("with "));
  std::vector<Sentence> equalities;
  for (const Source& one : put_in) {
    const bool numbered = one.kind == Source::Kind::numbered;
    equalities.push_back({numbered ? reference(one.number) : shown(writer.notation().formula(one.fact))});
  }
  append(reason, listed(equalities));
  reason.push_back(words(" " + why));
  return writer.line(step.conclusion.claim, std::move(reason));
}

}  // namespace flowcert::reports::proof
