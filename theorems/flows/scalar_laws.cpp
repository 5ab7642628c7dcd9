#include "theorems/flows/scalar_laws.hpp"

#include "theorems/optimizers/optimizer.hpp"

namespace flowcert::theorems {

namespace {

using Terms = std::vector<Term>;

Term norm(const Terms& terms) {
  Terms squares;
  for (const Term& term : terms) squares.push_back(term * term);
  return apply(Op::sqrt, {squares.size() == 1 ? squares[0] : add(squares)});
}

Terms signs(const Terms& terms) {
  Terms result;
  for (const Term& term : terms) result.push_back(apply(Op::sign, {term}));
  return result;
}

Terms normalized(const Terms& terms) {
  const Term length = norm(terms);
  Terms result;
  for (const Term& term : terms) result.push_back(term / length);
  return result;
}

/// Newton-Schulz layer by layer: x/||x||, then x (a + b x^2 + c x^4).
Terms newton_schulz(const Terms& terms, const std::vector<ScalarWeight>& weights, int steps) {
  const Term a(Rational(34445, 10000)), b(Rational(-47750, 10000)), c(Rational(20315, 10000));
  Terms result;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    Terms layer;
    for (std::size_t j = 0; j < terms.size(); ++j)
      if (weights[j].layer == weights[i].layer) layer.push_back(terms[j]);
    Term x = terms[i] / norm(layer);
    for (int step = 0; step < steps; ++step) {
      const Term square = x * x;
      x = x * (a + square * (b + c * square));
    }
    result.push_back(x);
  }
  return result;
}

std::optional<Terms> orthogonalized(const FlowDescription& description, const std::vector<ScalarWeight>& weights,
                                    const Terms& terms, OrthOnWeights orth) {
  if (orth == OrthOnWeights::unknown) return std::nullopt;
  if (description.muon.newton_schulz) return newton_schulz(terms, weights, description.muon.newton_schulz_steps);
  return signs(terms);
}

Terms gradients_of(const std::vector<ScalarWeight>& weights) {
  Terms result;
  for (const ScalarWeight& weight : weights) result.push_back(weight.gradient);
  return result;
}

/// Every weight's momentum at the start: 0, or the gradient there.
Terms momentum_start(const std::vector<ScalarWeight>& weights, bool at_gradient) {
  Substitution start;
  for (const ScalarWeight& weight : weights) start.emplace(weight.name, weight.initial);
  Terms result;
  for (const ScalarWeight& weight : weights)
    result.push_back(at_gradient ? substitute(weight.gradient, start) : Term(0));
  return result;
}

void add_state(Dynamics& dynamics, const std::string& name, const Term& initial, const Term& right_hand_side) {
  dynamics.state.push_back(name);
  dynamics.initial.push_back(initial);
  dynamics.right_hand_side.push_back(right_hand_side);
}

std::optional<Dynamics> muon_flow(const FlowDescription& description, const std::vector<ScalarWeight>& weights,
                                  OrthOnWeights orth) {
  Terms momenta;
  for (const ScalarWeight& weight : weights) momenta.push_back(variable(weight.momentum_name));
  const auto directions = orthogonalized(description, weights, momenta, orth);
  if (!directions) return std::nullopt;
  const Terms starts = momentum_start(weights, description.muon.momentum_starts_at_gradient);
  Dynamics dynamics;
  for (std::size_t i = 0; i < weights.size(); ++i)
    add_state(dynamics, weights[i].name, weights[i].initial, -(*directions)[i]);
  for (std::size_t i = 0; i < weights.size(); ++i)
    add_state(dynamics, weights[i].momentum_name, starts[i], (weights[i].gradient - momenta[i]) / description.muon.tau);
  return dynamics;
}

std::optional<Dynamics> scalar_flow(const FlowDescription& description, const std::vector<ScalarWeight>& weights,
                                    OrthOnWeights orth) {
  const Terms gradients = gradients_of(weights);
  std::optional<Terms> directions;
  switch (facts_of(description.optimizer).flow) {
    case FlowLawKind::gradient:
      directions = gradients;
      break;
    case FlowLawKind::normalized:
      directions = normalized(gradients);
      break;
    case FlowLawKind::sign:
      directions = signs(gradients);
      break;
    case FlowLawKind::muon:
      if (!description.muon.tau.is_number(0)) return muon_flow(description, weights, orth);
      [[fallthrough]];
    case FlowLawKind::spectral:
      directions = orthogonalized(description, weights, gradients, orth);
      break;
    case FlowLawKind::none:
      break;
  }
  if (!directions) return std::nullopt;
  Dynamics dynamics;
  for (std::size_t i = 0; i < weights.size(); ++i)
    add_state(dynamics, weights[i].name, weights[i].initial, -(*directions)[i]);
  return dynamics;
}

/// Steps of optimizers on scalar weights.
class ScalarStepAlgebra final : public StepAlgebra {
 public:
  ScalarStepAlgebra(const FlowDescription& description, const std::vector<ScalarWeight>& weights, OrthOnWeights orth)
      : StepAlgebra(*description.discrete), description_(description), weights_(weights), orth_(orth) {}

