#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::kernel {

/// Writes proofs as JSON tables of terms, contexts and steps; everything is written once and meant by its place, and
/// speaks only of what stands before it.
class CertificateWriter {
 public:
  CertificateWriter();
  ~CertificateWriter();
  /// The place of the step in the table of steps.
  std::size_t add(const StepPtr& step);
  /// {"terms": [...], "contexts": [...], "steps": [...]}
  [[nodiscard]] nlohmann::json tables() const;

 private:
  std::size_t add_term(const Term& term);
  std::size_t add_context(const ContextPtr& context);
  nlohmann::json refutation(const Refutation& refutation);
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// What is written there is no certificate.
struct BadCertificate : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// All steps of the tables, by their places. Throws BadCertificate. That steps have been read says nothing of whether
/// they hold.
[[nodiscard]] std::vector<StepPtr> steps_of(const nlohmann::json& tables);

}  // namespace flowcert::proofs::kernel
