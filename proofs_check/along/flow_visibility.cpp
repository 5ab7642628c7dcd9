#include "proofs_check/along/flow_visibility.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "proofs_check/numeric/visibility.hpp"

namespace flowcert::proofs {

using theorems::Term;

namespace {

std::vector<Term> terms_of(const theorems::FlowDescription& flow) {
  std::vector<Term> terms{flow.target.mean, flow.target.noise, flow.muon.tau};
  for (const auto* more : {&flow.target.singular_values, &flow.target.matrix, &flow.target.priors,
                           &flow.start.right_scale, &flow.start.left_scale, &flow.input_covariance})
    terms.insert(terms.end(), more->begin(), more->end());
  if (!flow.discrete) return terms;
  terms.insert(terms.end(), {flow.discrete->momentum, flow.discrete->beta2, flow.discrete->epsilon});
  if (flow.discrete->step) terms.push_back(*flow.discrete->step);
  terms.insert(terms.end(), flow.discrete->step_list.begin(), flow.discrete->step_list.end());
  return terms;
}

/// Of what is less than 1, relative to 1.
double hidden_at(const Term& term, const std::vector<std::string>& names, const std::vector<Ball>& inputs) {
  Contributions contributions(term, names);
  contributions.at(inputs);
  double hidden = std::isfinite(contributions.value()) ? std::max(0.0, -contributions.value()) : 0.0;
  for (const Contribution& part : contributions.parts())
    hidden = std::max(hidden, std::max(0.0, contributions.most()) - part.size);
  return hidden;
}

}  // namespace

std::optional<int> hidden_in_description(const theorems::FlowDescription& flow) {
  double worst = 0;
  const int last = flow.discrete ? std::max(1, static_cast<int>(flow.discrete->steps) - 1) : 1;
  try {
    for (const Term& term : terms_of(flow)) {
      if (term.is_number()) continue;  // by its places
      const std::vector<std::string> names = free_variables(term);
      // A schedule is looked at in its first and last steps.
      double here = names.empty() ? hidden_at(term, {}, {}) : HUGE_VAL;
      if (!names.empty())
        for (const int n : {1, last}) here = std::min(here, hidden_at(term, names, {Ball(n)}));
      worst = std::max(worst, here);
    }
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
  if (!std::isfinite(worst)) return std::nullopt;
  return static_cast<int>(std::min(1e9, std::ceil(worst)));
}

}  // namespace flowcert::proofs
