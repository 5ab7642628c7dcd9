#pragma once

#include <string>
#include <utility>

namespace flowcert::proofs {

/// That high-precision computation at stated points agrees with a claim, with an error estimate below the tolerance and
/// a measured resolution. Only the numeric methods can make one.
class NumericEvidence {
 public:
  [[nodiscard]] const std::string& method() const { return method_; }

 private:
  explicit NumericEvidence(std::string method) : method_(std::move(method)) {}
  std::string method_;
  friend class NumericKernel;
};

}  // namespace flowcert::proofs
