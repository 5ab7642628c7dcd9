#pragma once

#include <string>

#include "reports/records.hpp"

namespace flowcert::reports {

/// A claim with one check of that verdict; text fields carry what markup must escape.
inline ClaimRecord sample_claim(const std::string& id, proofs::VerdictKind verdict) {
  ClaimRecord claim;
  claim.head.id = id;
  claim.head.file = "theorems/catalogue/" + id + ".toml";
  claim.head.title = "A title with <b>markup</b> & \"quotes\", 100% of it_";
  claim.head.source = "arXiv:2603.00742, Theorem 3.2";
  claim.head.statement = "\\sigma_k(t) = \\min(t^2, s_k)";
  claim.head.status = "stated";
  claim.text = "id = \"" + id + "\"\n";
  claim.hypotheses = {"s > 0"};
  claim.verdict = verdict;
  claim.seconds = 0.25;
  CheckRecord check;
  check.name = "law";
  check.claim = "sigma == min(t^2, s) and x < 2";
  check.for_text = "t in [0, 2]";
  check.verdict = verdict;
  check.method = "identity";
  check.backend = "GiNaC";
  check.resolution = "1e-44";
  check.tried = {{"identity", "gave up", "not zero", 0.5}};
  check.proof = {"identity over Q(s): numerator is 0 [GiNaC]"};
  check.message = "a message";
  if (verdict == proofs::VerdictKind::refuted) check.witness = {{"t", "1/3"}, {"left", "[0.5 +/- 1e-5000]"}};
  proofs::FigureData figure{"error", "Error", "t", "difference", {}};
  figure.series.push_back({"A & B", {0, 1, 2}, {-5000, -4999.5, -4000}, true});
  check.figures = {figure};
  claim.checks = {check};
  return claim;
}

inline RunRecord sample_run() {
  RunRecord run;
  run.version = "0.1.0";
  run.started = "2026-01-01T00:00:00Z";
  run.machine = {"Linux", "a processor", 2, {{"GMP", "6.2.1"}}};
  run.claims = {sample_claim("2603.00742/A7-logistic", proofs::VerdictKind::proved),
                sample_claim("2603.00742/A8-literal", proofs::VerdictKind::refuted),
                sample_claim("own", proofs::VerdictKind::undecided)};
  run.claims[1].head.status = "literal";
  run.claims[1].head.expect = theorems::Expectation::refuted;
  return run;
}

}  // namespace flowcert::reports
