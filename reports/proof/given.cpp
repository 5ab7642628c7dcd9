#include "reports/proof/given.hpp"

#include <algorithm>

#include "proofs_check/kernel/domain.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::Context;
using theorems::Term;

namespace {

/// Compares a variable with a number: said again where it is used, not numbered.
bool is_simple(const Term& statement) {
  return theorems::is_relation(statement.op()) && statement.arg(0).is_variable() && statement.arg(1).is_number();
}

bool take_step(Writer& writer, const Term& hypothesis, const Names& names, Outline& outline) {
  const auto step = std::find_if(names.steps.begin(), names.steps.end(),
                                 [&](const auto& named) { return named.first == hypothesis; });
  if (step == names.steps.end()) return false;
  const Source source{Source::Kind::numbered, hypothesis, writer.new_number(), step->second};
  writer.learn(hypothesis, source);
  for (const Term& part : proofs::kernel::parts_of(hypothesis)) writer.learn(part, source);
  Item item;
  item.number = source.number;
  item.claim = writer.notation().formula_as_written(hypothesis);
  item.reason = {words("by the step \u201c" + step->second + "\u201d")};
  outline.assumptions.push_back(std::move(item));
  return true;
}

Sentence introduction(const Context& context, const std::vector<Sentence>& simple) {
  std::vector<Sentence> kinds[2];
  for (const proofs::kernel::Variable& v : context.variables)
    kinds[v.integer ? 1 : 0].push_back({shown(formula_of(theorems::variable(v.name)))});
  Sentence result;
  for (const int integer : {0, 1}) {
    if (kinds[integer].empty()) continue;
    result.push_back(words(result.empty() ? "Let " : ", and "));
    append(result, listed(kinds[integer]));
    const bool one = kinds[integer].size() == 1;
    result.push_back(words(integer == 1 ? (one ? " be a whole number" : " be whole numbers")
                                        : (one ? " be a real number" : " be real numbers")));
  }
  if (!simple.empty()) {
    result.push_back(words(result.empty() ? "Let " : " with "));
    append(result, listed(simple));
  }
  if (!result.empty()) result.push_back(words("."));
  return result;
}

}  // namespace

void state_given(Writer& writer, const Context& context, const Names& names, Outline& outline) {
  std::vector<Sentence> simple;
  for (const Term& hypothesis : context.hypotheses) {
    if (take_step(writer, hypothesis, names, outline)) continue;
    for (const Term& part : proofs::kernel::parts_of(hypothesis)) {
      if (writer.known(part) != nullptr) continue;
      if (is_simple(part)) {
        simple.push_back({shown(writer.notation().formula(part))});
        writer.learn(part, {Source::Kind::plain, part, 0});
      } else {
        Item item;
        item.number = writer.new_number();
        item.claim = writer.notation().formula_as_written(part);
        writer.learn(part, {Source::Kind::numbered, part, item.number});
        outline.assumptions.push_back(std::move(item));
      }
    }
    if (const Source* known = writer.known(proofs::kernel::parts_of(hypothesis)[0])) writer.learn(hypothesis, *known);
  }
  outline.variables = introduction(context, simple);
}

}  // namespace flowcert::reports::proof
