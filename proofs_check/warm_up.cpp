#include "proofs_check/warm_up.hpp"

#include "proofs_check/exact/prove.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

void warm_up() {
  using theorems::Op;
  using theorems::Term;
  constexpr double seconds = 1;
  std::vector<theorems::FreeParameter> variables(2);
  variables[0].name = "x";
  variables[1].name = "y";
  const Term x = theorems::variable("x"), y = theorems::variable("y");
  // Two unknowns, and a contradiction: then linear arithmetic is asked as well.
  const std::vector<Term> hypotheses{theorems::relation(Op::greater, x, 0), theorems::relation(Op::greater, y, 0),
                                     theorems::relation(Op::less, x + y, 0)};
  (void)hypotheses_contradict(variables, hypotheses, Deadline::in(seconds));
}

}  // namespace flowcert::proofs
