#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// How much is said of each claim.
struct TerminalStyle {
  bool colour = false;
  bool proof = false;   // also the proofs
  bool checks = false;  // also the checks that came out well
};

/// One line for the claim, then indented lines for what a reader must see: the witness of a refuted check, what was
/// tried of an undecided one, what was expected when it came out otherwise. Ends with a newline.
[[nodiscard]] std::string claim_text(const ClaimRecord& claim, const TerminalStyle& style);

/// The summary's lines: counts by verdict, and how many are not as expected. Ends with a newline.
[[nodiscard]] std::string summary_text(const RunRecord& run, const TerminalStyle& style);

/// "[12/150] 2603.00742/A7-logistic ..." cut to `width` columns, without a newline.
[[nodiscard]] std::string progress_text(std::size_t done, std::size_t all, const std::string& running,
                                        std::size_t width);

/// Text that a terminal can show: control characters (other than newline) are replaced by '?', so that no file can
/// steer the terminal.
[[nodiscard]] std::string printable(const std::string& text);

/// Seconds as people read them: "0.12 s", "3 min 05 s".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace flowcert::reports
