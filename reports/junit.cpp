#include "reports/junit.hpp"

#include <fmt/format.h>

#include <map>

#include "reports/expectation.hpp"
#include "reports/markup.hpp"
#include "reports/terminal.hpp"

namespace flowcert::reports {

namespace {

struct Suite {
  std::size_t failures = 0, errors = 0, skipped = 0, tests = 0;
  double seconds = 0;
  std::string cases;
};

std::string suite_name(const std::string& id) {
  const std::size_t slash = id.find('/');
  return slash == std::string::npos ? "claims" : id.substr(0, slash);
}

void add_case(Suite& suite, const ClaimRecord& claim) {
  ++suite.tests;
  suite.seconds += claim.seconds;
  suite.cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">\n",
                             escape_markup(suite_name(claim.head.id)), escape_markup(claim.head.id), claim.seconds);
  const std::string verdict(proofs::to_text(claim.verdict));
  const std::string detail = escape_markup(claim_text(claim, {}));
  if (!claim.internal_error.empty()) {
    ++suite.errors;
    suite.cases += fmt::format("      <error message=\"{}\">{}</error>\n", escape_markup(claim.internal_error), detail);
  } else if (!as_expected(claim)) {
    ++suite.failures;
    suite.cases += fmt::format("      <failure message=\"{}, expected: {}\">{}</failure>\n", verdict,
                               escape_markup(expectation_text(claim.head)), detail);
  } else if (claim.verdict == proofs::VerdictKind::undecided) {
    ++suite.skipped;
    suite.cases += fmt::format("      <skipped message=\"open\"/>\n");
  }
  suite.cases += fmt::format("      <system-out>{}</system-out>\n    </testcase>\n", verdict);
}

void add_error(Suite& suite, const theorems::Diagnostic& error) {
  ++suite.tests;
  ++suite.errors;
  suite.cases += fmt::format(
      "    <testcase classname=\"input\" name=\"{}\" time=\"0\">\n      <error message=\"{}\"/>\n    </testcase>\n",
      escape_markup(error.where.file), escape_markup(to_text(error)));
}

}  // namespace

std::string junit_xml(const RunRecord& run) {
  std::map<std::string, Suite> suites;
  for (const ClaimRecord& claim : run.claims) add_case(suites[suite_name(claim.head.id)], claim);
  for (const theorems::Diagnostic& error : run.errors) add_error(suites["input"], error);
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"flowcert\">\n";
  for (const auto& [name, suite] : suites)
    xml += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{:.3f}\">\n{}  "
        "</testsuite>\n",
        escape_markup(name), suite.tests, suite.failures, suite.errors, suite.skipped, suite.seconds, suite.cases);
  return xml + "</testsuites>\n";
}

}  // namespace flowcert::reports
