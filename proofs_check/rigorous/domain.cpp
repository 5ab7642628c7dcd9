#include "proofs_check/rigorous/domain.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

namespace {

using integrators::Ball;
using integrators::Rational;
using theorems::Op;
using theorems::Term;

/// The end of a ball as a rational number (exact: ends are dyadic); none if it is infinite.
std::optional<Rational> dyadic(const Ball& end) {
  if (!end.finite()) return std::nullopt;
  // A dyadic with a huge exponent would make a rational of that many bits.
  const long most = integrators::most_binary_places;
  if (arf_cmpabs_2exp_si(arb_midref(end.raw()), most) >= 0) return std::nullopt;
  if (!end.exactly_zero() && arf_cmpabs_2exp_si(arb_midref(end.raw()), -most) <= 0) return std::nullopt;
  return integrators::dyadic_midpoint(end);
}

Ball ball_of(const OuterRange& range) {
  if (range.bounded()) return Ball::interval(*range.low, *range.high);
  Ball everything;
  arb_zero_pm_inf(everything.raw());
  return everything;
}

/// The term's values over the ranges so far; indeterminate when it does not compile.
Ball enclose(const Term& term, const std::vector<std::string>& names, const std::vector<OuterRange>& ranges) {
  if (term.op() == Op::infinity) return Ball::indeterminate();
  try {
    BallProgram program(names);
    const std::size_t slot = program.compile(term);
    std::vector<Ball> inputs;
    for (const OuterRange& range : ranges) inputs.push_back(ball_of(range));
    std::vector<Enclosed> slots;
    program.run(inputs, slots);
    return slots[slot].value;
  } catch (const std::invalid_argument&) {
    return Ball::indeterminate();
  }
}

std::optional<Rational> low_end(const Term& term, const std::vector<std::string>& names,
                                const std::vector<OuterRange>& ranges) {
  if (term.is_number()) return term.number();
  const Ball value = enclose(term, names, ranges);
  return value.finite() ? dyadic(value.lower()) : std::nullopt;
}

std::optional<Rational> high_end(const Term& term, const std::vector<std::string>& names,
                                 const std::vector<OuterRange>& ranges) {
  if (term.is_number()) return term.number();
  const Ball value = enclose(term, names, ranges);
  return value.finite() ? dyadic(value.upper()) : std::nullopt;
}

/// Tightens ranges by a hypothesis `variable <relation> number` (either way round).
void use_hypothesis(const Term& hypothesis, const std::vector<std::string>& names, std::vector<OuterRange>& ranges) {
  if (!is_relation(hypothesis.op()) || hypothesis.op() == Op::not_equal) return;
  for (const bool swapped : {false, true}) {
    const Term& variable = hypothesis.arg(swapped ? 1 : 0);
    const Term& bound = hypothesis.arg(swapped ? 0 : 1);
    if (!variable.is_variable() || !free_variables(bound).empty()) continue;
    const auto found = std::find(names.begin(), names.end(), variable.name());
    if (found == names.end()) continue;
    OuterRange& range = ranges[static_cast<std::size_t>(found - names.begin())];
    const bool less = hypothesis.op() == Op::less || hypothesis.op() == Op::less_equal;
    const bool upper = hypothesis.op() == Op::equal || less != swapped;
    const bool lower = hypothesis.op() == Op::equal || less == swapped;
    if (upper) {
      const auto high = high_end(bound, {}, {});
      if (high && (!range.high || *high < *range.high)) range.high = high;
    }
    if (lower) {
      const auto low = low_end(bound, {}, {});
      if (low && (!range.low || *low > *range.low)) range.low = low;
    }
  }
}

}  // namespace

std::vector<std::string> names_of(const FormulaStatement& statement) {
  std::vector<std::string> names;
  for (const theorems::FreeParameter& variable : statement.variables) names.push_back(variable.name);
  return names;
}

std::vector<OuterRange> outer_ranges(const FormulaStatement& statement) {
  const integrators::ScopedDigits precision(30);
  const std::vector<std::string> names = names_of(statement);
  std::vector<OuterRange> ranges(names.size());
  for (const Term& hypothesis : statement.hypotheses)
    for (const Term& part : conjunction_parts(hypothesis)) use_hypothesis(part, names, ranges);
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    const theorems::FreeParameter& variable = statement.variables[k];
    ranges[k].integer = variable.integer;
    const std::vector<std::string> before(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(k));
    const std::vector<OuterRange> known(ranges.begin(), ranges.begin() + static_cast<std::ptrdiff_t>(k));
    if (variable.low) {
      const auto low = low_end(*variable.low, before, known);
      if (low && (!ranges[k].low || *low > *ranges[k].low)) ranges[k].low = low;
    }
    if (variable.high) {
      const auto high = high_end(*variable.high, before, known);
      if (high && (!ranges[k].high || *high < *ranges[k].high)) ranges[k].high = high;
    }
  }
  return ranges;
}

}  // namespace flowcert::proofs
