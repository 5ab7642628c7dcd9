#include <fmt/format.h>

#include "theorems/language/elaborate/problem_builder.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::theorems {

namespace {

using Kind = ParameterSyntax::Kind;
using Domain = ParameterSyntax::Domain;

void require_no_variables(const Term& term, const Expression& e, std::string_view what) {
  const auto variables = free_variables(term);
  if (variables.empty()) return;
  throw LocatedError{e.offset, fmt::format("{} must be a constant, but it depends on '{}': write that in 'assume'",
                                           what, variables[0])};
}

}  // namespace

void ProblemBuilder::add_parameters() {
  for (const ParameterSyntax& syntax : model_.parameters) {
    attempt([&] {
      if (const auto length = evaluator_.symbolic_length(syntax); length && length == evaluator_.classes()) {
        add_class_entry(syntax);
        return;
      }
      const Value& value = evaluator_.parameter(syntax.name);
      (void)value;
      if (syntax.kind == Kind::limit) (void)limit_variable(evaluator_, syntax);
      if (syntax.kind == Kind::box || syntax.kind == Kind::any) add_free(syntax);
    });
  }
  for (const std::size_t index : group_.finite) {
    const ParameterSyntax& syntax = model_.parameters[index];
    attempt([&] { problem_.chosen.emplace_back(syntax.name, chosen_text(evaluator_.parameter(syntax.name))); });
  }
  if (combination_.general) return;
  for (const std::size_t index : group_.sizes) {
    const std::string& name = model_.parameters[index].name;
    problem_.chosen.emplace_back(name, std::to_string(evaluator_.choices().sizes.at(name)));
    problem_.sample_only = true;
  }
}

void ProblemBuilder::add_free(const ParameterSyntax& syntax) {
  const Value& value = evaluator_.parameter(syntax.name);
  std::set<std::string> seen;
  for (const Term& entry : value.entries) {
    if (!entry.is_variable()) {  // a size that has been chosen
      add_flags(syntax, "");
      continue;
    }
    if (!seen.insert(entry.name()).second) continue;  // a symmetric matrix has entries twice
    FreeParameter parameter;
    parameter.name = entry.name();
    parameter.integer = syntax.domain == Domain::integer;
    ranges_[parameter.name] = {0, 0, true, true};
    if (syntax.kind == Kind::box) add_box_ends(syntax, parameter);
    add_flags(syntax, parameter.name);
    problem_.parameters.push_back(std::move(parameter));
  }
}

/// The entry of a vector of symbolic length, at the index that runs over the classes.
void ProblemBuilder::add_class_entry(const ParameterSyntax& syntax) {
  problem_.classes = evaluator_.classes();
  FreeParameter parameter;
  parameter.name = syntax.name + "[#]";
  ranges_[parameter.name] = {0, 0, true, true};
  add_flags(syntax, parameter.name);
  problem_.parameters.push_back(std::move(parameter));
}

void ProblemBuilder::add_box_ends(const ParameterSyntax& syntax, FreeParameter& parameter) {
  TermFactory& factory = evaluator_.factory();
  parameter.box = true;
  parameter.low_open = syntax.box.low_open;
  parameter.high_open = syntax.box.high_open;
  parameter.low = evaluator_.end(*syntax.box.low, nullptr);
  parameter.high = evaluator_.end(*syntax.box.high, nullptr);
  require_no_variables(*parameter.low, *syntax.box.low, "a box' end");
  require_no_variables(*parameter.high, *syntax.box.high, "a box' end");
  const bool wrong_way =
      parameter.low->op() == Op::infinity || (is_infinite(*parameter.high) && parameter.high->op() == Op::negate);
  const auto order = compare_constants(*parameter.low, *parameter.high);
  const bool empty = order && (*order > 0 || (*order == 0 && (parameter.low_open || parameter.high_open)));
  if (wrong_way || empty) {
    throw LocatedError{syntax.box.low->offset, fmt::format("the box of '{}' is empty: from {} to {}", syntax.name,
                                                           to_text(*parameter.low), to_text(*parameter.high))};
  }
  const Term variable = factory.variable(parameter.name);
  const auto hypothesis = [&](const Term& low, const Term& high, bool open) {
    assume(factory.apply(open ? Op::less : Op::less_equal, {low, high}), syntax.box.low->offset);
  };
  if (!is_infinite(*parameter.low)) hypothesis(*parameter.low, variable, parameter.low_open);
  if (!is_infinite(*parameter.high)) hypothesis(variable, *parameter.high, parameter.high_open);
}

