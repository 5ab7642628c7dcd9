#include <fstream>
#include <iterator>

#include "cli/commands.hpp"
#include "cli/screen.hpp"
#include "reports/json.hpp"
#include "reports/report.hpp"

namespace flowcert::cli {

using reports::ExitStatus;

namespace {

/// Throws InputError naming the file and, for text that is not JSON, the place.
reports::RunRecord read_results(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.is_open()) throw theorems::InputError({file, 1, 1}, "cannot read this file; expected results as JSON");
  try {
    return reports::run_from(reports::Json::parse(text));
  } catch (const reports::Json::parse_error& error) {
    theorems::Position where{file, 1, 1};
    for (std::size_t i = 0; i + 1 < error.byte && i < text.size(); ++i) {
      where.line += text[i] == '\n' ? 1 : 0;
      where.column = text[i] == '\n' ? 1 : where.column + 1;
    }
    throw theorems::InputError(where, "this is not JSON; expected results as `--json` writes them");
  } catch (const std::exception& error) {
    throw theorems::InputError({file, 1, 1}, std::string("these are not results: ") + error.what());
  }
}

}  // namespace

ExitStatus command_report(const Options& options) {
  std::vector<reports::RunRecord> runs;
  std::vector<theorems::Diagnostic> errors;
  for (const std::string& file : options.words) {
    try {
      runs.push_back(read_results(file));
    } catch (const theorems::InputError& error) {
      errors.insert(errors.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  print_errors(errors);
  if (!runs.empty()) reports::write_report(reports::merged(std::move(runs)), options.report);
  return errors.empty() ? ExitStatus::as_expected : ExitStatus::wrong_input;
}

}  // namespace flowcert::cli
