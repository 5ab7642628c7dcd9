#include "proofs_check/decide/parameter_points.hpp"

#include <random>
#include <stdexcept>

#include "proofs_check/rigorous/point_claim.hpp"
#include "proofs_check/rigorous/sampler.hpp"

namespace flowcert::proofs {

std::vector<std::vector<theorems::Rational>> parameter_points(const theorems::Problem& problem, std::size_t count,
                                                              const Deadline& deadline) {
  if (problem.parameters.empty()) return {{}};
  const FormulaStatement statement{problem.parameters, problem.hypotheses,
                                   theorems::constant(theorems::Op::true_value)};
  std::vector<std::vector<theorems::Rational>> points;
  try {
    const std::vector<std::string> names = names_of(statement);
    const PointClaim hypotheses(theorems::conjunction(problem.hypotheses), names);
    PointSampler sampler(statement);
    std::mt19937_64 random(20260103);
    for (std::size_t k = 0; k < 60 * count && points.size() < count && !deadline.passed(); ++k) {
      auto point = sampler.next(random);
      if (!point) continue;
      bool integers = true;
      for (std::size_t i = 0; i < point->size(); ++i) {
        integers = integers && (!problem.parameters[i].integer || theorems::is_integer((*point)[i]));
      }
      if (integers && hypotheses.at_escalating(*point, 200, deadline) == Truth::yes)
        points.push_back(std::move(*point));
    }
  } catch (const std::invalid_argument&) {
    // a hypothesis that has no numeric meaning: no points, and the caller goes without
  }
  return points;
}

}  // namespace flowcert::proofs
