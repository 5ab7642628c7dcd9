#include <limits>
#include <stdexcept>

#include "reports/expectation.hpp"
#include "reports/json.hpp"
#include "reports/proof/outline_json.hpp"

namespace flowcert::reports {

namespace {

/// The field, or its default where it is missing; a field of another type is an error that names it.
template <class T>
T field(const Json& json, const char* name, T otherwise) {
  if (!json.is_object()) throw std::runtime_error(std::string("expected an object that may have '") + name + "'");
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return otherwise;
  try {
    return found->get<T>();
  } catch (const std::exception&) {
    throw std::runtime_error(std::string("field '") + name + "' has the wrong type");
  }
}

Json object(const Json& json, const char* name) {
  Json value = field<Json>(json, name, Json::object());
  if (!value.is_object()) throw std::runtime_error(std::string("field '") + name + "' must be an object");
  return value;
}

std::string text(const Json& json, const char* name) {
  return field<std::string>(json, name, "");
}

template <class F>
auto list(const Json& json, const char* name, F read) {
  const Json items = field<Json>(json, name, Json::array());
  if (!items.is_array()) throw std::runtime_error(std::string("field '") + name + "' must be an array");
  std::vector<decltype(read(items[0]))> result;
  result.reserve(items.size());
  for (const Json& item : items) result.push_back(read(item));
  return result;
}

template <class F>
auto choice(const Json& json, const char* name, F from) {
  try {
    return from(text(json, name));
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(std::string("field '") + name + "': " + error.what());
  }
}

double number_from(const Json& json) {
  if (json.is_null()) return std::numeric_limits<double>::quiet_NaN();
  if (!json.is_number()) throw std::runtime_error("a series holds numbers");
  return json.get<double>();
}

std::string string_from(const Json& json) {
  if (!json.is_string()) throw std::runtime_error("expected a list of texts");
  return json.get<std::string>();
}

proofs::Series series_from(const Json& json) {
  proofs::Series series;
  series.name = text(json, "name");
  series.log10_y = field(json, "log10_y", false);
  series.x = list(json, "x", number_from);
  series.y = list(json, "y", number_from);
  if (series.x.size() != series.y.size())
    throw std::runtime_error("series '" + series.name + "': x and y differ in size");
  return series;
}

proofs::FigureData figure_from(const Json& json) {
  return {text(json, "kind"), text(json, "title"), text(json, "x_label"), text(json, "y_label"),
          list(json, "series", series_from)};
}

proofs::Attempt attempt_from(const Json& json) {
  return {text(json, "method"), text(json, "outcome"), text(json, "reason"), field(json, "seconds", 0.0)};
}

Machine machine_from(const Json& json) {
  Machine machine;
  machine.system = text(json, "system");
  machine.processor = text(json, "processor");
  machine.cores = field(json, "cores", 0);
  const Json parts = object(json, "parts");
  for (const auto& [name, version] : parts.items()) machine.parts.emplace_back(name, string_from(version));
  return machine;
}

RunOptions options_from(const Json& json) {
  RunOptions options;
  options.digits = field(json, "digits", options.digits);
  options.budget_seconds = field(json, "budget", options.budget_seconds);
  options.jobs = field(json, "jobs", options.jobs);
  options.method = field(json, "method", options.method);
  return options;
}

proof::Outline outline_from(const Json& json) {
  try {
    return proof::outline_from(json);
  } catch (const Json::exception& error) {
    throw std::runtime_error(std::string("field 'outlines': ") + error.what());
  }
}

}  // namespace

CheckRecord check_from(const Json& json) {
  CheckRecord check;
  check.name = text(json, "name");
  check.claim = text(json, "claim");
  check.for_text = text(json, "for");
  check.limit_text = text(json, "limit");
  check.is_step = field(json, "is_step", false);
  check.verdict = choice(json, "verdict", verdict_from);
  check.method = text(json, "method");
  check.backend = text(json, "backend");
  check.digits = field(json, "digits", check.digits);
  check.resolution = text(json, "resolution");
  check.margin = text(json, "margin");
  const Json witness = object(json, "witness");
  for (const auto& [name, value] : witness.items())
    check.witness.push_back({name, value.is_string() ? value.get<std::string>() : value.dump()});
  check.tried = list(json, "tried", attempt_from);
  check.uses = list(json, "uses", string_from);
  check.proof = list(json, "proof", string_from);
  check.outlines = list(json, "outlines", outline_from);
  check.told_in_part = field(json, "told_in_part", false);
  check.message = text(json, "message");
  check.figures = list(json, "figures", figure_from);
  return check;
}

ClaimRecord claim_from(const Json& json) {
  ClaimRecord claim;
  claim.head.id = text(json, "id");
  claim.head.file = text(json, "file");
  claim.head.title = text(json, "title");
  claim.head.source = text(json, "source");
  claim.head.statement = text(json, "statement");
  claim.head.status = text(json, "status");
  claim.head.expect = choice(json, "expect", expectation_from);
  claim.head.least_evidence = text(json, "least_evidence");
  claim.head.note = text(json, "note");
  claim.verdict = choice(json, "verdict", verdict_from);
  claim.seconds = field(json, "seconds", 0.0);
  claim.internal_error = text(json, "internal_error");
  claim.hypotheses = list(json, "hypotheses", string_from);
  claim.text = text(json, "text");
  claim.checks = list(json, "checks", check_from);
  if (!claim.head.least_evidence.empty()) (void)choice(json, "least_evidence", verdict_from);
  return claim;
}

theorems::Diagnostic diagnostic_from(const Json& json) {
  return {{text(json, "file"), field(json, "line", 1), field(json, "column", 1)}, text(json, "message")};
}

RunRecord run_from(const Json& json) {
  const int schema = field(json, "schema", 0);
  if (schema != 1) throw std::runtime_error("expected \"schema\": 1");
  RunRecord run;
  run.version = text(json, "flowcert");
  run.started = text(json, "started");
  run.options = options_from(object(json, "options"));
  run.machine = machine_from(object(json, "machine"));
  run.interrupted = field(json, "interrupted", false);
  run.errors = list(json, "errors", diagnostic_from);
  run.claims = list(json, "claims", claim_from);
  return run;
}

}  // namespace flowcert::reports
