#include "proofs_check/limits/limit_parameter.hpp"

#include <algorithm>

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Term;

void add_limit_parameter(theorems::Problem& problem, const theorems::LimitVariable& limit) {
  std::erase_if(problem.parameters, [&](const auto& parameter) { return parameter.name == limit.name; });
  const Term start(limit.values.front());
  const bool down = limit.to.is_number() && limit.values.front() > limit.to.number();
  theorems::FreeParameter variable;
  variable.name = limit.name;
  variable.box = true;
  variable.low = down ? limit.to : start;
  variable.high = down ? start : limit.to;
  variable.low_open = down;
  variable.high_open = !down;
  problem.parameters.push_back(variable);
  for (const Term& end : theorems::between(theorems::variable(limit.name), *variable.low, variable.low_open,
                                           *variable.high, variable.high_open))
    problem.hypotheses.push_back(end);
}

}  // namespace flowcert::proofs
