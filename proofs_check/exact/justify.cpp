#include "proofs_check/exact/justify.hpp"

#include <unordered_map>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/justify_arithmetic.hpp"
#include "proofs_check/exact/justify_premises.hpp"
#include "proofs_check/exact/justify_value.hpp"
#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::exact {

namespace {

using kernel::Rule;
using kernel::Step;
using kernel::StepPtr;

class Justifier {
 public:
  explicit Justifier(const Deadline& deadline) : deadline_(deadline) {}

  /// A reason is found from what the premises state; then only those that it needs are looked at.
  StepPtr of(const StepPtr& step) {
    if (const auto done = done_.find(step.get()); done != done_.end()) return done->second;
    const StepPtr reason = is_pending(*step) ? reason_for(*step) : held(step);
    auto result = std::make_shared<Step>(*reason);
    for (StepPtr& premise : result->premises) premise = of(premise);
    done_.emplace(step.get(), result);
    kept_.push_back(step);  // so that no other step gets its address
    return result;
  }

 private:
  static constexpr double seconds_for_a_step = 6, seconds_for_pruning = 1;

  static StepPtr unchecked(const Step& step, const std::string& name) {
    auto result = std::make_shared<Step>();
    result->conclusion = step.conclusion;
    result->premises = step.premises;
    result->data.name = name;
    return result;
  }

  StepPtr held(const StepPtr& step) const {
    if (kernel::holds(*step)) return pruned(step, deadline_.within(seconds_for_pruning));
    if (step->rule == Rule::function_fact && !deadline_.passed()) {
      if (const StepPtr instance = axiom_about(*step, step->data.name, step->data.terms, deadline_))
        return pruned(instance, deadline_.within(seconds_for_pruning));
    }
    return unchecked(*step, std::string(kernel::name_of(step->rule)));
  }

  StepPtr reason_for(const Step& pending) const {
    const Deadline deadline = deadline_.within(seconds_for_a_step);
    if (!deadline.passed()) {
      StepPtr step = by_logic(pending, deadline);
      const Step relevant = with_relevant_premises(pending);
      if (!step) step = reason_in(relevant, deadline.share(0.5));
      if (!step && relevant.premises.size() != pending.premises.size()) step = reason_in(pending, deadline.share(0.7));
      if (!step) step = reason_in(with_axioms(pending, deadline), deadline);
      if (step) return pruned(step, deadline_.within(seconds_for_pruning));
    }
    return unchecked(pending, pending.data.name);
  }

  static StepPtr reason_in(const Step& pending, const Deadline& deadline) {
    const Step ready = with_domains(pending, deadline);
    for (const auto& way : {by_identity, by_value, by_real_arithmetic}) {
      const StepPtr step = way(ready, deadline);
      if (step && kernel::holds(*step)) return step;
    }
    return nullptr;
  }

  Deadline deadline_;
  std::unordered_map<const Step*, StepPtr> done_;
  std::vector<StepPtr> kept_;
};

}  // namespace

StepPtr justified(const StepPtr& root, const Deadline& deadline) {
  return Justifier(deadline).of(root);
}

}  // namespace flowcert::proofs::exact
