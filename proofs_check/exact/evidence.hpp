#pragma once

#include <string>
#include <utility>
#include <vector>

namespace flowcert::proofs {

/// That something was proved by exact reasoning. Only the exact methods can make one (through ExactKernel).
class ExactEvidence {
 public:
  [[nodiscard]] const std::vector<std::string>& trail() const { return trail_; }
  [[nodiscard]] const std::string& backend() const { return backend_; }

 private:
  ExactEvidence(std::vector<std::string> trail, std::string backend)
      : trail_(std::move(trail)), backend_(std::move(backend)) {}
  std::vector<std::string> trail_;  // what was proved and by whom, one line per step
  std::string backend_;
  friend class ExactKernel;
};

}  // namespace flowcert::proofs
