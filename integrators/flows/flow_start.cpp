#include "integrators/flows/flow_start.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/flows/flow_path.hpp"
#include "integrators/flows/network_series.hpp"
#include "integrators/numbers/precision.hpp"
#include "theorems/optimizers/optimizer.hpp"
#include "theorems/terms/number_places.hpp"

namespace flowcert::integrators {

namespace {

using theorems::FlowDescription;
using theorems::FlowLawKind;
using theorems::Term;

/// The ranks of the gradients at the start, singular values at most 10^-places times the largest being zero.
std::vector<std::size_t> start_ranks(const FlowDescription& description, int working, int places) {
  const ScopedDigits digits(working);
  const FlowSetup setup = make_setup(description);
  std::vector<std::size_t> ranks;
  for (const Matrix& gradient : network_point(setup, setup.start.layers).gradients)
    ranks.push_back(polar_frame(gradient, max_norm(gradient) * pow(Real(10), -places)).rank());
  return ranks;
}

constexpr int max_start_digits = 20'000;

}  // namespace

int longest_number_places(const FlowDescription& description) {
  int longest = 0;
  const auto see = [&](const Term& term) {
    longest = std::max(longest, theorems::number_places(term));
    if (!free_variables(term).empty()) return;
    const Real value = abs(constant_value(term));
    if (value > 0) longest = std::max(longest, int(-log10(value).convert_to<double>()) + 1);
  };
  for (const auto* terms :
       {&description.target.singular_values, &description.target.matrix, &description.target.priors,
        &description.start.right_scale, &description.start.left_scale, &description.input_covariance})
    for (const Term& term : *terms) see(term);
  for (const Term& term : {description.target.mean, description.target.noise, description.muon.tau}) see(term);
  if (description.discrete) {
    if (description.discrete->step && free_variables(*description.discrete->step).empty())
      see(*description.discrete->step);
    for (const Term& term : description.discrete->step_list) see(term);
  }
  return longest;
}

int places_that_matter(const FlowDescription& description) {
  const std::size_t modes = std::max<std::size_t>(1, description.modes());
  return int(description.layers() * modes) * longest_number_places(description);
}

FlowLaw flow_law(const FlowDescription& description) {
  FlowLaw law;
  law.newton_schulz = description.muon.newton_schulz;
  law.newton_schulz_steps = description.muon.newton_schulz_steps;
  switch (theorems::facts_of(description.optimizer).flow) {
    case FlowLawKind::gradient:
      law.kind = FlowLaw::Kind::gradient;
      return law;
    case FlowLawKind::normalized:
      law.kind = FlowLaw::Kind::normalized;
      return law;
    case FlowLawKind::spectral:
      law.kind = FlowLaw::Kind::spectral;
      return law;
    case FlowLawKind::muon:
      law.tau = constant_value(description.muon.tau);
      law.kind = law.tau == 0 ? FlowLaw::Kind::spectral : FlowLaw::Kind::muon;
      if (law.tau < 0) throw std::invalid_argument("Muon's time constant is negative");
      return law;
    default:
      throw std::invalid_argument("this optimizer has no matrix flow; a sign flow is a written-out system");
  }
}

FlowState flow_start(const FlowDescription& description, const FlowSetup& setup) {
  FlowState state = setup.start;
  if (flow_law(description).kind != FlowLaw::Kind::muon) return state;
  if (description.muon.momentum_starts_at_gradient) {
    state.memory = network_point(setup, state.layers).gradients;
  } else {
    for (const Matrix& layer : state.layers) state.memory.emplace_back(layer.rows(), layer.columns());
  }
  return state;
}

std::optional<std::string> doubtful_start(const FlowDescription& description, int digits) {
  const FlowLaw law = flow_law(description);
  const bool orthogonal = law.kind == FlowLaw::Kind::spectral || law.kind == FlowLaw::Kind::muon;
  if (!orthogonal || law.newton_schulz) return std::nullopt;
  const int places = 2 * places_that_matter(description) + 2 * digits;
  if (places > max_start_digits) return "the start holds numbers too small to tell from zero at t = 0";
  if (start_ranks(description, digits + 12, zero_places(digits)) == start_ranks(description, places + 30, places))
    return std::nullopt;
  return "the start holds singular values too small to tell from zero with so few digits, at t = 0";
}

}  // namespace flowcert::integrators
