#pragma once

#include <string>
#include <utility>
#include <vector>

#include "theorems/terms/rational.hpp"

namespace flowcert::proofs {

/// That a claim is true at every point of the stated boxes, by outward-rounded ball arithmetic. Only the rigorous
/// methods can make one.
class RigorousEvidence {
 public:
  [[nodiscard]] const std::string& method() const { return method_; }

 private:
  explicit RigorousEvidence(std::string method) : method_(std::move(method)) {}
  std::string method_;
  friend class RigorousKernel;
};

/// A point at which a claim is false, verified: exactly in rationals, by balls that exclude it, or (integrated
/// quantities) by computations whose error estimates exclude agreement.
class VerifiedWitness {
 public:
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& values() const { return values_; }
  [[nodiscard]] const std::string& method() const { return method_; }

 private:
  VerifiedWitness(std::vector<std::pair<std::string, std::string>> values, std::string method)
      : values_(std::move(values)), method_(std::move(method)) {}
  std::vector<std::pair<std::string, std::string>> values_;  // name, exact value or ball
  std::string method_;
  friend class RigorousKernel;
  friend class NumericKernel;
};

}  // namespace flowcert::proofs
