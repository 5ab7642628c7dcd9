#include "proofs_check/decide/certificate_of.hpp"

#include <nlohmann/json.hpp>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/exact/justify.hpp"

namespace flowcert::proofs {

nlohmann::json certificate_of(const std::vector<CheckResult>& checks, const Deadline& deadline) {
  certificate_file::CertificateWriter writer;
  nlohmann::json claims = nlohmann::json::array();
  std::size_t left = 0;
  for (const CheckResult& check : checks) left += check.derivations.size();
  for (const CheckResult& check : checks) {
    for (const Derivation& derivation : check.derivations) {
      const Deadline share = deadline.share(1.0 / static_cast<double>(left--));
      claims.push_back({{"check", check.name},
                        {"problem", derivation.problem},
                        {"claim", derivation.claim},
                        {"root", writer.add(exact::justified(derivation.root, share))}});
    }
  }
  nlohmann::json result = writer.tables();
  result["claims"] = claims;
  return result;
}

}  // namespace flowcert::proofs
