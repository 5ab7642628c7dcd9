#include "proofs_check/decide/used_steps.hpp"

#include <algorithm>

namespace flowcert::proofs {

using theorems::GroundCheck;

theorems::Problem with_steps_shown(theorems::Problem problem, const std::map<std::string, VerdictKind>& verdicts,
                                   VerdictKind weakest) {
  for (GroundCheck& check : problem.checks) {
    std::erase_if(check.uses, [&](const std::string& name) {
      const auto verdict = verdicts.find(name);
      return verdict == verdicts.end() || verdict->second > weakest;
    });
  }
  return problem;
}

}  // namespace flowcert::proofs
