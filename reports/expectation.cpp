#include "reports/expectation.hpp"

#include <array>
#include <stdexcept>

namespace flowcert::reports {

using proofs::VerdictKind;
using theorems::Expectation;

namespace {

constexpr std::array verdicts = {VerdictKind::proved, VerdictKind::certified, VerdictKind::confirmed,
                                 VerdictKind::undecided, VerdictKind::refuted};
constexpr std::array expectations = {Expectation::none, Expectation::holds, Expectation::refuted, Expectation::open};

bool strong_enough(const ClaimRecord& claim) {
  return claim.head.least_evidence.empty() || claim.verdict <= verdict_from(claim.head.least_evidence);
}

int rank(ExitStatus status) {
  switch (status) {
    case ExitStatus::as_expected:
      return 0;
    case ExitStatus::undecided:
      return 1;
    case ExitStatus::not_as_expected:
      return 2;
    case ExitStatus::wrong_input:
      return 3;
    case ExitStatus::internal_error:
      return 4;
    case ExitStatus::interrupted:
      return 5;
  }
  return 4;
}

}  // namespace

bool as_expected(const ClaimRecord& claim) {
  if (!claim.internal_error.empty()) return false;
  switch (claim.head.expect) {
    case Expectation::none:
    case Expectation::holds:
      return proofs::is_positive(claim.verdict) && strong_enough(claim);
    case Expectation::refuted:
      return claim.verdict == VerdictKind::refuted;
    case Expectation::open:
      return claim.verdict == VerdictKind::undecided;
  }
  return false;
}

std::string expectation_text(const theorems::Head& head) {
  if (head.expect == Expectation::refuted) return "refuted";
  if (head.expect == Expectation::open) return "open";
  return head.least_evidence.empty() ? "holds" : "holds, at least " + head.least_evidence;
}

ExitStatus exit_status(const ClaimRecord& claim) {
  if (!claim.internal_error.empty()) return ExitStatus::internal_error;
  if (as_expected(claim)) return ExitStatus::as_expected;
  return claim.verdict == VerdictKind::undecided ? ExitStatus::undecided : ExitStatus::not_as_expected;
}

ExitStatus exit_status(const RunRecord& run) {
  ExitStatus status = run.interrupted ? ExitStatus::interrupted : ExitStatus::as_expected;
  if (!run.errors.empty()) status = worse(status, ExitStatus::wrong_input);
  for (const ClaimRecord& claim : run.claims) status = worse(status, exit_status(claim));
  return status;
}

ExitStatus worse(ExitStatus a, ExitStatus b) {
  return rank(a) >= rank(b) ? a : b;
}

std::string to_text(Expectation expect) {
  switch (expect) {
    case Expectation::none:
      return "";
    case Expectation::holds:
      return "holds";
    case Expectation::refuted:
      return "refuted";
    case Expectation::open:
      return "open";
  }
  return "";
}

Expectation expectation_from(const std::string& text) {
  for (const Expectation expect : expectations)
    if (to_text(expect) == text) return expect;
  throw std::invalid_argument("not an expectation: '" + text + "'");
}

VerdictKind verdict_from(const std::string& text) {
  for (const VerdictKind kind : verdicts)
    if (proofs::to_text(kind) == text) return kind;
  throw std::invalid_argument("not a verdict: '" + text + "'");
}

}  // namespace flowcert::reports
