#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "integrators/taylor/odeint_support.hpp"

namespace flowcert::integrators {

/// Odeint's stepper concepts ("Stepper Algorithms" and "Concepts" in Boost 1.81's Odeint documentation), as C++
/// concepts.
template <class S>
concept OdeintTypes = requires {
  typename S::state_type;
  typename S::deriv_type;
  typename S::value_type;
  typename S::time_type;
  typename S::stepper_category;
};

/// Controlled stepper: try_step makes a step or asks for a smaller one, and proposes the next dt.
template <class S, class System>
concept ControlledStepper = OdeintTypes<S> &&
    std::derived_from<typename S::stepper_category, boost::numeric::odeint::controlled_stepper_tag> &&
    requires(S stepper, System system, typename S::state_type& x, typename S::time_type& t) {
  { stepper.try_step(system, x, t, t) } -> std::same_as<boost::numeric::odeint::controlled_step_result>;
};

/// Dense output stepper: steps on by itself and gives the state anywhere in the last step.
template <class S, class System>
concept DenseOutputStepper = OdeintTypes<S> &&
    std::derived_from<typename S::stepper_category, boost::numeric::odeint::dense_output_stepper_tag> &&
    requires(S stepper, const S& known, System system, typename S::state_type& x, const typename S::time_type& t) {
  stepper.initialize(x, t, t);
  { stepper.do_step(system) } -> std::same_as<std::pair<typename S::time_type, typename S::time_type>>;
  known.calc_state(t, x);
  { known.current_state() } -> std::convertible_to<const typename S::state_type&>;
  { known.previous_state() } -> std::convertible_to<const typename S::state_type&>;
  { known.current_time() } -> std::convertible_to<typename S::time_type>;
  { known.previous_time() } -> std::convertible_to<typename S::time_type>;
  { known.current_time_step() } -> std::convertible_to<typename S::time_type>;
};

}  // namespace flowcert::integrators
