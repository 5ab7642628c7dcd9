#include "theorems/flows/scalar_laws.hpp"

namespace flowcert::theorems {

namespace {

using Optimizer = FlowDescription::Optimizer;
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
  switch (description.optimizer) {
    case Optimizer::gradient:
      directions = gradients;
      break;
    case Optimizer::normalized:
      directions = normalized(gradients);
      break;
    case Optimizer::sign:
      directions = signs(gradients);
      break;
    case Optimizer::muon:
      if (!description.muon.tau.is_number(0)) return muon_flow(description, weights, orth);
      [[fallthrough]];
    case Optimizer::spectral:
      directions = orthogonalized(description, weights, gradients, orth);
      break;
    default:
      break;
  }
  if (!directions) return std::nullopt;
  Dynamics dynamics;
  for (std::size_t i = 0; i < weights.size(); ++i)
    add_state(dynamics, weights[i].name, weights[i].initial, -(*directions)[i]);
  return dynamics;
}

/// The momentum after a step, and what the step uses (the same, or Nesterov's look-ahead).
struct Momentum {
  Terms after, used;
};

Momentum momentum_step(const DiscreteSettings& settings, const std::vector<ScalarWeight>& weights) {
  const Term& beta = settings.momentum;
  const Term share = settings.momentum_averages ? Term(1) - beta : Term(1);
  Momentum momentum;
  for (const ScalarWeight& weight : weights) {
    const Term after = beta * variable(weight.momentum_name) + share * weight.gradient;
    momentum.after.push_back(after);
    momentum.used.push_back(settings.nesterov ? beta * after + share * weight.gradient : after);
  }
  return momentum;
}

std::optional<Dynamics> scalar_iteration(const FlowDescription& description, const std::vector<ScalarWeight>& weights,
                                         OrthOnWeights orth) {
  const DiscreteSettings& settings = *description.discrete;
  if (!settings.step) return std::nullopt;
  const Optimizer optimizer = description.optimizer;
  const bool remembers = optimizer == Optimizer::sgd_momentum || optimizer == Optimizer::muon ||
                         optimizer == Optimizer::signum || optimizer == Optimizer::nmd;
  Momentum momentum;
  if (remembers) momentum = momentum_step(settings, weights);
  const Terms gradients = gradients_of(weights);
  std::optional<Terms> directions;
  switch (optimizer) {
    case Optimizer::gradient:
      directions = gradients;
      break;
    case Optimizer::normalized:
      directions = normalized(gradients);
      break;
    case Optimizer::sign:
      directions = signs(gradients);
      break;
    case Optimizer::spectral:
      directions = orthogonalized(description, weights, gradients, orth);
      break;
    case Optimizer::sgd_momentum:
      directions = momentum.used;
      break;
    case Optimizer::signum:
      directions = signs(momentum.used);
      break;
    case Optimizer::nmd:
      directions = normalized(momentum.used);
      break;
    case Optimizer::muon:
      directions = orthogonalized(description, weights, momentum.used, orth);
      break;
    default:
      break;
  }
  if (!directions) return std::nullopt;
  Dynamics dynamics;
  dynamics.kind = Dynamics::Kind::iteration;
  for (std::size_t i = 0; i < weights.size(); ++i)
    add_state(dynamics, weights[i].name, weights[i].initial,
              variable(weights[i].name) - *settings.step * (*directions)[i]);
  if (remembers) {
    const Terms starts = momentum_start(weights, settings.momentum_starts_at_gradient);
    for (std::size_t i = 0; i < weights.size(); ++i)
      add_state(dynamics, weights[i].momentum_name, starts[i], momentum.after[i]);
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
    dynamics->rests_where_undefined = description.optimizer == Optimizer::normalized || description.muon.newton_schulz;
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
