#pragma once

#include <span>
#include <string>
#include <vector>

#include "integrators/events/piecewise.hpp"
#include "integrators/numbers/real.hpp"
#include "theorems/language/problem.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

/// x' = f(x, t, parameters), x(0) given in the parameters. Also an iteration x <- f(x, n, parameters), with time = "n".
struct SystemProblem {
  std::vector<std::string> state;
  std::vector<std::string> parameters;
  std::string time = "t";
  std::vector<theorems::Term> initial;          // terms in the parameters
  std::vector<theorems::Term> right_hand_side;  // terms in state, time and parameters

  /// What a tape of observables reads: the state, the time, the parameters, in this order.
  [[nodiscard]] std::vector<std::string> inputs() const;
};

[[nodiscard]] SystemProblem make_system(const theorems::Dynamics& dynamics, std::vector<std::string> parameters);

/// The same problem with values in place of its parameters. Throws std::invalid_argument if their numbers differ.
[[nodiscard]] SystemProblem with_values(const SystemProblem& problem, std::span<const Rational> values);

}  // namespace flowcert::integrators