  /// What the step remembers for the next one; nothing if it remembers nothing.
  [[nodiscard]] const std::optional<Terms>& remembered() const { return remembered_; }

  [[nodiscard]] Term count() const override { throw NotExpressible("the number of the step"); }
  [[nodiscard]] Value gradient() override { return gradients_of(weights_); }

  [[nodiscard]] Value memory(std::size_t place) override {
    require_first(place);
    Terms momenta;
    for (const ScalarWeight& weight : weights_) momenta.push_back(variable(weight.momentum_name));
    return momenta;
  }

  void remember(std::size_t place, const Value& value) override {
    require_first(place);
    remembered_ = std::any_cast<Terms>(value);
  }

  [[nodiscard]] Value combined(const Term& a, const Value& x, const Term& b, const Value& y) override {
    const auto &left = std::any_cast<const Terms&>(x), &right = std::any_cast<const Terms&>(y);
    Terms result;
    for (std::size_t i = 0; i < left.size(); ++i) result.push_back(a * left[i] + b * right[i]);
    return result;
  }

  [[nodiscard]] Value sign(const Value& x) override { return signs(std::any_cast<const Terms&>(x)); }
  [[nodiscard]] Value normalized(const Value& x) override {
    return theorems::normalized(std::any_cast<const Terms&>(x));
  }

  [[nodiscard]] Value orthogonalized(const Value& x) override {
    auto result = theorems::orthogonalized(description_, weights_, std::any_cast<const Terms&>(x), orth_);
    if (!result) throw NotExpressible("the polar factor of entries");
    return *result;
  }

  [[nodiscard]] Value square(const Value& /*x*/) override { throw NotExpressible("squares of entries"); }
  [[nodiscard]] Value over_root(const Value& /*x*/, const Value& /*y*/) override { throw NotExpressible("0/0"); }
  [[nodiscard]] Value preconditioned(const Value& /*x*/) override { throw NotExpressible("roots of matrices"); }

 private:
  static void require_first(std::size_t place) {
    if (place != 0) throw NotExpressible("a second memory");
  }

  const FlowDescription& description_;
  const std::vector<ScalarWeight>& weights_;
  OrthOnWeights orth_;
  std::optional<Terms> remembered_;
};

std::optional<Dynamics> scalar_iteration(const FlowDescription& description, const std::vector<ScalarWeight>& weights,
                                         OrthOnWeights orth) {
  const DiscreteSettings& settings = *description.discrete;
  if (!settings.step) return std::nullopt;
  ScalarStepAlgebra algebra(description, weights, orth);
  Terms directions;
  try {
    directions = std::any_cast<Terms>(facts_of(description.optimizer).step(algebra));
  } catch (const NotExpressible&) {
    return std::nullopt;
  }
  Dynamics dynamics;
  dynamics.kind = Dynamics::Kind::iteration;
  for (std::size_t i = 0; i < weights.size(); ++i)
    add_state(dynamics, weights[i].name, weights[i].initial,
              variable(weights[i].name) - *settings.step * directions[i]);
  if (algebra.remembered()) {
    const Terms starts = momentum_start(weights, settings.momentum_starts_at_gradient);
    for (std::size_t i = 0; i < weights.size(); ++i)
      add_state(dynamics, weights[i].momentum_name, starts[i], (*algebra.remembered())[i]);
  }
  dynamics.end = Term(Rational(settings.steps));
  return dynamics;
}

}  // namespace

std::optional<Dynamics> scalar_dynamics(const FlowDescription& description, const std::vector<ScalarWeight>& weights,
                                        OrthOnWeights orth) {
  if (description.discrete) return scalar_iteration(description, weights, orth);
  auto dynamics = scalar_flow(description, weights, orth);
  if (dynamics) {
    dynamics->end = description.t_end;
    dynamics->rests_where_undefined =
        facts_of(description.optimizer).flow == FlowLawKind::normalized || description.muon.newton_schulz;
  }
  return dynamics;
}

std::optional<Term> scalar_time(const FlowDescription& description) {
  if (!description.discrete) return variable("t");
  if (!description.discrete->step) return std::nullopt;
  for (const std::string& name : free_variables(*description.discrete->step))
    if (name == "n") return std::nullopt;
  return *description.discrete->step * variable("n");
}

std::string name_of_mode(const char* kind, std::size_t layer, std::size_t mode) {
  return std::string(kind) + "[" + std::to_string(layer + 1) + "].mode[" + std::to_string(mode + 1) + "]";
}

}  // namespace flowcert::theorems
