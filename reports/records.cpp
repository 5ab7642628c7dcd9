#include "reports/records.hpp"

#include <algorithm>

#include "reports/proof/trail_lines.hpp"

namespace flowcert::reports {

CheckRecord record_of(const proofs::CheckResult& result) {
  CheckRecord record;
  record.name = result.name;
  record.claim = result.claim;
  record.for_text = result.for_text;
  record.limit_text = result.limit_text;
  record.is_step = result.is_step;
  record.verdict = result.verdict.kind();
  record.method = result.method;
  record.backend = result.backend;
  record.digits = result.digits;
  record.resolution = result.resolution;
  record.margin = result.margin;
  record.witness = result.witness;
  record.tried = result.tried;
  record.proof = proof::readable_trail(result.proof);
  record.uses = result.uses;
  record.message = result.message;
  record.figures = result.figures;
  return record;
}

proofs::VerdictKind combined(const std::vector<CheckRecord>& checks) {
  if (checks.empty()) return proofs::VerdictKind::undecided;
  const auto weaker = [](const CheckRecord& a, const CheckRecord& b) { return a.verdict < b.verdict; };
  return std::max_element(checks.begin(), checks.end(), weaker)->verdict;
}

}  // namespace flowcert::reports
