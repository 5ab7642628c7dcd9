#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proofs_check/decide.hpp"
#include "proofs_check/result.hpp"
#include "proofs_check/verdict.hpp"
#include "reports/proof/outline.hpp"
#include "theorems/language/position.hpp"

// What a run leaves behind, as plain data: it is written to JSON and read back, and everything that is shown is made
// from it alone. A record states a verdict that was reached elsewhere; it cannot become a proofs::Verdict again.
namespace flowcert::reports {

/// One [[check]] or [[step]] as it was decided. Fields as in proofs::CheckResult.
struct CheckRecord {
  std::string name, claim, for_text, limit_text;
  bool is_step = false;
  proofs::VerdictKind verdict = proofs::VerdictKind::undecided;
  std::string method, backend;
  int digits = 50;
  std::string resolution, margin;
  std::vector<proofs::NamedValue> witness;
  std::vector<proofs::Attempt> tried;
  std::vector<std::string> proof, uses;
  bool told_in_part = false;             // some claims of the check have no outline: `proof` speaks of them
  std::vector<proof::Outline> outlines;  // of the claim's proofs, where they were asked for and have steps
  std::string message;
  std::vector<proofs::FigureData> figures;
};

/// One claim file as it was decided.
struct ClaimRecord {
  theorems::Head head;
  std::vector<std::string> hypotheses;  // `assume`, as written
  std::string text;                     // the whole claim file, as written
  proofs::VerdictKind verdict = proofs::VerdictKind::undecided;
  double seconds = 0;
  std::vector<CheckRecord> checks;  // steps and checks, in the file's order
  std::string internal_error;       // non-empty: the claim's worker failed; the verdict is then undecided or refuted
};

struct RunOptions {
  int digits = 50;
  double budget_seconds = 60;
  int jobs = 1;
  std::string method = "auto";
};

/// Where and with what the run was made.
struct Machine {
  std::string system, processor;
  int cores = 0;
  std::vector<std::pair<std::string, std::string>> parts;  // name, version
};

struct RunRecord {
  std::string version;  // flowcert's
  std::string started;  // UTC, ISO 8601
  RunOptions options;
  Machine machine;
  bool interrupted = false;
  std::vector<theorems::Diagnostic> errors;  // input errors of files that gave no claim
  std::vector<ClaimRecord> claims;
};

[[nodiscard]] CheckRecord record_of(const proofs::CheckResult& result);

/// The verdict of all checks together: the largest wins; of no checks, undecided.
[[nodiscard]] proofs::VerdictKind combined(const std::vector<CheckRecord>& checks);

}  // namespace flowcert::reports
