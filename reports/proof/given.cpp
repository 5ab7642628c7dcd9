#include "reports/proof/given.hpp"

#include <algorithm>

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/motion.hpp"

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
  writer.assume(hypothesis, source);
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
    if (!context.motion || !varies(*context.motion, theorems::variable(v.name)))
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

/// "x'", or of an iteration "x(n + 1)".
Formula moved(const proofs::kernel::Motion& motion, const std::string& name) {
  const Formula x = formula_of(theorems::variable(name)), n = formula_of(theorems::variable(motion.time));
  if (!motion.iteration) return {x.text + "'", x.latex + "'"};
  return {x.text + "(" + n.text + " + 1)", x.latex + "(" + n.latex + " + 1)"};
}

Formula equation(const Formula& left, const Formula& right) {
  return {left.text + " = " + right.text, left.latex + " = " + right.latex};
}

void state_equations(Writer& writer, const proofs::kernel::Motion& motion, Outline& outline) {
  for (std::size_t k = 0; k < motion.state.size(); ++k) {
    const Formula x = formula_of(theorems::variable(motion.state[k]));
    Item item;
    item.claim = equation(moved(motion, motion.state[k]), writer.notation().formula_as_written(motion.field[k]));
    item.predicate = {words(", "), shown(equation({x.text + "(0)", x.latex + "(0)"},
                                                  writer.notation().formula_as_written(motion.initial[k])))};
    outline.equations.push_back(std::move(item));
  }
}

/// What moves, its times, and what steps of the file say along it.
void state_motion(Writer& writer, const Context& context, const Names& names, Outline& outline) {
  using proofs::kernel::times_of;
  const proofs::kernel::Motion& motion = *context.motion;
  const bool jumps = std::any_of(motion.field.begin(), motion.field.end(), proofs::kernel::has_jumps);
  std::vector<Sentence> states;
  for (const std::string& name : motion.state) states.push_back({shown(formula_of(theorems::variable(name)))});
  Sentence& sentence = outline.motion;
  sentence.push_back(words("Let "));
  append(sentence, listed(states));
  sentence.push_back(words(motion.iteration ? " be the iteration, for whole numbers "
                           : jumps          ? " be a solution in Filippov's sense, for "
                                            : " be a solution, for "));
  if (motion.horizon) {
    const Formula t = formula_of(theorems::variable(motion.time)), end = writer.notation().formula(*motion.horizon);
    sentence.push_back(shown({"0 <= " + t.text + (motion.horizon_open ? " < " : " <= ") + end.text,
                              "0 \\le " + t.latex + (motion.horizon_open ? " < " : " \\le ") + end.latex}));
  } else {
    sentence.push_back(shown(writer.notation().formula(times_of(motion, false)[0])));
    if (motion.whole_life) sentence.push_back(words(" as long as it lives"));
  }
  sentence.push_back(words(", of"));
  state_equations(writer, motion, outline);
  const auto along = std::make_shared<const Context>(Context{{}, {}, context.motion});
  for (const bool after_start : {false, true}) {
    for (const Term& time : times_of(motion, after_start)) {
      const Source source{Source::Kind::plain, time, 0};
      writer.knowledge().learn_hypothesis(time, source);
      if (!after_start) writer.knowledge().learn_of(along, time, source);
    }
  }
  if (motion.lives) {
    Sentence life{words(motion.iteration ? "It goes on through these times" : "It lives through these times")};
    for (const std::string& name : names.life)
      life.push_back(words((life.size() == 1 ? ", by the step \u201c" : " and the step \u201c") + name + "\u201d"));
    outline.equations.push_back({0, 0, std::nullopt, {}, std::move(life), {}});
  }
  for (const Term& fact : motion.known) {
    const auto step =
        std::find_if(names.steps.begin(), names.steps.end(), [&](const auto& named) { return named.first == fact; });
    const std::string name = step == names.steps.end() ? "" : step->second;
    const Source source{Source::Kind::numbered, fact, writer.new_number(), name};
    for (const Term& part : proofs::kernel::parts_of(fact)) writer.knowledge().learn_of(along, part, source);
    writer.knowledge().learn_of(along, fact, source);
    Item item;
    item.number = source.number;
    item.claim = writer.notation().formula(fact);
    item.predicate = {words(motion.iteration ? " at every step" : " along the solution")};
    if (!name.empty()) item.reason = {words("by the step \u201c" + name + "\u201d")};
    outline.assumptions.push_back(std::move(item));
  }
}

}  // namespace

void state_given(Writer& writer, const Context& context, const Names& names, Outline& outline) {
  std::vector<Sentence> simple;
  if (context.motion) state_motion(writer, context, names, outline);
  for (const Term& hypothesis : context.hypotheses) {
    if (take_step(writer, hypothesis, names, outline)) continue;
    for (const Term& part : proofs::kernel::parts_of(hypothesis)) {
      if (writer.known(part) != nullptr) continue;
      if (is_simple(part)) {
        simple.push_back({shown(writer.notation().formula(part))});
        writer.assume(part, {Source::Kind::plain, part, 0});
      } else {
        Item item;
        item.number = writer.new_number();
        item.claim = writer.notation().formula_as_written(part);
        writer.assume(part, {Source::Kind::numbered, part, item.number});
        outline.assumptions.push_back(std::move(item));
      }
    }
    const Source* known = writer.known(proofs::kernel::parts_of(hypothesis)[0]);
    if (known != nullptr && writer.known(hypothesis) == nullptr) writer.assume(hypothesis, Source(*known));
  }
  outline.variables = introduction(context, simple);
}

}  // namespace flowcert::reports::proof
