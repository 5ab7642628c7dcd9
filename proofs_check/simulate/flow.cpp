#include "proofs_check/simulate/flow.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "integrators/flows/flow_moment.hpp"
#include "integrators/flows/flow_setup.hpp"
#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::proofs {

using integrators::dyadic_value;
using integrators::Real;
using theorems::FlowDescription;
using theorems::FlowStart;
using theorems::Rational;

namespace {

std::string decimal(const Real& value, int digits) {
  return isfinite(value) ? value.str(digits, std::ios_base::fmtflags(0)) : "";
}

std::string prefix(const FlowDescription& flow) {
  return flow.name.empty() ? "" : flow.name + ".";
}

std::vector<std::string> entries(const std::string& name, std::size_t rows, std::size_t columns) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= rows; ++i)
    for (std::size_t j = 1; j <= columns; ++j) names.push_back(fmt::format("{}[{},{}]", name, i, j));
  return names;
}

/// Without the flow's prefix.
std::vector<std::string> observables(const FlowDescription& flow) {
  std::vector<std::string> names{"loss"};
  for (std::size_t k = 1; k <= flow.modes(); ++k) names.push_back(fmt::format("sigma[{}]", k));
  const auto product = entries("W", flow.widths.back(), flow.widths.front());
  names.insert(names.end(), product.begin(), product.end());
  for (std::size_t l = 1; l <= flow.layers() && flow.layers() > 1; ++l) {
    const auto layer = entries(fmt::format("layer[{}]", l), flow.widths[l], flow.widths[l - 1]);
    names.insert(names.end(), layer.begin(), layer.end());
  }
  return names;
}

/// A random dyadic rational has at most this many digits behind the point; more than that was rounded.
constexpr int exact_digits = 400;

/// The generator's numbers and what they are multiplied by, layer by layer, where both are exact.
struct ExactStart {
  FlowDescription unit;          // the same start with scale 1
  std::vector<Rational> scales;  // per layer
};
ExactStart separated(const FlowDescription& flow) {
  ExactStart result{flow, std::vector<Rational>(flow.layers(), Rational(1))};
  const auto& scales = flow.start.right_scale;
  const bool numbers = std::all_of(scales.begin(), scales.end(), [](const auto& scale) { return scale.is_number(); });
  if (flow.start.kind != FlowStart::Kind::gaussian || scales.empty() || !numbers) return result;
  for (std::size_t l = 0; l < flow.layers(); ++l) result.scales[l] = scales[scales.size() == 1 ? 0 : l].number();
  result.unit.start.right_scale = {theorems::Term(1)};
  return result;
}

/// What the start holds without rounding at one precision and at twice that is exact.
Trajectories starts(const theorems::Problem& problem, int digits) {
  Trajectories result{{"entry", "value"}, {}};
  for (const FlowDescription& flow : problem.flows) {
    const ExactStart start = separated(flow);
    const integrators::ScopedDigits many(exact_digits);
    const auto layers = integrators::make_setup(start.unit).start.layers;
    const integrators::ScopedDigits more(2 * exact_digits);
    const auto finer = integrators::make_setup(start.unit).start.layers;
    const auto whole = integrators::make_setup(flow).start.layers;
    for (std::size_t l = 0; l < layers.size(); ++l) {
      const std::string layer = layers.size() == 1 ? "W" : fmt::format("layer[{}]", l + 1);
      std::vector<std::string> names = entries(prefix(flow) + layer, layers[l].rows(), layers[l].columns());
      for (std::size_t k = 0; k < names.size(); ++k) {
        const std::size_t i = k / layers[l].columns(), j = k % layers[l].columns();
        const bool exact = layers[l](i, j) == finer[l](i, j);
        result.rows.push_back(
            {std::move(names[k]), exact ? theorems::to_text(dyadic_value(finer[l](i, j)) * start.scales[l])
                                        : decimal(whole[l](i, j), digits)});
      }
    }
  }
  return result;
}

}  // namespace

Trajectories simulate_flows(const theorems::Problem& problem, const SimulateOptions& options,
                            const Deadline& deadline) {
  if (options.initial_only) return starts(problem, options.digits);
  Trajectories result;
  result.header.emplace_back(problem.flows.at(0).discrete ? "n" : "t");
  for (const Rational& time : options.times) result.rows.push_back({theorems::to_text(time)});
  const integrators::ScopedDigits precision(options.digits + 20);
  for (const FlowDescription& flow : problem.flows) {
    const std::vector<std::string> names = observables(flow);
    for (const std::string& name : names) result.header.push_back(prefix(flow) + name);
    integrators::FlowOptions how;
    how.digits = options.digits;
    how.t_end = integrators::to_real(options.times.empty() ? Rational(0) : options.times.back());
    how.stop = [deadline] { return deadline.passed(); };
    how.cross_check = false;
    const auto run = run_flow(flow, how);
    for (std::size_t k = 0; k < options.times.size(); ++k) {
      const Real time = integrators::to_real(options.times[k]);
      const bool reached = time <= run.end_time();
      if (!reached) {
        result.rows[k].resize(result.rows[k].size() + names.size());
        continue;
      }
      const integrators::FlowMoment moment = run.at(time);
      for (const std::string& name : names) result.rows[k].push_back(decimal(moment.observe(name), options.digits));
    }
  }
  return result;
}

}  // namespace flowcert::proofs
