#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// Whether the claim came out as its file's head says (CLAIMS.md sections 6 and 8): without `expect`, positive;
/// `holds`, positive; `refuted`, refuted; `open`, undecided; and a positive verdict is at least as strong as
/// `evidence`.
[[nodiscard]] bool as_expected(const ClaimRecord& claim);

/// What was expected, in words: "holds, at least certified".
[[nodiscard]] std::string expectation_text(const theorems::Head& head);

enum class ExitStatus {
  as_expected = 0,
  not_as_expected = 1,
  wrong_input = 2,
  undecided = 3,
  internal_error = 4,
  interrupted = 130,
};

/// Undecided takes precedence over "not as expected", or no run could end with status 3.
[[nodiscard]] ExitStatus exit_status(const ClaimRecord& claim);

/// The worst of all claims and errors, in the order interrupted, 4, 2, 1, 3, 0.
[[nodiscard]] ExitStatus exit_status(const RunRecord& run);

[[nodiscard]] ExitStatus worse(ExitStatus a, ExitStatus b);

[[nodiscard]] std::string to_text(theorems::Expectation expect);  // "" for none
/// Throws std::invalid_argument for any other text.
[[nodiscard]] theorems::Expectation expectation_from(const std::string& text);
[[nodiscard]] proofs::VerdictKind verdict_from(const std::string& text);

}  // namespace flowcert::reports
