#include <sys/stat.h>

#include <algorithm>

#include "cli/catalogue.hpp"
#include "cli/claim_files.hpp"
#include "cli/commands.hpp"
#include "cli/deciding.hpp"
#include "cli/machine.hpp"
#include "cli/screen.hpp"
#include "reports/json.hpp"
#include "reports/report.hpp"

namespace flowcert::cli {

using reports::ExitStatus;

namespace {

/// A result that cannot be written after an hour's work is a lost hour: find out first.
void make_sure_of_output(const Options& options) {
  if (!options.json.empty() && options.json != "-") write_text(options.json, "");
  if (!options.certificate.empty()) write_text(options.certificate, "");
  if (!options.report.empty()) reports::make_folder(options.report);
}

ExitStatus decide_and_tell(const std::vector<ReadFile>& files, const Options& options, reports::RunRecord& run) {
  Screen screen(options);
  print_errors(run.errors);
  const std::size_t printed = run.errors.size();
  if (!run.interrupted) {
    const Progress progress{
        [&](const auto& claim) { screen.claim(claim); },
        [&](std::size_t done, std::size_t all, const auto& names) { screen.progress(done, all, names); }};
    decide_all(files, options, progress, run);
  }
  screen.clear();
  print_errors({run.errors.begin() + static_cast<std::ptrdiff_t>(printed), run.errors.end()});
  screen.summary(run);
  if (!options.json.empty()) write_text(options.json, reports::text_of(reports::to_json(run)));
  if (!options.report.empty()) reports::write_report(run, options.report);
  return exit_status(run);
}

}  // namespace

ExitStatus command_check(const Options& options) {
  make_sure_of_output(options);
  reports::RunRecord run = begin_run(options);
  const FileList list = claim_files(options.words);
  run.errors = list.errors;
  const std::vector<ReadFile> files = read_files(list.files, options.jobs, run.interrupted);
  return decide_and_tell(files, options, run);
}

ExitStatus command_verify(const Options& options) {
  make_sure_of_output(options);
  reports::RunRecord run = begin_run(options);
  const std::vector<ReadFile> files = read_catalogue(options, run.errors, run.interrupted);
  return decide_and_tell(files, options, run);
}

}  // namespace flowcert::cli
