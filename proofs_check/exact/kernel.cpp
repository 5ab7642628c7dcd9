#include "proofs_check/exact/kernel.hpp"

#include <stdexcept>

namespace flowcert::proofs {

ExactEvidence ExactKernel::make(std::vector<std::string> trail, std::string backend) {
  if (trail.empty()) throw std::logic_error("a proof without steps");
  return {std::move(trail), std::move(backend)};
}

ExactEvidence ExactKernel::make(std::vector<std::string> trail, std::string backend,
                                const exact::SolutionShown& /*shown*/) {
  return make(std::move(trail), std::move(backend));
}

ExactEvidence ExactKernel::make(std::vector<std::string> trail, std::string backend,
                                const exact::IterationShown& /*shown*/) {
  return make(std::move(trail), std::move(backend));
}

}  // namespace flowcert::proofs
