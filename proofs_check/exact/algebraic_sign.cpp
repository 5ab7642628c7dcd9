#include "proofs_check/exact/algebraic_sign.hpp"

#include <algorithm>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/evaluate.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::proofs::exact {

namespace {

using integrators::Ball;

bool is_algebraic_number(Scope& scope, const Poly& p) {
  const std::vector<Symbol> symbols = symbols_of(p);
  return std::all_of(symbols.begin(), symbols.end(), [&](const Symbol& symbol) {
    const Generator& g = scope.generator_of(symbol);
    return g.kind == Kind::root && g.order > 0 && is_algebraic_number(scope, g.relation);
  });
}

}  // namespace

std::optional<SignSet> sign_of_algebraic_number(Scope& scope, const Poly& p) {
  if (is_constant(p) || !is_algebraic_number(scope, p)) return std::nullopt;
  const auto tape = integrators::Tape::compile(std::vector<Term>{term_of(scope, p)}, std::vector<std::string>{});
  for (const int digits : {30, 200}) {
    const integrators::ScopedDigits precision(digits);
    try {
      const Ball value = integrators::evaluate<Ball>(tape, std::vector<Ball>{})[0];
      if (value.certainly_positive()) return signs::positive;
      if (value.certainly_negative()) return signs::negative;
    } catch (const std::exception&) {  // a root without a real value: nothing is said
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace flowcert::proofs::exact
