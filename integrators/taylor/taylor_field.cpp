#include "integrators/taylor/taylor_field.hpp"

#include <stdexcept>

namespace flowcert::integrators {

namespace {
Tape compile_field(std::span<const theorems::Term> right_hand_sides, std::span<const std::string> state,
                   const std::string& time) {
  if (right_hand_sides.size() != state.size()) throw std::invalid_argument("one equation for each state variable");
  std::vector<std::string> inputs(state.begin(), state.end());
  inputs.push_back(time);
  return Tape::compile(right_hand_sides, inputs);
}
}  // namespace

TaylorField::TaylorField(std::span<const theorems::Term> right_hand_sides, std::span<const std::string> state,
                         const std::string& time)
    : tape_(compile_field(right_hand_sides, state, time)),
      program_(tape_, std::vector<bool>(state.size() + 1, false)) {}

void TaylorField::operator()(const std::vector<Real>& x, std::vector<Real>& dxdt, const Real& t) const {
  std::vector<Real> inputs(x);
  inputs.push_back(t);
  dxdt = evaluate<Real>(tape_, inputs);
}

}  // namespace flowcert::integrators
