#include "proofs_check/along/switches.hpp"

#include <optional>
#include <stdexcept>
#include <unordered_set>

#include "theorems/functions/functions.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

/// Relations outside quantifiers, in the order in which ClaimProgram meets them.
void collect_relations(const Term& term, std::vector<Term>& relations,
                       std::unordered_set<const theorems::TermNode*>& seen) {
  if (!seen.insert(term.id()).second) return;
  if (is_relation(term.op())) {
    relations.push_back(term);
    return;
  }
  if (term.op() == Op::for_all || term.op() == Op::exists) return;
  for (const Term& arg : term.args()) collect_relations(arg, relations, seen);
}

void collect_switches(const Term& term, std::vector<SwitchPoint>& points,
                      std::unordered_set<const theorems::TermNode*>& seen) {
  if (!seen.insert(term.id()).second) return;
  for (const Term& arg : term.args()) collect_switches(arg, points, seen);
  const theorems::Function* f = theorems::function_of(term.op());
  if (f != nullptr && f->smoothness != theorems::Smoothness::analytic) points.push_back({term, term.arg(0)});
  if (term.op() != Op::min && term.op() != Op::max) return;
  for (std::size_t i = 0; i < term.args().size(); ++i)
    for (std::size_t j = i + 1; j < term.args().size(); ++j) points.push_back({term, term.arg(i) - term.arg(j)});
}

bool holds(Op op, int sign) {
  switch (op) {
    case Op::equal:
      return sign == 0;
    case Op::not_equal:
      return sign != 0;
    case Op::less:
      return sign < 0;
    case Op::less_equal:
      return sign <= 0;
    case Op::greater:
      return sign > 0;
    default:
      return sign >= 0;
  }
}

}  // namespace

std::vector<SwitchPoint> switch_points(const Term& term) {
  std::vector<SwitchPoint> points;
  std::unordered_set<const theorems::TermNode*> seen;
  collect_switches(term, points, seen);
  return points;
}

std::vector<Term> relations_of(const Term& claim) {
  std::vector<Term> relations;
  std::unordered_set<const theorems::TermNode*> seen;
  collect_relations(claim, relations, seen);
  return relations;
}

namespace {

/// slope * t + constant, if the term is that, with a slope other than 0.
struct Line {
  Rational slope, constant;
  [[nodiscard]] Rational root() const { return -constant / slope; }
};

std::optional<Line> line_in_time(const Term& term) {
  if (free_variables(term) != std::vector<std::string>{"t"}) return std::nullopt;
  try {
    const Term slope = derivative(term, "t");
    const Term at_zero = substitute(term, {{"t", Term(0)}});
    if (!slope.is_number() || !at_zero.is_number() || slope.is_number(0)) return std::nullopt;
    return Line{slope.number(), at_zero.number()};
  } catch (const std::exception&) {
    return std::nullopt;  // handled by balls
  }
}

}  // namespace

TimeSwitches::TimeSwitches(const Term& claim) {
  const std::vector<Term> relations = relations_of(claim);
  for (std::size_t k = 0; k < relations.size(); ++k) {
    const auto line = line_in_time(relations[k].arg(0) - relations[k].arg(1));
    if (!line) continue;
    const int rising = line->slope > 0 ? 1 : -1;
    relations_.push_back({k, line->root(), holds(relations[k].op(), -rising), holds(relations[k].op(), rising)});
    roots_.push_back(line->root());
  }
  for (const SwitchPoint& point : switch_points(claim))
    if (const auto line = line_in_time(point.argument)) roots_.push_back(line->root());
}

void TimeSwitches::settle(const Rational& inside, std::vector<Truth>& truths) const {
  for (const TimeRelation& relation : relations_) {
    if (inside == relation.root) continue;
    truths[relation.index] =
        (inside < relation.root ? relation.true_before : relation.true_after) ? Truth::yes : Truth::no;
  }
}

}  // namespace flowcert::proofs
