#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "proofs_check/kernel/step.hpp"
#include "theorems/matrices/matrix_statement.hpp"

namespace flowcert::proofs::certificate_file {

/// Places of terms in the table, and the terms at places.
using TermPlace = std::function<std::size_t(const theorems::Term&)>;
using TermAt = std::function<theorems::Term(const nlohmann::json&)>;

/// Claims over matrices of every size, and the reasons of their relations, as JSON and back. Reading throws
/// nlohmann::json::exception, or BadCertificate.
[[nodiscard]] nlohmann::json written(const theorems::MatrixClaim& claim, const TermPlace& place);
[[nodiscard]] theorems::MatrixClaim matrix_claim(const nlohmann::json& entry, const TermAt& at);
[[nodiscard]] nlohmann::json written(const kernel::WordReason& reason, const TermPlace& place);
[[nodiscard]] kernel::WordReason word_reason(const nlohmann::json& entry, const TermAt& at);

}  // namespace flowcert::proofs::certificate_file
