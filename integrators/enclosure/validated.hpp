#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "integrators/enclosure/validated_step.hpp"
#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/tape.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

/// An enclosure of the solution of x' = f(x, t), x(0) in the initial balls, as far as `end`.
struct ValidatedSolution {
  std::vector<ValidatedStep> steps;
  Rational end{0};
  bool complete = false;  // end is the end that was asked for
  std::string reason;     // why not complete
  int digits = 0;         // working precision
  std::size_t order = 0;
};

/// integrate_enclosure (enclosure.hpp) for a field and initial values without parameters. Guarantee: for every initial
/// value in `initial` the solution exists and is unique on [0, result.end], and is in the stated balls. `field` are
/// terms in `state` and `time`. The working digits grow up to `most_digits` until every ball at the end has a relative
/// radius below 10^-digits; it gives up with a reason where the field is not smooth, the solution leaves every
/// enclosure (blow-up), or `stop` says so.
[[nodiscard]] ValidatedSolution integrate_validated(std::span<const theorems::Term> field,
                                                    std::span<const std::string> state, const std::string& time,
                                                    std::span<const theorems::Term> initial, const Rational& end,
                                                    int digits, int most_digits, const std::function<bool()>& stop);

/// Index of the step that contains t (0 <= t <= solution.end; the earlier one at a joint).
[[nodiscard]] std::size_t step_at(const ValidatedSolution& solution, const Rational& t);

/// Polynomials in s = t - step.start: result[i] has order + 1 ball coefficients, the last one being the remainder's, so
/// that sum_k result[i][k] s^k contains state i for every 0 <= s <= length.
[[nodiscard]] std::vector<std::vector<Ball>> state_polynomials(const ValidatedStep& step);

/// sum_k coefficients[k] s^k.
[[nodiscard]] Ball evaluate_polynomial(const std::vector<Ball>& coefficients, const Ball& s);

}  // namespace flowcert::integrators
