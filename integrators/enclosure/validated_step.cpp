#include "integrators/enclosure/validated_step.hpp"

#include <algorithm>
#include <cmath>

namespace flowcert::integrators {

namespace {

constexpr int picard_tries = 8;
constexpr double log2_of_10 = 3.3219280948873626;  // only to choose step lengths

/// log2 |x| at its largest, roughly; -infinity for zero.
double log2_size(const Ball& x) {
  if (!x.finite()) return HUGE_VAL;
  mag_t bound;
  mag_init(bound);
  arb_get_mag(bound, x.raw());
  const double result = log2_of_magnitude(bound);
  mag_clear(bound);
  return result;
}

double log2_radius(const Ball& x) {
  return x.finite() ? log2_of_magnitude(arb_radref(x.raw())) : HUGE_VAL;
}

/// 2^exponent with an exponent rounded down to a few fractional steps: m * 2^e with 64 <= m < 128.
Rational dyadic_below(double log2_value) {
  const double whole = std::floor(log2_value);
  const auto mantissa = static_cast<long>(std::floor(std::exp2(log2_value - whole) * 64));
  const long shift = static_cast<long>(whole) - 6;
  const Integer power = boost::multiprecision::pow(Integer(2), static_cast<unsigned>(std::labs(shift)));
  return shift < 0 ? Rational(mantissa) / Rational(power) : Rational(mantissa) * Rational(power);
}

double log2_of(const Rational& positive) {
  return log2_size(Ball(positive));
}

/// The ball grown by a fifth of its radius and a little more, so that the Picard iteration can close.
Ball inflated(const Ball& x) {
  Ball result = x;
  mag_t more;
  mag_init(more);
  mag_div_ui(more, arb_radref(x.raw()), 4);
  mag_add(arb_radref(result.raw()), arb_radref(result.raw()), more);
  arb_get_mag(more, x.raw());
  mag_mul_2exp_si(more, more, -working_bits());
  mag_add(arb_radref(result.raw()), arb_radref(result.raw()), more);
  mag_clear(more);
  return result;
}

/// The field's inputs: the state and the time (no parameters).
std::vector<Ball> inputs_of(const std::vector<Ball>& x, const Ball& t) {
  std::vector<Ball> inputs = x;
  inputs.push_back(t);
  return inputs;
}

/// Jorba & Zou 2005, eq. 3-8, from the last two coefficients; a guess only, the remainder decides.
double guess_log2_step(const std::vector<std::vector<Ball>>& jets, std::size_t order, int digits) {
  double result = HUGE_VAL;
  for (const auto& series : jets) {
    const double size = std::max(0.0, log2_size(series[0]));
    for (std::size_t m = order - 1; m <= order; ++m) {
      const double coefficient = log2_size(series[m]);
      if (std::isfinite(coefficient)) {
        result = std::min(result, (size - digits * log2_of_10 - coefficient) / static_cast<double>(m));
      }
    }
  }
  return result;
}

/// Whether |c_p| h^p is below 10^-digits for every state; otherwise by how much (log2) the step must shrink.
double log2_excess(const std::vector<std::vector<Ball>>& over_step, const std::vector<Ball>& x, const Rational& h,
                   std::size_t order, int digits) {
  double excess = -HUGE_VAL;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double remainder = log2_radius(over_step[i][order]) == HUGE_VAL ? HUGE_VAL : log2_size(over_step[i][order]);
    const double size = std::max(0.0, log2_size(x[i]));
    excess = std::max(excess, remainder + static_cast<double>(order) * log2_of(h) + digits * log2_of_10 - size);
  }
  return excess;
}

}  // namespace

std::optional<std::vector<Ball>> a_priori_enclosure(const TaylorField& field, const std::vector<Ball>& x,
                                                    const Rational& t, const Rational& h) {
  const Ball time = Ball::interval(t, t + h);
  const Ball span = Ball::interval(0, h);
  std::vector<Ball> box = x;
  for (int attempt = 0; attempt < picard_tries; ++attempt) {
    const std::vector<Ball> slope = evaluate<Ball>(field.tape(), inputs_of(box, time));
    std::vector<Ball> image;
    bool inside = true;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!slope[i].finite()) return std::nullopt;
      image.push_back(x[i] + span * slope[i]);
      inside = inside && box[i].contains(image[i]);
    }
    if (inside) return image;
    for (std::size_t i = 0; i < x.size(); ++i) box[i] = inflated(Ball::hull(box[i], image[i]));
  }
  return std::nullopt;
}

std::optional<ValidatedStep> validated_step(const TaylorField& field, const std::vector<Ball>& x, const Rational& t,
                                            const Rational& longest, const Rational& shortest, std::size_t order,
                                            int digits) {
  const std::vector<Ball> here = inputs_of(x, Ball(t));
  std::vector<std::vector<Ball>> at_start = solution_jets<Ball>(field.program(), here, order);
  const double guess = guess_log2_step(at_start, order, digits);
  Rational h = longest;
  if (guess < log2_of(longest)) h = dyadic_below(guess);
  while (h >= shortest) {
    const auto box = a_priori_enclosure(field, x, t, h);
    double shrink = 1;  // log2
    if (box) {
      auto over_step = solution_jets<Ball>(field.program(), inputs_of(*box, Ball::interval(t, t + h)), order);
      const double excess = log2_excess(over_step, x, h, order, digits);
      if (excess <= 0) {
        for (auto& series : at_start) series.resize(order);
        return ValidatedStep{t, h, std::move(at_start), std::move(over_step)};
      }
      if (std::isfinite(excess)) shrink = std::clamp(1.2 * excess / static_cast<double>(order), 0.2, 2.0);
    }
    h = dyadic_below(log2_of(h) - shrink);
  }
  return std::nullopt;
}

}  // namespace flowcert::integrators
