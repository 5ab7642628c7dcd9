#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "integrators/taylor/expansion.hpp"
#include "integrators/taylor/odeint_concepts.hpp"
#include "integrators/taylor/taylor_field.hpp"

namespace flowcert::integrators {

/// Taylor steps for Odeint's integrate functions. The system is a TaylorField (or a std::ref or std::cref to one): a
/// plain callable has no jets. Steps are accepted and proposed as integrate_taylor does, to a tolerance of 10^-digits
/// relative to each component's size; reals work at the precision in force (set it a few digits above `digits`). Where
/// the field is undefined no step succeeds, and Odeint gives up with its own exception.
class ControlledTaylorStepper {
 public:
  using state_type = std::vector<Real>;
  using deriv_type = std::vector<Real>;
  using value_type = Real;
  using time_type = Real;
  using stepper_category = boost::numeric::odeint::controlled_stepper_tag;

  explicit ControlledTaylorStepper(int digits) : digits_(digits), order_(taylor_order(digits)) {}

  [[nodiscard]] std::size_t order() const { return order_; }

  template <class System>
  boost::numeric::odeint::controlled_step_result try_step(System system, state_type& x, time_type& t, time_type& dt) {
    const typename boost::numeric::odeint::unwrap_reference<System>::type& field = system;
    return step(field, x, t, dt);
  }

 private:
  boost::numeric::odeint::controlled_step_result step(const TaylorField& field, state_type& x, time_type& t,
                                                      time_type& dt) const;
  int digits_;
  std::size_t order_;
};

/// The same with the step's own polynomial as dense output.
class DenseTaylorStepper {
 public:
  using state_type = std::vector<Real>;
  using deriv_type = std::vector<Real>;
  using value_type = Real;
  using time_type = Real;
  using stepper_category = boost::numeric::odeint::dense_output_stepper_tag;

  explicit DenseTaylorStepper(int digits) : digits_(digits), order_(taylor_order(digits)) {}

  void initialize(const state_type& x, const time_type& t, const time_type& dt);

  /// Steps by at most current_time_step(); throws std::domain_error where the field is undefined.
  template <class System>
  std::pair<time_type, time_type> do_step(System system) {
    const typename boost::numeric::odeint::unwrap_reference<System>::type& field = system;
    return step(field);
  }

  /// The state at a time of the last step.
  void calc_state(const time_type& t, state_type& x) const { x = advance(expansion_, t - previous_time_); }

  [[nodiscard]] const state_type& current_state() const { return state_; }
  [[nodiscard]] const state_type& previous_state() const { return previous_state_; }
  [[nodiscard]] const time_type& current_time() const { return time_; }
  [[nodiscard]] const time_type& previous_time() const { return previous_time_; }
  [[nodiscard]] const time_type& current_time_step() const { return step_; }

 private:
  std::pair<time_type, time_type> step(const TaylorField& field);
  int digits_;
  std::size_t order_;
  state_type state_, previous_state_;
  time_type time_, previous_time_, step_;
  Expansion expansion_;
};

static_assert(ControlledStepper<ControlledTaylorStepper, TaylorField>);
static_assert(ControlledStepper<ControlledTaylorStepper, std::reference_wrapper<const TaylorField>>);
static_assert(DenseOutputStepper<DenseTaylorStepper, TaylorField>);
static_assert(DenseOutputStepper<DenseTaylorStepper, std::reference_wrapper<const TaylorField>>);

}  // namespace flowcert::integrators
