#include "proofs_check/kernel/box_truth.hpp"

#include <stdexcept>

#include "proofs_check/kernel/domain.hpp"

namespace flowcert::proofs::kernel {

namespace {

/// The left side lies in a and the right one in b.
Truth truth_of(Op relation, const Interval& a, const Interval& b) {
  if (!a.finite() || !b.finite()) return Truth::unknown;
  const Outcomes allowed = outcomes_of(relation);
  const bool less = arf_cmp(a.low(), b.high())<0, greater = arf_cmp(a.high(), b.low())> 0,
             equal = arf_cmp(a.low(), b.high()) <= 0 && arf_cmp(a.high(), b.low()) >= 0;
  if ((allowed.less || !less) && (allowed.equal || !equal) && (allowed.greater || !greater)) return Truth::yes;
  return (allowed.less && less) || (allowed.equal && equal) || (allowed.greater && greater) ? Truth::unknown
                                                                                            : Truth::no;
}

bool is_connective(Op op) {
  return op == Op::logical_and || op == Op::logical_or || op == Op::logical_not || op == Op::implies;
}

}  // namespace

StatementOverBoxes::StatementOverBoxes(const Term& statement, std::vector<std::string> variables, long bits)
    : statement_(statement), variables_(std::move(variables)), values_(variables_, bits), slopes_(variables_, bits) {
  collect(statement_);
}

void StatementOverBoxes::collect(const Term& part) {
  if (is_connective(part.op()))
    for (const Term& arg : part.args()) collect(arg);
  if (!theorems::is_relation(part.op()) || !places_.emplace(part, relations_.size()).second) return;
  const Term difference = part.arg(0) - part.arg(1);
  Relation own{
      part.op(), values_.place_of(part.arg(0)), values_.place_of(part.arg(1)), slopes_.place_of(difference), {}};
  try {
    for (const std::string& x : variables_) own.gradient.push_back(slopes_.place_of(derivative(difference, x)));
  } catch (const std::domain_error&) {
    own.gradient.clear();
  }
  relations_.push_back(std::move(own));
}

std::vector<Interval> StatementOverBoxes::sides(const Box& box) const {
  std::vector<Interval> result;
  for (const Side& side : box) result.push_back(Interval::between(side.low, side.high, values_.bits()));
  return result;
}

Truth StatementOverBoxes::over(const Box& box) const {
  const std::vector<Interval> values = values_.over(sides(box));
  std::vector<Truth> truths;
  for (const Relation& r : relations_) truths.push_back(truth_of(r.op, values[r.left], values[r.right]));
  const Truth truth = combined(statement_, truths);
  if (truth != Truth::unknown || box.empty()) return truth;
  refine(box, values, truths);
  return combined(statement_, truths);
}

/// Where both sides are defined on the whole box and so are the derivatives of their difference d, d is absolutely
/// continuous along every segment in the box and has these derivatives almost everywhere on it (also where abs, min or
/// max have a corner: a function's derivative is 0 at almost all of its zeros). So d(x) - d(c) is an integral of them
/// (the mean value form), and d is monotone in each variable whose derivative has one sign (Moore, Interval Analysis,
/// 1966, chapter 6).
void StatementOverBoxes::refine(const Box& box, const std::vector<Interval>& values, std::vector<Truth>& truths) const {
  const std::vector<Interval> slopes = slopes_.over(sides(box));
  for (std::size_t k = 0; k < relations_.size(); ++k) {
    const Relation& r = relations_[k];
    if (truths[k] != Truth::unknown || r.gradient.empty() || !values[r.left].finite() || !values[r.right].finite())
      continue;
    bool known = true;
    for (std::size_t i = 0; i < box.size(); ++i)
      known = known && (box[i].low == box[i].high || slopes[r.gradient[i]].finite());
    if (known) truths[k] = truth_of(r.op, mean_value_form(r, box, slopes), Interval());
    if (known && truths[k] == Truth::unknown) truths[k] = truth_of(r.op, range_of(r, box, slopes), Interval());
  }
}

Interval StatementOverBoxes::mean_value_form(const Relation& relation, const Box& box,
                                             const std::vector<Interval>& slopes) const {
  Box centre = box;
  for (Side& side : centre) side.low = side.high = (side.low + side.high) / 2;
  const long bits = slopes_.bits();
  const std::vector<Interval> from = sides(centre), to = sides(box);
  Interval result = slopes_.over(from)[relation.difference];
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (box[i].low == box[i].high) continue;  // nothing moves this way
    result = sum(result, product(slopes[relation.gradient[i]], difference(to[i], from[i], bits), bits), bits);
  }
  return result;
}

/// The hull of the values on the two faces between which the difference rises.
Interval StatementOverBoxes::range_of(const Relation& relation, const Box& box,
                                      const std::vector<Interval>& slopes) const {
  Box lowest = box, highest = box;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const Interval& slope = slopes[relation.gradient[i]];
    const bool rises = arf_sgn(slope.low()) >= 0, falls = arf_sgn(slope.high()) <= 0;
    const Side low{box[i].low, box[i].low}, high{box[i].high, box[i].high};
    if (rises || falls) {
      lowest[i] = rises ? low : high;
      highest[i] = rises ? high : low;
    }
  }
  Interval result = slopes_.over(sides(lowest))[relation.difference];
  result.include(slopes_.over(sides(highest))[relation.difference]);
  return result;
}

Truth StatementOverBoxes::combined(const Term& part, const std::vector<Truth>& truths) const {
  const auto of = [&](const Term& arg) { return combined(arg, truths); };
  Truth result = part.op() == Op::logical_and ? Truth::yes : Truth::no;
  switch (part.op()) {
    case Op::true_value:
      return Truth::yes;
    case Op::false_value:
      return Truth::no;
    case Op::logical_not:
      return negate(of(part.arg(0)));
    case Op::implies:
      return either(negate(of(part.arg(0))), of(part.arg(1)));
    case Op::logical_and:
      for (const Term& arg : part.args()) result = both(result, of(arg));
      return result;
    case Op::logical_or:
      for (const Term& arg : part.args()) result = either(result, of(arg));
      return result;
    default:
      break;
  }
  const auto relation = places_.find(part);
  return relation == places_.end() ? Truth::unknown : truths[relation->second];
}

}  // namespace flowcert::proofs::kernel
