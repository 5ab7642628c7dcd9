#include <cmath>

#include "theorems/functions/evaluation.hpp"
#include "theorems/functions/write.hpp"

namespace flowcert::theorems::functions {

namespace {

std::vector<Axiom> axioms() {
  const Term x = functions::x(), value = of(Op::ceil, x);
  return {{"ceil is not below", 1, {}, less_equal(x, value)}, {"ceil is near", 1, {}, less(value - Term(1), x)}};
}

constexpr Evaluation evaluation{
    .of_double = [](double u) { return std::ceil(u); },
    .of_real = [](mpfr_ptr result, mpfr_srcptr u) { mpfr_ceil(result, u); },
    .of_ball = arb_ceil,
};

}  // namespace

constinit const Function ceil{
    .latex_before = "\\lceil ",
    .latex_after = " \\rceil",
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
    .at_rational = [](const Rational& u) { return Rational(Integer(-floor_of(-u))); },
    .evaluation = &evaluation,
};

}  // namespace flowcert::theorems::functions