/// `name` is empty for an integer whose value has been chosen.
void ProblemBuilder::add_flags(const ParameterSyntax& syntax, const std::string& name) {
  TermFactory& factory = evaluator_.factory();
  const Term subject = name.empty() ? evaluator_.parameter(syntax.name).term() : factory.variable(name);
  const Term zero = factory.number(0);
  const auto demand = [&](Op op, const Term& bound) { assume(factory.apply(op, {subject, bound}), syntax.offset); };
  if (syntax.positive) demand(Op::greater, zero);
  if (syntax.negative) demand(Op::less, zero);
  if (syntax.nonnegative) demand(Op::greater_equal, zero);
  if (syntax.nonpositive) demand(Op::less_equal, zero);
  if (syntax.nonzero) demand(Op::not_equal, zero);
  const auto bound = [&](const ExpressionPtr& e, Op op) {
    if (e == nullptr) return;
    const Term value = evaluator_.scalar(*e, nullptr);
    evaluator_.require_constant(value, *e, "a bound");
    demand(op, value);
  };
  bound(syntax.least, Op::greater_equal);
  bound(syntax.most, Op::less_equal);
}

void ProblemBuilder::add_assumptions() {
  for (const Formula& formula : model_.assume) {
    attempt([&] {
      const Term claim = evaluator_.truth(*formula.expression, nullptr);
      evaluator_.require_constant(claim, *formula.expression, "'assume'");
      evaluator_.factory().offset = formula.offset();
      evaluator_.factory().check_size(claim);
      assume(claim, formula.offset());
    });
  }
}

void ProblemBuilder::assume(const Term& hypothesis, std::size_t offset) {
  if (hypothesis.op() == Op::logical_and) {
    for (const Term& part : hypothesis.args()) assume(part, offset);
    return;
  }
  const auto settled = free_variables(hypothesis).empty() ? decide_by_ranges(hypothesis, {}) : std::nullopt;
  if (settled && *settled) return;
  if (settled && !contradiction_) contradiction_ = offset;
  hypotheses_.emplace_back(hypothesis, offset);
  problem_.hypotheses.push_back(hypothesis);
  narrow(hypothesis);
}

/// Takes `variable REL constant` into the variables' ranges.
void ProblemBuilder::narrow(const Term& hypothesis) {
  if (!is_relation(hypothesis.op()) || hypothesis.op() == Op::not_equal) return;
  const auto take = [&](const Term& variable, const Term& other, bool below, bool above) {
    const auto found = variable.is_variable() ? ranges_.find(variable.name()) : ranges_.end();
    if (found == ranges_.end() || !free_variables(other).empty()) return;
    const auto bound = enclose(other, {});
    if (!bound) return;
    ExactInterval& range = found->second;
    if (below && !bound->high_infinite && (range.high_infinite || bound->high < range.high)) {
      range.high = bound->high;
      range.high_infinite = false;
    }
    if (above && !bound->low_infinite && (range.low_infinite || bound->low > range.low)) {
      range.low = bound->low;
      range.low_infinite = false;
    }
  };
  const Op op = hypothesis.op();
  const bool less = op == Op::less || op == Op::less_equal || op == Op::equal;
  const bool greater = op == Op::greater || op == Op::greater_equal || op == Op::equal;
  take(hypothesis.arg(0), hypothesis.arg(1), less, greater);
  take(hypothesis.arg(1), hypothesis.arg(0), greater, less);
}

void ProblemBuilder::judge_hypotheses() {
  if (contradiction_) return;
  // An empty range means that two bounds contradict each other; the last hypothesis on the variable is to blame.
  for (const auto& [hypothesis, offset] : hypotheses_) {
    for (const std::string& name : free_variables(hypothesis)) {
      const auto found = ranges_.find(name);
      if (found == ranges_.end()) continue;
      const ExactInterval& range = found->second;
      if (!range.low_infinite && !range.high_infinite && range.low > range.high) contradiction_ = offset;
    }
    const auto settled = decide_by_ranges(hypothesis, ranges_);
    if (settled && !*settled) contradiction_ = offset;
  }
}

bool ProblemBuilder::is_whole_claim() const {
  return combination_.general || (group_.finite.empty() && group_.sizes.empty());
}

bool ProblemBuilder::hypotheses_can_hold() {
  add_parameters();
  add_assumptions();
  judge_hypotheses();
  return !contradiction_;
}

}  // namespace flowcert::theorems
