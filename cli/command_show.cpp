#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/catalogue.hpp"
#include "cli/commands.hpp"
#include "cli/deciding.hpp"
#include "cli/machine.hpp"
#include "cli/screen.hpp"
#include "reports/command.hpp"
#include "reports/latex_proofs.hpp"

namespace flowcert::cli {

using reports::ExitStatus;

namespace {

/// The claim that the word names: a file, or the one claim of the catalogue with exactly this id, or the only one that
/// matches. Throws InputError otherwise.
ReadFile find_claim(const Options& options) {
  const std::string& word = options.words.front();
  bool interrupted = false;
  std::error_code error;
  if (std::filesystem::is_regular_file(word, error)) return read_files({word}, 1, interrupted).front();
  std::vector<theorems::Diagnostic> errors;
  std::vector<ReadFile> files = read_catalogue(options, errors, interrupted);
  for (ReadFile& file : files)
    if (file.claim.head.id == word) return std::move(file);
  if (files.size() == 1) return std::move(files.front());
  if (!errors.empty()) throw theorems::InputError(errors);
  std::string ids;
  for (const ReadFile& file : files) ids += "\n  " + file.claim.head.id;
  throw theorems::InputError({word, 1, 1}, "more than one claim matches:" + ids);
}

void print_head(const theorems::Head& head) {
  const auto line = [](const char* name, const std::string& text) {
    if (!text.empty()) fmt::print("{:<10} {}\n", name, reports::printable(text));
  };
  line("id", head.id);
  line("title", head.title);
  line("source", head.source);
  line("statement", head.statement);
  line("status", head.status);
  line("expected", reports::expectation_text(head));
  line("note", head.note);
  line("file", head.file);
}

ExitStatus show_latex(const ReadFile& file, const Options& options) {
  reports::RunRecord run = begin_run(options);
  decide_all({file}, options, {}, run);
  print_errors(run.errors);
  fmt::print("{}", reports::latex_proofs(run));
  return exit_status(run);
}

}  // namespace

ExitStatus command_show(const Options& options) {
  const ReadFile file = find_claim(options);
  print_errors(file.errors);
  if (!file.errors.empty()) return ExitStatus::wrong_input;
  if (options.latex && options.proof) return show_latex(file, options);
  print_head(file.claim.head);
  fmt::print("reproduce  {}\n\n", reports::reproducing_command(file.claim));
  if (!options.proof) {
    fmt::print("{}", reports::printable(file.claim.text));
    return ExitStatus::as_expected;
  }
  reports::RunRecord run = begin_run(options);
  decide_all({file}, options, {}, run);
  print_errors(run.errors);
  reports::TerminalStyle style;
  style.colour = wants_colour(options);
  style.proof = style.checks = true;
  for (const reports::ClaimRecord& claim : run.claims) fmt::print("{}", reports::claim_text(claim, style));
  return exit_status(run);
}

}  // namespace flowcert::cli
