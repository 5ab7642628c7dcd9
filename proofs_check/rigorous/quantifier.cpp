#include "proofs_check/rigorous/quantifier.hpp"

#include <deque>

#include "proofs_check/rigorous/claim_program.hpp"

namespace flowcert::proofs {

namespace {

using integrators::Integer;
using theorems::Op;
using theorems::Term;

constexpr std::size_t most_pieces = 4096;
constexpr long most_integers = 20'000;

std::vector<std::string> with(std::vector<std::string> names, const std::string& name) {
  names.push_back(name);
  return names;
}

/// The ball of low + u (high - low) for u in [a, b].
Ball piece(const Ball& low, const Ball& high, const Ball& a, const Ball& b) {
  const Ball u = Ball::hull(a, b);
  return low + u * (high - low);
}

}  // namespace

Quantifier::Quantifier(const Term& term, const std::vector<std::string>& outer_inputs)
    : term_(term), negated_(term.op() == Op::for_all), ends_(outer_inputs) {
  low_ = ends_.compile(term.arg(0));
  high_ = ends_.compile(term.arg(1));
  const Term body = negated_ ? theorems::negation(term.arg(2)) : term.arg(2);
  body_ = std::make_shared<const ClaimProgram>(body, with(outer_inputs, term.name()));
}

Truth Quantifier::over(std::span<const Ball> box, const Deadline& deadline) const {
  const Truth found = term_.node().integer_range ? exists_integer(box, deadline) : exists_over(box, deadline);
  return negated_ ? negate(found) : found;
}

Truth Quantifier::exists_integer(std::span<const Ball> box, const Deadline& deadline) const {
  std::vector<Enclosed> slots;
  ends_.run(box, slots);
  const auto exact_integer = [](const Ball& ball, long& value) {
    if (arb_is_int(ball.raw()) == 0 || arf_cmpabs_2exp_si(arb_midref(ball.raw()), 40) > 0) return false;
    value = arf_get_si(arb_midref(ball.raw()), ARF_RND_NEAR);
    return true;
  };
  long low = 0;
  long high = 0;
  if (!exact_integer(slots[low_].value, low) || !exact_integer(slots[high_].value, high)) return Truth::unknown;
  if (both(slots[low_].defined, slots[high_].defined) != Truth::yes) return Truth::unknown;
  if (term_.node().low_open) ++low;
  if (term_.node().high_open) --high;
  Truth result = Truth::no;
  std::vector<Ball> inputs(box.begin(), box.end());
  inputs.emplace_back(0);
  for (long k = low; k <= high; ++k) {
    if (k - low >= most_integers || deadline.passed()) return either(result, Truth::unknown);
    inputs.back() = Ball(theorems::Rational(k));
    result = either(result, body_->over(inputs, deadline));
    if (result == Truth::yes) return result;
  }
  return result;
}

Truth Quantifier::exists_over(std::span<const Ball> box, const Deadline& deadline) const {
  std::vector<Enclosed> slots;
  ends_.run(box, slots);
  if (both(slots[low_].defined, slots[high_].defined) != Truth::yes) return Truth::unknown;
  const Ball& low = slots[low_].value;
  const Ball& high = slots[high_].value;
  const bool nonempty = (high - low).certainly_positive() ||
                        ((high - low).certainly_nonnegative() && !term_.node().low_open && !term_.node().high_open);
  const bool empty = (high - low).certainly_negative() ||
                     ((high - low).certainly_nonpositive() && (term_.node().low_open || term_.node().high_open));
  if (empty) return Truth::no;
  if (!low.finite() || !high.finite() || !nonempty) return Truth::unknown;

  struct Piece {
    Ball a, b;
  };
  std::deque<Piece> open{{Ball(0), Ball(1)}};
  std::vector<Ball> inputs(box.begin(), box.end());
  inputs.emplace_back(0);
  for (std::size_t count = 0; !open.empty(); ++count) {
    if (count >= most_pieces || deadline.passed()) return Truth::unknown;
    const Piece now = open.front();
    open.pop_front();
    inputs.back() = piece(low, high, now.a, now.b);
    const Truth whole = body_->over_refined(inputs, deadline);
    if (whole == Truth::yes) return Truth::yes;
    if (whole == Truth::no) continue;
    const Ball middle = (now.a + now.b) / Ball(2);
    inputs.back() = piece(low, high, middle, middle);  // an interior point of the range, whatever its ends are
    if (body_->over(inputs, deadline) == Truth::yes) return Truth::yes;
    open.push_back({now.a, middle});
    open.push_back({middle, now.b});
  }
  return Truth::no;
}

}  // namespace flowcert::proofs
