#include "proofs_check/exact/justify.hpp"

#include <unordered_map>

#include "proofs_check/exact/derivation.hpp"
#include "proofs_check/exact/justify_arithmetic.hpp"
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

  StepPtr of(const StepPtr& step) {
    if (const auto done = done_.find(step.get()); done != done_.end()) return done->second;
    auto next = std::make_shared<Step>(*step);
    for (StepPtr& premise : next->premises) premise = of(premise);
    StepPtr result = is_pending(*next) ? reason_for(*next) : held(next);
    done_.emplace(step.get(), result);
    kept_.push_back(step);  // so that no other step gets its address
    return result;
  }

 private:
  static StepPtr unchecked(const Step& step, const std::string& name) {
    kernel::Data data;
    data.name = name;
    return make_step(Rule::unchecked, step.conclusion.context, step.conclusion.claim, step.premises, std::move(data));
  }

  static StepPtr held(const std::shared_ptr<Step>& step) {
    if (kernel::holds(*step)) return step;
    return unchecked(*step, std::string(kernel::name_of(step->rule)));
  }

  StepPtr reason_for(const Step& pending) {
    if (!deadline_.passed()) {
      if (const StepPtr step = by_logic(pending, deadline_)) return step;
      const Step ready = with_domains(pending, deadline_);
      for (const auto& way : {by_identity, by_value, by_real_arithmetic}) {
        const StepPtr step = way(ready, deadline_);
        if (step && kernel::holds(*step)) return step;
      }
    }
    return unchecked(pending, pending.data.name);
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
