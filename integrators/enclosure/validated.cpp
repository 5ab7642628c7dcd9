#include "integrators/enclosure/validated.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/enclosure/enclosure.hpp"

namespace flowcert::integrators {

ValidatedSolution integrate_validated(std::span<const theorems::Term> field, std::span<const std::string> state,
                                      const std::string& time, std::span<const theorems::Term> initial,
                                      const Rational& end, int digits, int most_digits,
                                      const std::function<bool()>& stop) {
  SystemProblem problem;
  problem.state.assign(state.begin(), state.end());
  problem.time = time;
  problem.initial.assign(initial.begin(), initial.end());
  problem.right_hand_side.assign(field.begin(), field.end());
  EnclosureOptions options;
  options.digits = digits;
  options.stop = stop;
  options.max_working_digits = most_digits;
  ValidatedSolution solution;
  try {
    Enclosure enclosure = integrate_enclosure(problem, {}, end, options);
    solution.end = enclosure.end;
    solution.complete = enclosure.complete();
    solution.reason = enclosure.reason;
    solution.digits = enclosure.digits;
    if (!enclosure.steps.empty()) solution.order = enclosure.steps.front().coefficients.front().size();
    solution.steps = std::move(enclosure.steps);
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
  std::vector<std::vector<Ball>> result = step.coefficients;
  for (std::size_t i = 0; i < result.size(); ++i) result[i].push_back(step.remainder[i]);
  return result;
}

Ball evaluate_polynomial(const std::vector<Ball>& coefficients, const Ball& s) {
  return polynomial_value(coefficients, s);
}

}  // namespace flowcert::integrators
