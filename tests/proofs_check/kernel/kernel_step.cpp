#include "tests/proofs_check/kernel/kernel_step.hpp"

#include "tests/proofs_check/exact/read_term.hpp"

namespace flowcert::proofs::test {

kernel::ContextPtr kernel_context(const std::string& variables, const std::string& hypotheses) {
  kernel::Context context;
  for (const theorems::FreeParameter& v : read_variables(variables)) context.variables.push_back({v.name, v.integer});
  context.hypotheses = read_hypotheses(hypotheses);
  return std::make_shared<const kernel::Context>(std::move(context));
}

kernel::StepPtr kernel_step(kernel::Rule rule, const kernel::ContextPtr& context, const std::string& claim,
                            std::vector<kernel::StepPtr> premises, kernel::Data data) {
  return std::make_shared<const kernel::Step>(
      kernel::Step{rule, {context, read_term(claim)}, std::move(premises), std::move(data)});
}

kernel::StepPtr granted(const kernel::ContextPtr& context, const std::string& claim) {
  kernel::Data data;
  data.name = "granted";
  return kernel_step(kernel::Rule::unchecked, context, claim, {}, std::move(data));
}

}  // namespace flowcert::proofs::test
