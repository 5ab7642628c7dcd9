#include "cli/recheck/recheck_files.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "proofs_check/certificate_file/certificate.hpp"
#include "proofs_check/kernel/claim_certificate.hpp"

namespace flowcert::cli {

namespace {

using nlohmann::json;
using proofs::kernel::Account;
using proofs::kernel::CheckedCheck;

constexpr int as_expected = 0, not_shown = 1, wrong_input = 2, with_trust = 3;

struct Totals {
  std::size_t complete = 0, trusting = 0, partial = 0, wrong = 0, without = 0, steps = 0;
};

json certificate_in(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw proofs::certificate_file::BadCertificate("cannot read this file");
  try {
    json document = json::parse(stream);
    if (document.value("format", "") != "flowcert certificate 1")
      throw proofs::certificate_file::BadCertificate("not a certificate of a known format");
    return document;
  } catch (const json::exception& error) {
    throw proofs::certificate_file::BadCertificate(error.what());
  }
}

std::string rests_on(const Account& account) {
  std::string text = fmt::format("{} steps", account.steps);
  for (const auto& [rule, count] : account.rules) text += fmt::format(", {} {}", count, name_of(rule));
  return text;
}

void tell_reduction(const CheckedCheck& check) {
  if (!check.reduction.empty()) fmt::print("    {}\n", check.reduction);
}

void tell(const CheckedCheck& check, bool quiet, Totals& totals) {
  totals.steps += check.account.steps;
  if (!check.complaint.empty()) {
    ++totals.wrong;
    fmt::print("  {}: NOT SHOWN: {}\n", check.name, check.complaint);
    return;
  }
  if (check.shown == 0) {
    ++totals.without;
    if (quiet) return;
    fmt::print("  {}: no proof\n", check.name);
    tell_reduction(check);
    return;
  }
  std::string verdict = "shown by the kernel";
  if (check.complete()) {
    ++totals.complete;
  } else if (check.shown < check.claims) {
    ++totals.partial;
    verdict = fmt::format("{} of {} cases shown", check.shown, check.claims);
  } else {
    ++totals.trusting;
    verdict = "shown, but for what the kernel does not look into";
  }
  if (quiet) return;
  fmt::print("  {}: {}: {}\n", check.name, verdict, rests_on(check.account));
  tell_reduction(check);
  for (const auto& [name, count] : check.account.trusted) fmt::print("    on trust: {} ({})\n", name, count);
  for (const std::string& step : check.uses) fmt::print("    uses the step '{}'\n", step);
}

/// False if the file cannot be read as a claim.
bool recheck_file(const json& entry, bool quiet, Totals& totals) {
  const std::string path = entry.at("file").get<std::string>();
  try {
    const theorems::ClaimFile file = theorems::ClaimFile::read(path);
    const std::vector<CheckedCheck> checks = proofs::kernel::recheck(file, proofs::certificate_file::proofs_of(entry));
    if (!quiet) fmt::print("{}\n", path);
    for (const CheckedCheck& check : checks) tell(check, quiet, totals);
    return true;
  } catch (const theorems::InputError& error) {
    for (const auto& diagnostic : error.diagnostics()) fmt::print(stderr, "{}\n", to_text(diagnostic));
  } catch (const proofs::certificate_file::BadCertificate& error) {
    fmt::print(stderr, "{}: its certificate cannot be read: {}\n", path, error.what());
  }
  return false;
}

}  // namespace

int recheck_files(const std::string& certificate_file, bool quiet) {
  Totals totals;
  bool readable = true;
  try {
    const json document = certificate_in(certificate_file);
    for (const json& entry : document.at("files")) readable = recheck_file(entry, quiet, totals) && readable;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}:1:1: error: {}\n", certificate_file, error.what());
    return wrong_input;
  }
  fmt::print(
      "{} checks shown by the kernel alone, {} with steps on trust, {} in part, {} without a proof, {} not shown; {} "
      "steps\n",
      totals.complete, totals.trusting, totals.partial, totals.without, totals.wrong, totals.steps);
  if (!readable) return wrong_input;
  if (totals.wrong > 0) return not_shown;
  return totals.trusting + totals.partial > 0 ? with_trust : as_expected;
}

}  // namespace flowcert::cli
