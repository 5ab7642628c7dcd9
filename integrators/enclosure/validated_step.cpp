#include "integrators/enclosure/validated_step.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/jets.hpp"

namespace flowcert::integrators {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int max_attempts = 60;
constexpr double shortest_log2 = -80;  // relative to the longest step asked for

using Series = std::vector<std::vector<Ball>>;

bool all_finite(const Series& series) {
  return std::all_of(series.begin(), series.end(), [](const std::vector<Ball>& coefficients) {
    return std::all_of(coefficients.begin(), coefficients.end(), [](const Ball& c) { return c.finite(); });
  });
}

double log2_of(const Rational& value) {
  return log2_upper(Ball(value));
}

/// Steps below this power of two are no steps: the result is 0.
constexpr double least_log2 = -1e6;

/// 2^exponent rounded down to 16 bits, at most `longest`. No power of two is written out that the result does not need.
Rational dyadic(double exponent, const Rational& longest) {
  if (exponent >= log2_of(longest) + 1) return longest;
  if (!(exponent > least_log2)) return 0;  // also for what is no number
  const double whole = std::floor(exponent);
  const auto mantissa = static_cast<long>(std::exp2(exponent - whole + 15));
  const long shift = static_cast<long>(whole) - 15;
  Rational result(mantissa);
  if (shift >= 0)
    mpq_mul_2exp(result.backend().data(), result.backend().data(), static_cast<unsigned long>(shift));
  else
    mpq_div_2exp(result.backend().data(), result.backend().data(), static_cast<unsigned long>(-shift));
  return std::min(result, longest);
}

class StepFinder {
 public:
  StepFinder(const ValidatedProblem& problem, const std::vector<Ball>& box, const Rational& start,
             const Rational& longest)
      : problem_(problem), start_(start), longest_(longest), next_(problem.order + 1) {
    series_ = jets(box, Ball(start), problem.order);
  }

  std::optional<ValidatedStep> run() {
    if (!all_finite(series_)) return std::nullopt;
    const double floor = log2_of(longest_) + shortest_log2;
    double trial = std::min(first_guess(), log2_of(longest_));
    std::optional<ValidatedStep> best;
    for (int attempt = 0; attempt < max_attempts && trial > floor; ++attempt) {
      std::optional<ValidatedStep> found = attempt_step(dyadic(trial, longest_));
      if (!found) {
        if (best) return best;
        trial -= 1;
        continue;
      }
      const double got = log2_of(found->length);
      if (!best || found->length > best->length) best = std::move(found);
      // A box made for a much longer step than it allowed is needlessly wide: once or twice more with a smaller one.
      if (got > trial - 1.5 || attempt_after_success_++ >= 2) return best;
      trial = got + 0.7;
    }
    return best;
  }

 private:
  [[nodiscard]] Series jets(const std::vector<Ball>& box, const Ball& time, std::size_t order) const {
    std::vector<Ball> inputs(box);
    inputs.push_back(time);
    inputs.insert(inputs.end(), problem_.constants.begin(), problem_.constants.end());
    return solution_jets<Ball>(*problem_.program, inputs, order);
  }

  /// Where the last two coefficients reach the tolerance: the step of the approximate method.
  [[nodiscard]] double first_guess() const {
    double norm = -infinity, guess = infinity;
    for (const auto& c : series_) norm = std::max(norm, std::max(log2_upper(c[0]), log2_upper(c[1])));
    for (const auto& c : series_) {
      for (std::size_t m = problem_.order - 1; m <= problem_.order; ++m) {
        const double size = log2_upper(c[m]);
        if (size == -infinity) continue;
        guess = std::min(guess, (problem_.log2_tolerance + norm - size) / static_cast<double>(m));
      }
    }
    return guess;
  }

