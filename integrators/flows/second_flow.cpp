#include "integrators/flows/second_flow.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/flows/flow_observables.hpp"
#include "integrators/flows/flow_start.hpp"
#include "integrators/numbers/polar.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/odeint_support.hpp"
#include "integrators/taylor/polynomial.hpp"

namespace flowcert::integrators {

namespace {

using Vector = std::vector<Real>;
using Stepper = boost::numeric::odeint::bulirsch_stoer<Vector, Real, Vector, Real>;

constexpr int fine_digits = 21, coarse_digits = 18;
constexpr int working = 40;
constexpr int most_rejections = 200;

void append(const std::vector<Matrix>& matrices, Vector& to) {
  for (const Matrix& m : matrices)
    for (std::size_t i = 0; i < m.rows(); ++i)
      for (std::size_t j = 0; j < m.columns(); ++j) to.push_back(m(i, j));
}

void take(const Vector& from, std::size_t& next, std::vector<Matrix>& matrices) {
  for (Matrix& m : matrices)
    for (std::size_t i = 0; i < m.rows(); ++i)
      for (std::size_t j = 0; j < m.columns(); ++j) m.set(i, j, from[next++]);
}

/// The layers' velocities, point by point.
class Field {
 public:
  Field(const FlowSetup& setup, const FlowLaw& law, FlowState shape)
      : setup_(setup), law_(law), shape_(std::move(shape)) {
    if (law.newton_schulz || law.kind == FlowLaw::Kind::smoothed)
      throw std::invalid_argument("no second route for this flow");
  }

  [[nodiscard]] Vector flat(const FlowState& state) const {
    Vector result;
    append(state.layers, result);
    append(state.memory, result);
    return result;
  }
  [[nodiscard]] FlowState state(const Vector& x) const {
    FlowState result = shape_;
    std::size_t next = 0;
    take(x, next, result.layers);
    take(x, next, result.memory);
    return result;
  }

  void operator()(const Vector& x, Vector& dxdt, const Real& /*t*/) const {
    const FlowState now = state(x);
    const std::vector<Matrix> gradients = network_point(setup_, now.layers).gradients;
    FlowState velocity = shape_;
    const Real tolerance = pow(Real(10), -working + 8);
    Real square = 0;
    for (const Matrix& g : gradients) square += inner(g, g);
    for (std::size_t l = 0; l < gradients.size(); ++l) {
      switch (law_.kind) {
        case FlowLaw::Kind::gradient:
          velocity.layers[l] = -gradients[l];
          break;
        case FlowLaw::Kind::normalized:
          velocity.layers[l] = Real(-1 / sqrt(square)) * gradients[l];
          break;
        case FlowLaw::Kind::spectral:
          velocity.layers[l] = -polar_factor_by_singular_values(gradients[l], tolerance);
          break;
        default:
          velocity.layers[l] = -polar_factor_by_singular_values(now.memory[l], tolerance);
          velocity.memory[l] = Real(1 / law_.tau) * (gradients[l] - now.memory[l]);
          break;
      }
    }
    dxdt = flat(velocity);
  }

 private:
  const FlowSetup& setup_;
  const FlowLaw& law_;
  FlowState shape_;
};

/// One run; the states at the times that it reached.
std::vector<Vector> run(const Field& field, Vector x, const std::vector<Rational>& times, int digits,
                        const std::function<bool()>& stop, std::string& reason) {
  const Real tolerance = pow(Real(10), -digits), smallest = pow(Real(10), -24);
  Stepper stepper(tolerance, tolerance);
  Real t = 0, dt = Real(1) / 64;
  std::vector<Vector> reached;
  int rejections = 0;
  for (const Rational& time : times) {
    const Real target = to_real(time);
    while (t < target) {
      if (stop && stop()) return reason = "out of time", reached;
      const bool last = t + dt >= target;
      Real step = last ? Real(target - t) : dt;
      if (step < smallest * (t + 1)) return reason = "the steps shrink to nothing at t = " + t.str(8), reached;
      const auto outcome = stepper.try_step(std::cref(field), x, t, step);
      if (!std::all_of(x.begin(), x.end(), is_finite)) return reason = "the field is undefined", reached;
      if (outcome == boost::numeric::odeint::fail) {
        if (++rejections > most_rejections) return reason = "no step is accurate enough at t = " + t.str(8), reached;
        dt = step;
        continue;
      }
      rejections = 0;
      if (last)
        t = target;
      else
        dt = step;
    }
    reached.push_back(x);
  }
  return reached;
}

}  // namespace

struct SecondFlow::Implementation {
  theorems::FlowDescription description;
  FlowSetup setup;
  FlowLaw law;
  std::unique_ptr<Field> field;
  std::vector<Rational> times;
  std::vector<Vector> fine, coarse;
  std::string reason;

  [[nodiscard]] Real observed(const Vector& x, const Observable& observable, bool velocity) const {
    if (!velocity) return observe_state(observable, setup, field->state(x));
    // A central difference along the velocity, with digits to spare for it.
    const ScopedDigits threefold(3 * working);
    Vector slope;
    (*field)(x, slope, Real(0));
    const Real step = pow(Real(10), -working);
    Vector ahead = x, behind = x;
    for (std::size_t i = 0; i < x.size(); ++i) {
      ahead[i] = x[i] + step * slope[i];
      behind[i] = x[i] - step * slope[i];
    }
    return (observe_state(observable, setup, field->state(ahead)) -
            observe_state(observable, setup, field->state(behind))) /
           (2 * step);
  }
};

SecondFlow::SecondFlow(const theorems::FlowDescription& description, const std::vector<Rational>& times,
                       const std::function<bool()>& stop)
    : implementation_(std::make_unique<Implementation>()) {
  const ScopedDigits precision(working);
  Implementation& own = *implementation_;
  own.description = description;
  own.setup = make_setup(description);
  own.law = flow_law(description);
  const FlowState start = flow_start(description, own.setup);
  own.field = std::make_unique<Field>(own.setup, own.law, start);
  own.times = times;
  own.coarse = run(*own.field, own.field->flat(start), times, coarse_digits, stop, own.reason);
  if (own.coarse.size() == times.size())
    own.fine = run(*own.field, own.field->flat(start), times, fine_digits, stop, own.reason);
}
SecondFlow::SecondFlow(SecondFlow&&) noexcept = default;
SecondFlow::~SecondFlow() = default;

bool SecondFlow::complete() const {
  return implementation_->fine.size() == implementation_->times.size();
}
const std::string& SecondFlow::reason() const {
  return implementation_->reason;
}

Ball SecondFlow::value(std::string_view name, const Rational& time, bool velocity) const {
  const ScopedDigits precision(working);
  const Implementation& own = *implementation_;
  const auto at = std::find(own.times.begin(), own.times.end(), time);
  const auto observable = parse_observable(name, own.description);
  if (at == own.times.end() || !observable) throw std::invalid_argument("not observed by the second route");
  const auto k = static_cast<std::size_t>(at - own.times.begin());
  if (k >= own.fine.size()) return Ball::indeterminate();
  const Real fine = own.observed(own.fine[k], *observable, velocity);
  const Real coarse = own.observed(own.coarse[k], *observable, velocity);
  if (!isfinite(fine) || !isfinite(coarse)) return Ball::indeterminate();
  Ball result = Ball::exactly(fine);
  const Real radius = 100 * abs(fine - coarse) + pow(Real(10), -fine_digits + 3) * (abs(fine) + 1);
  arb_add_error(result.raw(), Ball::exactly(radius).raw());
  return result;
}

}  // namespace flowcert::integrators
