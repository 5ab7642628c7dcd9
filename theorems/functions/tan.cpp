#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

Term slope(const Term& value) {
  return Term(1) + square(value);
}

Term by_others(const Term& u) {
  return of(Op::sin, u) / of(Op::cos, u);
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::tan(u); },
    .of_real = periodic<mpfr_tan>,
    .of_ball = arb_tan,
};

}  // namespace

constinit const Function tan{
    .latex_before = "\\tan",
    .latex_after = "",
    .domain = {.nonzero = [](const Term& u) { return of(Op::cos, u); }},
    .smoothness = Smoothness::analytic,
    .growth = Growth::faster,
    .range = Range::any,
    .parity = Parity::odd,
    .increasing = false,
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
