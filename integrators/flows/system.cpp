#include "integrators/flows/system.hpp"

#include <stdexcept>

namespace flowcert::integrators {

std::vector<std::string> SystemProblem::inputs() const {
  std::vector<std::string> result = state;
  result.push_back(time);
  result.insert(result.end(), parameters.begin(), parameters.end());
  return result;
}

SystemProblem make_system(const theorems::Dynamics& dynamics, std::vector<std::string> parameters) {
  SystemProblem result;
  result.state = dynamics.state;
  result.parameters = std::move(parameters);
  result.time = dynamics.kind == theorems::Dynamics::Kind::iteration ? "n" : "t";
  result.initial = dynamics.initial;
  result.right_hand_side = dynamics.right_hand_side;
  return result;
}

SystemProblem with_values(const SystemProblem& problem, std::span<const Rational> values) {
  if (values.size() != problem.parameters.size()) throw std::invalid_argument("one value for each parameter is needed");
  theorems::Substitution replacements;
  for (std::size_t k = 0; k < values.size(); ++k)
    replacements.emplace(problem.parameters[k], theorems::Term(values[k]));
  SystemProblem result = problem;
  result.parameters.clear();
  for (theorems::Term& term : result.initial) term = theorems::substitute(term, replacements);
  for (theorems::Term& term : result.right_hand_side) term = theorems::substitute(term, replacements);
  return result;
}

}  // namespace flowcert::integrators
