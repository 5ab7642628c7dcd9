#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>
#include <thread>

#include "reports/expectation.hpp"
#include "reports/version.hpp"

namespace flowcert::cli {

using theorems::Method;

namespace {

constexpr int smallest_digits = 16;
constexpr int largest_digits = 2000;
constexpr double longest_budget = 1e7;

const std::map<std::string, Method>& methods() {
  static const std::map<std::string, Method> table = {{"auto", Method::automatic},
                                                      {"prove", Method::prove},
                                                      {"certify", Method::certify},
                                                      {"confirm", Method::confirm}};
  return table;
}

std::filesystem::path default_catalogue() {
  const char* chosen = std::getenv("FLOWCERT_CATALOGUE");
  return chosen != nullptr && *chosen != '\0' ? chosen : FLOWCERT_CATALOGUE;
}

void add_common_options(CLI::App& app, Options& options) {
  app.add_option("--json", options.json, "Write the results as JSON to this file, or to standard output with -");
  app.add_option("--digits", options.digits, "Digits of checks that do not say how many (16 to 2000)")
      ->check(CLI::Range(smallest_digits, largest_digits))
      ->capture_default_str();
  app.add_option("--budget", options.budget_seconds, "Seconds for each claim")
      ->check(CLI::Range(0.001, longest_budget))
      ->capture_default_str();
  app.add_option("--jobs,-j", options.jobs, "Claims decided at once (default: the machine's cores)")
      ->check(CLI::Range(1, 4096));
  app.add_option("--method", options.method, "auto, or at least that strong: prove, certify, confirm")
      ->transform(CLI::CheckedTransformer(methods()).description(""))
      ->option_text("auto|prove|certify|confirm");
  app.add_option("--proof-dir", options.proof_dir,
                 "Write the queries behind each proof into this folder, as SMT-LIB for another solver to repeat")
      ->option_text("DIR");
  app.add_option("--certificate", options.certificate,
                 "Write the proofs' steps into this file, for `flowcert recheck` to check them again")
      ->option_text("OUT.json");
  app.add_option("--catalogue", options.catalogue, "Folder of the catalogue (also: FLOWCERT_CATALOGUE)")
      ->option_text("DIR");
  app.add_flag("--quiet,-q", options.quiet, "Print errors only");
  app.add_flag("--no-color,--no-colour", options.no_colour, "No colours on a terminal");
}

void add_commands(CLI::App& app, Options& options) {
  const auto words = [&options](CLI::App* command, const std::string& name, const std::string& about, bool required) {
    CLI::Option* option = command->add_option(name, options.words, about);
    if (required) option->required();
    return option;
  };
  CLI::App* check = app.add_subcommand("check", "Decide the claims in files and folders");
  words(check, "FILE|DIR", "Claim files, or folders of claim files", true);
  check->add_option("--report", options.report, "Write the report (HTML, LaTeX, JUnit, JSON, CSV) into this folder");

  CLI::App* verify = app.add_subcommand("verify", "Decide the catalogue, or the claims whose ids match");
  words(verify, "PATTERN", "An id, a part of one, or a shell pattern", false);
  verify->add_option("--report", options.report, "Write the report into this folder");

  CLI::App* list = app.add_subcommand("list", "List the catalogue");
  words(list, "PATTERN", "An id, a part of one, or a shell pattern", false);
  list->add_flag("--by-paper", options.by_paper, "The table of what is claimed and what is missing, paper by paper");

  CLI::App* show = app.add_subcommand("show", "Show a claim of the catalogue, or of a file");
  words(show, "ID", "The claim's id, or a claim file", true)->expected(1);
  show->add_flag("--proof", options.proof, "Decide it and show its proof");
  show->add_option("--format", options.latex, "Of the proof: text, or latex for an article with amsmath and amsthm")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, bool>{{"text", false}, {"latex", true}}).description(""))
      ->option_text("text|latex");

  CLI::App* fresh = app.add_subcommand("new", "Write a commented claim file to start from");
  words(fresh, "NAME", "The new claim's name", true)->expected(1);

  CLI::App* simulate = app.add_subcommand("simulate", "Write trajectories of the observables as CSV");
  words(simulate, "FILE", "A claim file with dynamics", true)->expected(1);
  simulate->add_option("--times", options.times, "Times START:STEP:END in exact numbers, such as 0:1/10:2");
  simulate->add_option("--csv", options.csv, "File for the table, or - for standard output")->default_val("-");
  simulate->add_flag("--initial", options.initial, "Print the start instead, exactly");

  CLI::App* recheck = app.add_subcommand("recheck", "Check the proofs of a certificate again, by the kernel alone");
  words(recheck, "CERTIFICATE.json", "A certificate that check or verify wrote", true)->expected(1);

  CLI::App* report = app.add_subcommand("report", "Write the report from saved results");
  words(report, "RESULT.json", "Results of check or verify", true);
  report->add_option("--out", options.report, "Folder for the report")->required();
}

}  // namespace

double seconds_for_proofs(const Options& options) {
  constexpr double seconds_in_a_report = 6;
  if (options.proof) return options.budget_seconds;
  return options.report.empty() ? 0 : std::min(seconds_in_a_report, options.budget_seconds / 10);
}

std::string to_text(Method method) {
  const auto found =
      std::find_if(methods().begin(), methods().end(), [&](const auto& m) { return m.second == method; });
  return found->first;
}

CommandLine parse_command_line(int argc, const char* const* argv) {
  CommandLine line;
  line.options.catalogue = default_catalogue();
  line.options.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  CLI::App app("flowcert decides claims about training dynamics: proved, certified, confirmed, refuted or undecided.",
               "flowcert");
  app.set_version_flag("--version", "flowcert " + std::string(reports::version()));
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Exit status: 0 every claim as expected, 1 a claim refuted or not as expected, 2 wrong input,\n"
      "3 something undecided and nothing refuted, 4 internal error, 130 interrupted (results so far are kept).");
  add_common_options(app, line.options);
  add_commands(app, line.options);
  try {
    app.parse(argc, argv);
    line.command = app.get_subcommands().front()->get_name();
  } catch (const CLI::ParseError& error) {
    std::ostringstream output;
    std::ostringstream complaint;
    const bool wrong = app.exit(error, output, complaint) != 0;
    line.status = wrong ? static_cast<int>(reports::ExitStatus::wrong_input) : 0;
    line.output = output.str();
    line.error = complaint.str();
  }
  return line;
}

}  // namespace flowcert::cli
