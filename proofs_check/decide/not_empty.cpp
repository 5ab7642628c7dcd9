#include "proofs_check/decide/not_empty.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/decide/definitions.hpp"
#include "proofs_check/decide/formula.hpp"
#include "proofs_check/decide/ranges.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/kernel/claim_limit.hpp"
#include "proofs_check/rigorous/witness_search.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

namespace {

using theorems::Op;
using theorems::Term;

/// A point of the statement's hypotheses, verified; "" if none is found.
std::string point_of(FormulaStatement never, const Deadline& deadline) {
  never.claim = theorems::constant(Op::false_value);
  never.known.clear();
  if (auto defined = with_definitions(never)) never = std::move(defined->by_value);
  // What is false everywhere is false at the first point that the hypotheses admit; an attempt to prove it offers some.
  const auto found_among = [&](const std::vector<std::map<std::string, theorems::Rational>>& candidates, double share) {
    return search_witness(never, candidates, {}, deadline.share(share)).witness;
  };
  std::vector<std::map<std::string, theorems::Rational>> plain(2);
  for (const theorems::FreeParameter& variable : never.variables) {
    plain[0].emplace(variable.name, 0);
    plain[1].emplace(variable.name, 1);
  }
  auto point = found_among(plain, 0.4);
  if (!point) point = found_among(points_of(never.variables, never.hypotheses, deadline.share(0.5)), 1);
  if (!point) return "";
  std::string text = "at";
  for (const auto& [name, value] : point->values()) text += (text == "at" ? " " : ", ") + name + " = " + value;
  return text;
}

bool open(const Term& low, const Term& high) {
  return !(low.is_number() || theorems::is_infinite(low)) || !(high.is_number() || theorems::is_infinite(high));
}

/// The statements whose hypotheses are the ranges around each quantifier with an end that is no number, and its own.
void collect_ranges(const Term& term, const FormulaStatement& around, std::vector<FormulaStatement>& found) {
  if (theorems::is_relation(term.op())) return;
  if (term.op() != Op::for_all && term.op() != Op::exists) {
    for (const Term& arg : term.args()) collect_ranges(arg, around, found);
    return;
  }
  theorems::Binding range = range_bound_by(term);
  const bool taken = std::any_of(around.variables.begin(), around.variables.end(),
                                 [&](const theorems::FreeParameter& v) { return v.name == range.name; });
  if (taken) range.name += " inside";  // the name means something outside
  FormulaStatement inside = around;
  bind(inside, range);
  if (open(range.low, range.high)) found.push_back(inside);
  static constexpr std::array moments{Op::ddt, Op::at};
  if (taken && contains(term.arg(2), moments)) return;  // nothing can be put in there
  const Term body = taken ? substitute(term.arg(2), {{term.name(), theorems::variable(range.name)}}) : term.arg(2);
  collect_ranges(body, inside, found);
}

}  // namespace

std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const Deadline& deadline) {
  if (problem.classes) return std::nullopt;
  if (problem.hypotheses.empty()) return NotEmpty("there are no hypotheses");
  const std::string point = point_of({problem.parameters, problem.hypotheses, {}}, deadline);
  return point.empty() ? std::nullopt : std::optional(NotEmpty(point));
}

std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                       const Deadline& deadline) {
  if (problem.classes) return NotEmpty("the samples stand for it");
  std::vector<FormulaStatement> ranges;
  const FormulaStatement whole = formula_statement(problem, claim);
  if (std::any_of(claim.reals.begin(), claim.reals.end(), [](const auto& b) { return open(b.low, b.high); }))
    ranges.push_back(whole);
  collect_ranges(claim.claim, whole, ranges);
  std::string points = "all ends are numbers";
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    points = point_of(ranges[k], deadline.share(1.0 / static_cast<double>(ranges.size() - k)));
    if (points.empty()) return std::nullopt;
  }
  return NotEmpty(points);
}

std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const theorems::GroundCheck& check,
                                       const theorems::GroundClaim& claim, const Deadline& deadline) {
  static constexpr std::array quantifiers{Op::for_all, Op::exists};
  if (!check.limit || check.limit->time || contains(claim.claim, quantifiers))
    return show_not_empty(problem, claim, deadline);
  const std::string& moving = check.limit->name;
  FormulaStatement near;
  for (const theorems::FreeParameter& parameter : problem.parameters)
    if (parameter.name != moving) near.variables.push_back(parameter);
  for (const Term& hypothesis : problem.hypotheses)
    if (!theorems::mentions(hypothesis, moving)) near.hypotheses.push_back(hypothesis);
  for (const theorems::Binding& bound : claim.reals) {
    if (!open(bound.low, bound.high)) continue;
    const bool inner = bound.low_open || bound.high_open;
    const Term some = relation(inner ? Op::less : Op::less_equal, bound.low, bound.high);
    near.claim = kernel::written_out({kernel::approach_of(*check.limit), kernel::LimitKind::relation, {some}});
    const bool inside_another = std::any_of(claim.reals.begin(), claim.reals.end(),
                                            [&](const auto& other) { return theorems::mentions(some, other.name); });
    if (bound.integer || inside_another || !prove_formula(near, deadline).evidence) return std::nullopt;
  }
  return NotEmpty("the ranges have points near the limit");
}

}  // namespace flowcert::proofs
