#include "cli/claim_job.hpp"

#include <algorithm>
#include <new>

#include "cli/proof_queries.hpp"
#include "proofs_check/decide.hpp"
#include "proofs_check/decide/certificate_of.hpp"
#include "reports/expectation.hpp"
#include "reports/json.hpp"
#include "reports/proof/proofs_of.hpp"
#include "theorems/language/model/file_model.hpp"

namespace flowcert::cli {

using proofs::VerdictKind;
using reports::CheckRecord;
using reports::Json;

namespace {

Json plan_of(const theorems::FileModel& file, int digits) {
  Json plan = Json::array();
  for (const theorems::CheckSyntax& check : file.checks) {
    CheckRecord record;
    record.name = check.name;
    record.claim = check.claim.text;
    record.for_text = check.for_text;
    record.limit_text = check.limit_text;
    record.is_step = check.is_step;
    record.digits = check.digits.value_or(digits);
    record.uses = check.uses;
    plan.push_back(reports::to_json(record));
  }
  return {{"plan", plan}};
}

/// With the proofs told, where they are asked for.
Json result_of(const proofs::ClaimResult& result, const theorems::ClaimFile& file, const Options& options) {
  Json checks = Json::array();
  const double seconds = seconds_for_proofs(options);
  const proofs::Deadline deadline = proofs::Deadline::in(seconds);
  std::size_t left = result.checks.size();
  for (const proofs::CheckResult& check : result.checks) {
    CheckRecord record = reports::record_of(check);
    const proofs::Deadline share = deadline.share(1.0 / static_cast<double>(left--));
    if (seconds > 0 && record.verdict == VerdictKind::proved) {
      record.outlines = reports::proof::proofs_of(file, check, options.digits, share);
      record.told_in_part = reports::proof::is_told_in_part(file, check, options.digits);
    }
    checks.push_back(reports::to_json(record));
  }
  return {{"claim",
           {{"verdict", proofs::to_text(result.verdict.kind())}, {"seconds", result.seconds}, {"checks", checks}}}};
}

Json errors_of(const theorems::InputError& error) {
  Json errors = Json::array();
  for (const theorems::Diagnostic& diagnostic : error.diagnostics()) errors.push_back(reports::to_json(diagnostic));
  return {{"errors", errors}};
}

}  // namespace

void decide_in_worker(const std::filesystem::path& file, const Options& options, const Send& send) {
  const auto post = [&send](const Json& message) { send(reports::line_of(message)); };
  try {
    const theorems::ClaimFile claim = theorems::ClaimFile::read(file);
    post(plan_of(claim.model(), options.digits));
    const std::string name = claim.head().id.empty() ? file.stem().string() : claim.head().id;
    proofs::DecideOptions how;
    how.digits = options.digits;
    how.budget_seconds = options.budget_seconds;
    how.least = options.method;
    how.on_check = [&](const proofs::CheckResult& check) {
      if (!options.proof_dir.empty()) write_queries(options.proof_dir, name, check);
      post({{"check", reports::to_json(reports::record_of(check))}});
    };
    const proofs::ClaimResult result = proofs::decide(claim, how);
    if (!options.certificate.empty()) {
      Json certificate = proofs::certificate_of(result.checks, proofs::Deadline::in(options.budget_seconds));
      certificate["file"] = std::filesystem::absolute(file).string();
      certificate["id"] = claim.head().id;
      post({{"certificate", certificate}});
    }
    post(result_of(result, claim, options));
  } catch (const theorems::InputError& error) {
    post(errors_of(error));
  } catch (const std::bad_alloc&) {
    throw;  // the pool knows what that means
  } catch (const std::exception& error) {
    post({{"internal_error", error.what()}});
  }
}

void ClaimInbox::take(const std::string& line) {
  const Json message = Json::parse(line);
  if (message.contains("plan")) {
    for (const Json& check : message["plan"]) claim_.checks.push_back(reports::check_from(check));
    decided_.assign(claim_.checks.size(), false);
  } else if (message.contains("check")) {
    take_check(reports::check_from(message["check"]));
  } else if (message.contains("certificate")) {
    certificate_ = message["certificate"].dump();
  } else if (message.contains("errors")) {
    for (const Json& error : message["errors"]) errors_.push_back(reports::diagnostic_from(error));
  } else if (message.contains("internal_error")) {
    claim_.internal_error = message["internal_error"].get<std::string>();
  } else if (message.contains("claim")) {
    const Json& result = message["claim"];
    const std::vector<CheckRecord> plan = std::move(claim_.checks);
    claim_.checks.clear();
    for (const Json& check : result["checks"]) claim_.checks.push_back(reports::check_from(check));
    add_forgotten(plan);
    decided_.assign(claim_.checks.size(), true);
    // A claim is never said to be better than the worst of its checks.
    claim_.verdict =
        std::max(reports::verdict_from(result["verdict"].get<std::string>()), reports::combined(claim_.checks));
    complete_ = true;
  }
}

void ClaimInbox::add_forgotten(const std::vector<CheckRecord>& plan) {
  for (const CheckRecord& planned : plan) {
    const auto is_it = [&](const CheckRecord& c) { return c.name == planned.name && c.is_step == planned.is_step; };
    if (std::any_of(claim_.checks.begin(), claim_.checks.end(), is_it)) continue;
    claim_.checks.push_back(planned);
    claim_.checks.back().verdict = VerdictKind::undecided;
    claim_.checks.back().message = "not decided: no method took it up";
  }
}

void ClaimInbox::take_check(CheckRecord check) {
  for (std::size_t i = 0; i < claim_.checks.size(); ++i) {
    if (decided_[i] || claim_.checks[i].name != check.name || claim_.checks[i].is_step != check.is_step) continue;
    claim_.checks[i] = std::move(check);
    decided_[i] = true;
    return;
  }
  claim_.checks.push_back(std::move(check));
  decided_.push_back(true);
}

void ClaimInbox::close(const Ending& ending, double seconds) {
  claim_.seconds = seconds;
  if (complete_ || !errors_.empty()) return;
  const std::string reason = ending.reason.empty() ? claim_.internal_error : ending.reason;
  if (claim_.internal_error.empty()) {
    if (ending.kind == Ending::Kind::crashed) claim_.internal_error = ending.reason;
    if (ending.kind == Ending::Kind::finished) claim_.internal_error = "the worker process ended without a result";
  }
  if (claim_.checks.empty()) {
    CheckRecord all;
    all.name = "all checks";
    claim_.checks.push_back(all);
    decided_.push_back(false);
  }
  bool all_decided = true;
  for (std::size_t i = 0; i < claim_.checks.size(); ++i) {
    if (decided_[i]) continue;
    claim_.checks[i].message = "not decided: " + reason;
    all_decided = false;
  }
  // Without the whole result no positive verdict: what the checks have in common was not looked at.
  claim_.verdict = std::max(reports::combined(claim_.checks), VerdictKind::undecided);
  if (all_decided && claim_.verdict == VerdictKind::undecided) claim_.checks.back().message += " (" + reason + ")";
}

}  // namespace flowcert::cli
