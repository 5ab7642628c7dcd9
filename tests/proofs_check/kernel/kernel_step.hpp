#pragma once

#include <string>
#include <vector>

#include "proofs_check/kernel/holds.hpp"

namespace flowcert::proofs::test {

/// "x y; integer n" and "hypothesis; hypothesis".
[[nodiscard]] kernel::ContextPtr kernel_context(const std::string& variables, const std::string& hypotheses);
[[nodiscard]] kernel::StepPtr kernel_step(kernel::Rule rule, const kernel::ContextPtr& context, const std::string& claim,
                                          std::vector<kernel::StepPtr> premises = {}, kernel::Data data = {});
/// A premise that is taken for granted.
[[nodiscard]] kernel::StepPtr granted(const kernel::ContextPtr& context, const std::string& claim);

}  // namespace flowcert::proofs::test
