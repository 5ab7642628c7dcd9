#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/decide/certificate_of.hpp"
#include "proofs_check/kernel/claim_certificate.hpp"
#include "tests/proofs_check/small_files.hpp"

namespace {

using namespace flowcert::proofs;
using flowcert::theorems::ClaimFile;

const std::string good =
    "title = \"a claim\"\n[flow]\nmodel = \"linear\"\noptimizer = \"spectral\"\n"
    "target = { singular_values = [\"2\", \"1\"], bases = \"random\", seed = 1 }\n"
    "init = { kind = \"zero\" }\nt_end = \"2\"\n"
    "[[check]]\nclaim = \"sigma[2] == min(t, 1)\"\nfor = \"t in [0, 2]\"\n";

std::string with(const std::string& what, const std::string& by) {
  std::string text = good;
  const std::size_t place = text.find(what);
  REQUIRE(place != std::string::npos);
  return text.replace(place, what.size(), by);
}

bool shows(const kernel::Proofs& proofs, const std::string& text) {
  const auto checks = kernel::recheck(ClaimFile::parse(text, "inline.toml"), proofs);
  REQUIRE(checks.size() == 1);
  return checks[0].complete();
}

}  // namespace

TEST_CASE("the kernel: a proof along a flow shows nothing of a flow with one thing changed") {
  const ClaimResult result = flowcert::tests::decided(good, 30);
  CHECK(result.verdict.kind() == VerdictKind::proved);
  const auto proofs = certificate_file::proofs_of(certificate_of(result.checks, Deadline::in(30)));
  CHECK(shows(proofs, good));
  CHECK_FALSE(shows(proofs, with("\"2\", \"1\"", "\"2\", \"3/2\"")));
  CHECK_FALSE(shows(proofs, with("\"2\", \"1\"", "\"1\", \"2\"")));
  CHECK_FALSE(shows(proofs, with("\"2\", \"1\"", "\"2\", \"1\", \"1\"")));
  CHECK_FALSE(shows(proofs, with("linear", "two-layer")));
  CHECK_FALSE(shows(proofs, with("spectral", "gradient")));
  CHECK_FALSE(shows(proofs, with("spectral", "normalized")));
  CHECK_FALSE(shows(proofs, with("kind = \"zero\"", "kind = \"aligned\", scale = \"1/9\"")));
  CHECK_FALSE(shows(proofs, with("kind = \"zero\"", "kind = \"gaussian\", scale = \"1/9\"")));
  CHECK_FALSE(shows(proofs, with("t_end", "input_covariance = [[2, 0], [0, 2]]\nt_end")));
  CHECK_FALSE(shows(proofs, with("min(t, 1)", "min(t, 2)")));
  CHECK_FALSE(shows(proofs, with("t in [0, 2]", "t in [0, 1]")));  // another range is another claim
  CHECK_FALSE(shows(proofs, with("sigma[2]", "sigma[1]")));
  // Directions are of no account.
  CHECK(shows(proofs, with("seed = 1", "seed = 2")));
  CHECK(shows(proofs, with("\"random\", seed = 1", "\"identity\"")));
}

TEST_CASE("the kernel: an account says what a claim along a flow was taken to be about") {
  const ClaimResult result = flowcert::tests::decided(good, 30);
  const auto proofs = certificate_file::proofs_of(certificate_of(result.checks, Deadline::in(30)));
  const auto aligned = kernel::recheck(ClaimFile::parse(good, "inline.toml"), proofs);
  CHECK(aligned[0].reduction.find("modes") != std::string::npos);
  const std::string gaussian = with("kind = \"zero\"", "kind = \"gaussian\", scale = \"1/9\"");
  const auto other = kernel::recheck(ClaimFile::parse(gaussian, "inline.toml"), proofs);
  CHECK(other[0].shown == 0);
  CHECK(other[0].reduction.find("trust") != std::string::npos);
}
