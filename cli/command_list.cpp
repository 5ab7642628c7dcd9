#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "cli/catalogue.hpp"
#include "cli/commands.hpp"
#include "cli/screen.hpp"
#include "reports/natural_order.hpp"

namespace flowcert::cli {

using reports::ExitStatus;

namespace {

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\|");
  std::replace(text.begin(), text.end(), '\n', ' ');
  return reports::printable(text);
}

std::string plain_line(const theorems::Head& head, std::size_t width) {
  return fmt::format("{:<{}}  {:<13}  {}\n", head.id, width, head.status, cell(head.title));
}

void print_plain(const std::vector<ReadFile>& files) {
  std::size_t width = 0;
  for (const ReadFile& file : files) width = std::max(width, file.claim.head.id.size());
  for (const ReadFile& file : files)
    if (file.errors.empty()) fmt::print("{}", plain_line(file.claim.head, width));
}

/// What keeps a claim from more than it says: an open claim's note.
std::string missing(const theorems::Head& head) {
  return head.expect == theorems::Expectation::open ? head.note : std::string();
}

void print_by_paper(const std::vector<ReadFile>& files) {
  std::map<std::string, std::vector<const theorems::Head*>> papers;
  for (const ReadFile& file : files)
    if (file.errors.empty())
      papers[file.claim.head.id.substr(0, file.claim.head.id.find('/'))].push_back(&file.claim.head);
  bool first = true;
  for (const auto& [paper, heads] : papers) {
    fmt::print("{}## {} ({} claims)\n\n| claim | status | expected | what it says | missing |\n|---|---|---|---|---|\n",
               first ? "" : "\n", paper, heads.size());
    first = false;
    for (const theorems::Head* head : heads)
      fmt::print("| {} | {} | {} | {} | {} |\n", cell(head->id), cell(head->status), reports::expectation_text(*head),
                 cell(head->title), cell(missing(*head)));
  }
}

}  // namespace

ExitStatus command_list(const Options& options) {
  std::vector<theorems::Diagnostic> errors;
  bool interrupted = false;
  const std::vector<ReadFile> files = read_catalogue(options, errors, interrupted);
  if (interrupted) return ExitStatus::interrupted;
  if (options.by_paper)
    print_by_paper(files);
  else
    print_plain(files);
  std::fflush(stdout);
  ExitStatus status = ExitStatus::as_expected;
  for (const ReadFile& file : files) {
    errors.insert(errors.end(), file.errors.begin(), file.errors.end());
    if (file.claim.internal_error.empty()) continue;
    fmt::print(stderr, "{}: {}\n", file.claim.head.file, file.claim.internal_error);
    status = ExitStatus::internal_error;
  }
  print_errors(errors);
  return errors.empty() ? status : reports::worse(status, ExitStatus::wrong_input);
}

}  // namespace flowcert::cli
