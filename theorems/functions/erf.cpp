#include <arb_hypgeom.h>

#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

/// erf(x) = 2/sqrt(pi) times the integral of exp(-s^2) over s in [0, x].
Term slope(const Term& value) {
  return Term(2) / of(Op::sqrt, constant(Op::pi)) * of(Op::exp, -square(value.arg(0)));
}

/// Its limits at infinity bound it; its slope at 0, the greatest, bounds it by a line.
std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::erf, x), line = Term(2) / of(Op::sqrt, constant(Op::pi)) * x;
  return {{"erf is below 1", 1, {}, less(value, Term(1))},
          {"erf is above -1", 1, {}, less(Term(-1), value)},
          {"erf(x) <= 2/sqrt(pi)*x for x >= 0", 1, {}, implies(nonnegative(x), less_equal(value, line))},
          {"erf(x) >= 2/sqrt(pi)*x for x <= 0", 1, {}, implies(nonpositive(x), less_equal(line, value))}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::erf(u); },
    .of_real = rounded<mpfr_erf>,
    .of_ball = arb_hypgeom_erf,
};

}  // namespace

constinit const Function erf{
    .latex_before = "\\operatorname{erf}",
    .latex_after = "",
    .domain = everywhere,
    .smoothness = Smoothness::analytic,
    .growth = Growth::bounded,
    .range = Range::sign_of_argument,
    .parity = Parity::odd,
    .increasing = true,
    .whole = false,
    .folds = false,
    .entrywise = false,
    .slope = slope,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return only_at(u, 0, 0); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
