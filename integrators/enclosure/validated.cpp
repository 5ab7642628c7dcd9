#include "integrators/enclosure/validated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "integrators/enclosure/validated_step.hpp"
#include "integrators/taylor/expansion.hpp"

namespace flowcert::integrators {

namespace {

constexpr std::size_t most_steps = 20'000;

std::string shortly(const Rational& t) {
  return Ball(t).text(8);
}

/// The end points of a step as a starting box for the next.
std::vector<Ball> at_end(const ValidatedStep& step) {
  std::vector<Ball> result;
  for (const auto& polynomial : state_polynomials(step)) {
    result.push_back(evaluate_polynomial(polynomial, Ball(step.length)));
  }
  return result;
}

bool thin(const std::vector<Ball>& x, int digits) {
  return std::all_of(x.begin(), x.end(), [&](const Ball& value) {
    if (!value.finite()) return false;
    constexpr double digits_per_bit = 0.30103;
    const double size = digits_per_bit * static_cast<double>(arf_abs_bound_lt_2exp_si(arb_midref(value.raw())));
    return value.radius_log10() < std::max(0.0, size) - digits;
  });
}

ValidatedSolution integrate_once(const TaylorField& field, std::span<const theorems::Term> initial, const Rational& end,
                                 int digits, const std::function<bool()>& stop) {
  ValidatedSolution solution;
  solution.digits = digits;
  solution.order = taylor_order(digits) + 4;
  std::vector<Ball> x = evaluate<Ball>(Tape::compile(initial, {}), std::vector<Ball>{});
  Rational t = 0;
  // Steps this short mean that the solution is about to end.
  const Rational shortest = end / Rational(boost::multiprecision::pow(Integer(2), 48));
  while (t < end) {
    if (stop()) {
      solution.reason = fmt::format("out of time at t = {}", shortly(t));
      return solution;
    }
    if (solution.steps.size() >= most_steps) {
      solution.reason = fmt::format("more than {} steps at t = {}", most_steps, shortly(t));
      return solution;
    }
    auto step = validated_step(field, x, t, end - t, std::min(shortest, end - t), solution.order, digits);
    if (!step) {
      solution.reason =
          fmt::format("no validated step from t = {}: the field is not smooth there, or the solution ends", shortly(t));
      return solution;
    }
    x = at_end(*step);
    t += step->length;
    solution.end = t;
    solution.steps.push_back(std::move(*step));
    // Widths grow with the flow; once they are hopeless, more digits are the cure.
    if (!thin(x, 3)) {
      solution.reason = fmt::format("the enclosure grew too wide by t = {}", shortly(t));
      return solution;
    }
  }
  solution.complete = thin(x, 5);
  return solution;
}

}  // namespace

ValidatedSolution integrate_validated(std::span<const theorems::Term> field, std::span<const std::string> state,
                                      const std::string& time, std::span<const theorems::Term> initial,
                                      const Rational& end, int digits, int most_digits,
                                      const std::function<bool()>& stop) {
  ValidatedSolution solution;
  try {
    const TaylorField smooth(field, state, time);
    for (int working = digits + 15;; working *= 2) {
      const ScopedDigits precision(working + 10);
      solution = integrate_once(smooth, initial, end, working, stop);
      const bool accurate = solution.complete && thin(at_end(solution.steps.back()), digits);
      const bool widened = solution.reason.find("wide") != std::string::npos || (solution.complete && !accurate);
      if (accurate || !widened || stop()) return solution;
      if (2 * working > most_digits) return solution;
    }
  } catch (const std::invalid_argument& reason) {
    solution.reason = reason.what();
  }
  return solution;
}

std::size_t step_at(const ValidatedSolution& solution, const Rational& t) {
  if (t < 0 || t > solution.end || solution.steps.empty())
    throw std::out_of_range("step_at: no enclosure at that time");
  const auto found =
      std::lower_bound(solution.steps.begin(), solution.steps.end(), t,
                       [](const ValidatedStep& step, const Rational& time) { return step.start + step.length < time; });
  return static_cast<std::size_t>(found - solution.steps.begin());
}

std::vector<std::vector<Ball>> state_polynomials(const ValidatedStep& step) {
  std::vector<std::vector<Ball>> result = step.at_start;
  for (std::size_t i = 0; i < result.size(); ++i) result[i].push_back(step.over_step[i].back());
  return result;
}

Ball evaluate_polynomial(const std::vector<Ball>& coefficients, const Ball& s) {
  Ball value = coefficients.back();
  for (std::size_t k = coefficients.size() - 1; k-- > 0;) value = value * s + coefficients[k];
  return value;
}

}  // namespace flowcert::integrators
