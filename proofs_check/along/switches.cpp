#include "proofs_check/along/switches.hpp"

#include <unordered_set>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;
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
  switch (term.op()) {
    case Op::abs:
    case Op::sign:
    case Op::floor:
    case Op::ceil:
      points.push_back({term, term.arg(0)});
      return;
    case Op::min:
    case Op::max:
      for (std::size_t i = 0; i < term.args().size(); ++i)
        for (std::size_t j = i + 1; j < term.args().size(); ++j) points.push_back({term, term.arg(i) - term.arg(j)});
      return;
    default:
      return;
  }
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

SwitchWatch::SwitchWatch(const Term& claim, const std::vector<std::string>& inputs) : program_(inputs) {
  std::vector<Term> relations;
  std::unordered_set<const theorems::TermNode*> seen;
  collect_relations(claim, relations, seen);
  for (std::size_t k = 0; k < relations.size(); ++k) {
    const Term difference = relations[k].arg(0) - relations[k].arg(1);
    for (const SwitchPoint& point : switch_points(relations[k])) {
      const bool steps = point.node.op() == Op::floor || point.node.op() == Op::ceil;
      arguments_.push_back({program_.compile(point.argument), steps || point.node.op() == Op::sign, steps});
    }
    if (free_variables(difference) != std::vector<std::string>{"t"}) continue;
    try {
      const Term slope = derivative(difference, "t");
      const Term at_zero = substitute(difference, {{"t", Term(0)}});
      if (!slope.is_number() || !at_zero.is_number() || slope.is_number(0)) continue;
      const int rising = slope.number() > 0 ? 1 : -1;
      time_relations_.push_back({k, Rational(-at_zero.number() / slope.number()), holds(relations[k].op(), -rising),
                                 holds(relations[k].op(), rising)});
    } catch (const std::exception&) {
      continue;  // not linear in t: handled by balls
    }
  }
}

bool SwitchWatch::constant_over(const std::vector<Ball>& box, double log10_tolerance) const {
  std::vector<Enclosed> slots;
  program_.run(box, slots);
  for (const Argument& argument : arguments_) {
    const Ball& value = slots[argument.slot].value;
    if (!value.finite()) return false;
    if (argument.integer_steps) {
      if (arb_is_exact(floor(value).raw()) == 0) return false;
      continue;
    }
    if (value.certainly_nonzero() || value.exactly_zero()) continue;
    if (argument.jumps || integrators::log10_of(value) > log10_tolerance) return false;
  }
  return true;
}

std::vector<Rational> SwitchWatch::time_roots() const {
  std::vector<Rational> roots;
  for (const TimeRelation& relation : time_relations_) roots.push_back(relation.root);
  return roots;
}

void SwitchWatch::settle_time_relations(const Rational& inside, std::vector<Truth>& truths) const {
  for (const TimeRelation& relation : time_relations_) {
    if (inside == relation.root) continue;
    const bool value = inside < relation.root ? relation.true_before : relation.true_after;
    truths[relation.index] = value ? Truth::yes : Truth::no;
  }
}

}  // namespace flowcert::proofs
