#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/result.hpp"

namespace flowcert::proofs {

/// The proofs of a file's checks as a certificate (kernel/claim_certificate.hpp), with reasons found for their steps by
/// the deadline. What no reason was found for is in it as an unchecked step.
[[nodiscard]] nlohmann::json certificate_of(const std::vector<CheckResult>& checks, const Deadline& deadline);

}  // namespace flowcert::proofs
