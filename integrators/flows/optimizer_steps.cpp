#include "integrators/flows/optimizer_steps.hpp"

#include <optional>
#include <stdexcept>

#include "integrators/flows/matrix_step_algebra.hpp"
#include "integrators/numbers/tape.hpp"

namespace flowcert::integrators {

namespace {

using theorems::DiscreteSettings;
using theorems::FlowDescription;
using theorems::Term;

constexpr std::size_t max_stored_entries = 20'000'000;

class StepSizes {
 public:
  explicit StepSizes(const DiscreteSettings& settings) : settings_(settings) {
    if (settings.step) step_.emplace(Tape::compile(std::vector<Term>{*settings.step}, std::vector<std::string>{"n"}));
  }

  [[nodiscard]] Real at(std::size_t n) const {
    if (!step_) return n < settings_.step_list.size() ? constant_value(settings_.step_list[n]) : Real(0);
    return evaluate<Real>(*step_, std::vector<Real>{Real(n)})[0];
  }

 private:
  const DiscreteSettings& settings_;
  std::optional<Tape> step_;
};

}  // namespace

OptimizerRun run_optimizer(const FlowDescription& description, const FlowSetup& setup, int digits,
                           const std::function<bool()>& stop) {
  OptimizerRun run;
  run.states.push_back(setup.start);
  run.times.emplace_back(0);
  std::size_t entries = 0;
  for (const Matrix& layer : setup.start.layers) entries += layer.rows() * layer.columns();
  const StepSizes sizes(*description.discrete);
  MatrixStepAlgebra steps(description, setup, digits);
  for (std::size_t n = 0; n < description.discrete->steps; ++n) {
    const std::string where = " at step " + std::to_string(n);
    if (stop && stop()) {
      run.trouble = "stopped by the time budget" + where;
      return run;
    }
    if (run.states.size() * entries > max_stored_entries) {
      run.trouble = "too many steps of a large model to keep" + where;
      return run;
    }
    FlowState next = run.states.back();
    const Real eta = sizes.at(n);
    try {
      const std::vector<Matrix> direction = steps.direction(next.layers);
      for (std::size_t l = 0; l < next.layers.size(); ++l) next.layers[l] -= eta * direction[l];
    } catch (const Undecidable& problem) {
      run.trouble = problem.what() + where;
      return run;
    } catch (const std::domain_error& problem) {
      run.trouble = problem.what() + where;
      return run;
    }
    for (const Matrix& layer : next.layers)
      if (!all_finite(layer)) {
        run.trouble = "the weights are not finite any more" + where;
        return run;
      }
    run.states.push_back(std::move(next));
    run.times.push_back(run.times.back() + eta);
  }
  run.complete = true;
  return run;
}

}  // namespace flowcert::integrators