  std::optional<ValidatedStep> attempt_step(const Rational& trial) {
    std::vector<Ball> path;
    for (const auto& coefficients : series_) path.push_back(polynomial_range(coefficients, 0, trial));
    std::vector<Ball> box = path;
    for (Ball& side : box) widen(side);
    for (int inflation = 0; inflation < 3; ++inflation) {
      const Series over_box = jets(box, Ball::interval(start_, start_ + trial), next_);
      if (!all_finite(over_box)) return std::nullopt;
      std::vector<Ball> remainder;
      for (const auto& coefficients : over_box) remainder.push_back(coefficients[next_]);
      const Rational length = std::min(trial, tolerated(remainder, box));
      if (length <= 0) return std::nullopt;
      const Ball reach = Ball::interval(0, 1) * pow(Ball(length), Integer(next_));
      bool contained = true;
      for (std::size_t i = 0; i < box.size(); ++i) {
        const Ball needed = path[i] + remainder[i] * reach;
        const bool holds = well_inside(needed, box[i]) || (needed.exactly_zero() && never_moves(over_box[i]));
        contained = contained && holds;
        if (!holds) box[i] = Ball::hull(box[i], needed);
      }
      if (contained) return ValidatedStep{start_, length, series_, remainder, box, over_box};
      for (Ball& side : box) widen(side);
    }
    return std::nullopt;
  }

  // The solution cannot reach the box's boundary, so it cannot leave. A component that is exactly 0 and does not move
  // on the box stays 0 by uniqueness, and needs no room.
  static bool well_inside(const Ball& inner, const Ball& outer) {
    return inner.finite() && arb_contains_interior(outer.raw(), inner.raw()) != 0;
  }
  static bool never_moves(const std::vector<Ball>& over_box) {
    return std::all_of(over_box.begin(), over_box.end(), [](const Ball& c) { return c.exactly_zero(); });
  }

  /// Room for the remainder, which is far smaller than the way that the solution goes in the step.
  void widen(Ball& side) const {
    Ball room = side;
    arb_get_rad_arb(room.raw(), side.raw());
    arb_mul_2exp_si(room.raw(), room.raw(), -5);
    Ball size = abs(side);
    arb_mul_2exp_si(size.raw(), size.raw(), static_cast<slong>(problem_.log2_tolerance) + 1);
    arb_add_error(side.raw(), room.raw());
    arb_add_error(side.raw(), size.raw());
  }

  [[nodiscard]] Rational tolerated(const std::vector<Ball>& remainder, const std::vector<Ball>& box) const {
    double norm = -infinity, step = infinity;
    for (const Ball& side : box) norm = std::max(norm, log2_upper(side));
    for (std::size_t i = 0; i < remainder.size(); ++i) {
      const double error = log2_upper(remainder[i]);
      if (error == -infinity) continue;
      const double own = log2_upper(box[i]);
      const double size = own == -infinity ? norm : own;
      step = std::min(step, (problem_.log2_tolerance + size - error) / static_cast<double>(next_));
    }
    return dyadic(step, longest_);
  }

  const ValidatedProblem& problem_;
  const Rational& start_;
  const Rational& longest_;
  std::size_t next_;
  Series series_;
  int attempt_after_success_ = 0;
};

}  // namespace

std::optional<ValidatedStep> validated_step(const ValidatedProblem& problem, const std::vector<Ball>& box,
                                            const Rational& start, const Rational& longest) {
  return StepFinder(problem, box, start, longest).run();
}

std::vector<Ball> state_at(const ValidatedStep& step, const Rational& s) {
  std::vector<Ball> result;
  const Ball at(s);
  for (std::size_t i = 0; i < step.coefficients.size(); ++i) {
    const Integer next(step.coefficients[i].size());
    result.push_back(polynomial_value(step.coefficients[i], at) + step.remainder[i] * pow(at, next));
  }
  return result;
}

std::vector<Ball> state_over(const ValidatedStep& step, const Rational& low, const Rational& high) {
  std::vector<Ball> result;
  const Ball range = Ball::interval(low, high);
  for (std::size_t i = 0; i < step.coefficients.size(); ++i) {
    const Integer next(step.coefficients[i].size());
    Ball value = polynomial_range(step.coefficients[i], low, high) + step.remainder[i] * pow(range, next);
    Ball both;
    // Both contain the values, so their intersection does.
    if (arb_intersection(both.raw(), value.raw(), step.whole[i].raw(), working_bits()) != 0) value = both;
    result.push_back(std::move(value));
  }
  return result;
}

}  // namespace flowcert::integrators
