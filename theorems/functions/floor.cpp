#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::floor, x);
  return {{"floor is not above", 1, {}, less_equal(value, x)}, {"floor is near", 1, {}, less(x, value + Term(1))}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::floor(u); },
    .of_real = [](mpfr_ptr result, mpfr_srcptr u) { mpfr_floor(result, u); },
    .of_ball = arb_floor,
};

}  // namespace

constinit const Function floor{
    .latex_before = "\\lfloor ",
    .latex_after = " \\rfloor",
    .domain = everywhere,
    .smoothness = Smoothness::jumps_at_whole_numbers,
    .growth = Growth::linear,
    .range = Range::any,
    .parity = Parity::none,
    .increasing = false,
    .whole = true,
    .folds = false,
    .entrywise = false,
    .slope = nullptr,
    .by_others = nullptr,
    .axioms = axioms,
    .at_rational = [](const Rational& u) { return Rational(floor_of(u)); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
