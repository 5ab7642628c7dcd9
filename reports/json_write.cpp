#include <cmath>

#include "reports/expectation.hpp"
#include "reports/json.hpp"
#include "reports/proof/outline_json.hpp"

namespace flowcert::reports {

namespace {

Json numbers(const std::vector<double>& values) {
  Json array = Json::array();
  for (const double value : values) {
    if (std::isfinite(value)) {
      array.push_back(value);
    } else {
      array.push_back(nullptr);
    }
  }
  return array;
}

Json to_json(const proofs::FigureData& figure) {
  Json series = Json::array();
  for (const proofs::Series& s : figure.series)
    series.push_back({{"name", s.name}, {"log10_y", s.log10_y}, {"x", numbers(s.x)}, {"y", numbers(s.y)}});
  return {{"kind", figure.kind},
          {"title", figure.title},
          {"x_label", figure.x_label},
          {"y_label", figure.y_label},
          {"series", series}};
}

Json to_json(const proofs::Attempt& attempt) {
  return {{"method", attempt.method},
          {"outcome", attempt.outcome},
          {"reason", attempt.reason},
          {"seconds", attempt.seconds}};
}

Json to_json(const Machine& machine) {
  Json parts = Json::object();
  for (const auto& [name, version] : machine.parts) parts[name] = version;
  return {{"system", machine.system}, {"processor", machine.processor}, {"cores", machine.cores}, {"parts", parts}};
}

}  // namespace

Json to_json(const CheckRecord& check) {
  Json witness = Json::object();
  for (const proofs::NamedValue& value : check.witness) witness[value.name] = value.value;
  Json tried = Json::array();
  for (const proofs::Attempt& attempt : check.tried) tried.push_back(to_json(attempt));
  Json figures = Json::array();
  for (const proofs::FigureData& figure : check.figures) figures.push_back(to_json(figure));
  Json outlines = Json::array();
  for (const proof::Outline& outline : check.outlines) outlines.push_back(proof::to_json(outline));
  return {{"name", check.name},       {"claim", check.claim},
          {"for", check.for_text},    {"limit", check.limit_text},
          {"is_step", check.is_step}, {"verdict", proofs::to_text(check.verdict)},
          {"method", check.method},   {"backend", check.backend},
          {"digits", check.digits},   {"resolution", check.resolution},
          {"margin", check.margin},   {"witness", witness},
          {"tried", tried},           {"uses", check.uses},
          {"proof", check.proof},     {"message", check.message},
          {"outlines", outlines},     {"told_in_part", check.told_in_part},
          {"figures", figures}};
}

Json to_json(const ClaimRecord& claim) {
  Json checks = Json::array();
  for (const CheckRecord& check : claim.checks) checks.push_back(to_json(check));
  return {{"id", claim.head.id},
          {"file", claim.head.file},
          {"title", claim.head.title},
          {"source", claim.head.source},
          {"statement", claim.head.statement},
          {"status", claim.head.status},
          {"expect", to_text(claim.head.expect)},
          {"least_evidence", claim.head.least_evidence},
          {"note", claim.head.note},
          {"verdict", proofs::to_text(claim.verdict)},
          {"as_expected", as_expected(claim)},
          {"seconds", claim.seconds},
          {"internal_error", claim.internal_error},
          {"hypotheses", claim.hypotheses},
          {"text", claim.text},
          {"checks", checks}};
}

Json to_json(const theorems::Diagnostic& diagnostic) {
  return {{"file", diagnostic.where.file},
          {"line", diagnostic.where.line},
          {"column", diagnostic.where.column},
          {"message", diagnostic.message}};
}

Json to_json(const RunRecord& run) {
  Json claims = Json::array();
  for (const ClaimRecord& claim : run.claims) claims.push_back(to_json(claim));
  Json errors = Json::array();
  for (const theorems::Diagnostic& error : run.errors) errors.push_back(to_json(error));
  return {{"schema", 1},
          {"flowcert", run.version},
          {"started", run.started},
          {"options",
           {{"digits", run.options.digits},
            {"budget", run.options.budget_seconds},
            {"jobs", run.options.jobs},
            {"method", run.options.method}}},
          {"machine", to_json(run.machine)},
          {"interrupted", run.interrupted},
          {"errors", errors},
          {"claims", claims}};
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::string text_of(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace flowcert::reports
