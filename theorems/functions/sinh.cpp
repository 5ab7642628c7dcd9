#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return of(Op::cosh, value.arg(0));
}

Term by_others(const Term& u) {
  return (of(Op::exp, u) - of(Op::exp, -u)) / Term(2);
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::sinh(u); },
    .of_real = rounded<mpfr_sinh>,
    .of_ball = arb_sinh,
};

}  // namespace

constinit const Function sinh{
    .latex_before = "\\sinh",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::faster,
    .range = Range::sign_of_argument,
    .parity = Parity::odd,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = by_others,
    .axioms = no_axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 0); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
