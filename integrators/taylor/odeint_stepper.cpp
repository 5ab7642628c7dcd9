#include "integrators/taylor/odeint_stepper.hpp"

#include <cmath>
#include <stdexcept>

#include "integrators/taylor/polynomial.hpp"

namespace flowcert::integrators {

using boost::numeric::odeint::controlled_step_result;

namespace {
/// The expansion's own step, or `otherwise` where the solution is a polynomial and any step will do.
Real trusted_step(const Expansion& expansion, const Real& otherwise) {
  return std::isinf(expansion.log2_step) ? otherwise : power_of_two(expansion.log2_step);
}
}  // namespace

controlled_step_result ControlledTaylorStepper::step(const TaylorField& field, state_type& x, time_type& t,
                                                     time_type& dt) const {
  const Expansion expansion = expand(field, x, t, order_, digits_);
  if (!expansion.defined) {
    dt /= 2;
    return boost::numeric::odeint::fail;
  }
  const Real trusted = trusted_step(expansion, abs(dt) * 2);
  if (abs(dt) > trusted || !accept_step(field, expansion, t, dt, digits_)) {
    const Real shorter = std::min(trusted, Real(abs(dt) / 2));
    dt = dt < 0 ? Real(-shorter) : shorter;
    return boost::numeric::odeint::fail;
  }
  x = advance(expansion, dt);
  t += dt;
  dt = dt < 0 ? Real(-trusted) : trusted;
  return boost::numeric::odeint::success;
}

void DenseTaylorStepper::initialize(const state_type& x, const time_type& t, const time_type& dt) {
  state_ = x;
  time_ = t;
  step_ = dt;
  previous_state_ = x;
  previous_time_ = t;
}

std::pair<Real, Real> DenseTaylorStepper::step(const TaylorField& field) {
  expansion_ = expand(field, state_, time_, order_, digits_);
  if (!expansion_.defined) throw std::domain_error("the right-hand side is undefined or not smooth");
  const Real trusted = trusted_step(expansion_, abs(step_) * 2);
  Real h = std::min(Real(abs(step_)), trusted);
  for (int halvings = 0;; ++halvings) {
    const Real signed_step = step_ < 0 ? Real(-h) : h;
    if (accept_step(field, expansion_, time_, signed_step, digits_)) break;
    if (halvings > 200) throw std::domain_error("no step satisfies the equation");
    h /= 2;
  }
  previous_state_ = state_;
  previous_time_ = time_;
  const Real signed_step = step_ < 0 ? Real(-h) : h;
  state_ = advance(expansion_, signed_step);
  time_ += signed_step;
  step_ = step_ < 0 ? Real(-trusted) : trusted;
  return {previous_time_, time_};
}

}  // namespace flowcert::integrators
