#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <vector>

#include "proofs_check/kernel/claim_certificate.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::certificate_file {

using kernel::ContextPtr;
using kernel::MotionPtr;
using kernel::StepPtr;
using theorems::Term;

/// Writes proofs as JSON tables of terms, motions, contexts and steps; everything is written once and meant by its
/// place, and speaks only of what stands before it.
class CertificateWriter {
 public:
  CertificateWriter();
  ~CertificateWriter();
  /// The place of the step in the table of steps.
  std::size_t add(const StepPtr& step);
  /// {"terms": [...], "motions": [...], "contexts": [...], "steps": [...]}
  [[nodiscard]] nlohmann::json tables() const;

 private:
  std::size_t add_term(const Term& term);
  std::size_t add_motion(const MotionPtr& motion);
  std::size_t add_context(const ContextPtr& context);
  nlohmann::json refutation(const kernel::Refutation& refutation);
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

/// The proofs of a file's claims: the tables, and "claims": [{"check", "problem", "claim", "root"}]. Throws
/// BadCertificate.
[[nodiscard]] kernel::Proofs proofs_of(const nlohmann::json& certificate);

}  // namespace flowcert::proofs::certificate_file
