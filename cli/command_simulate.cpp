#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/screen.hpp"
#include "cli/time_range.hpp"
#include "proofs_check/simulate/simulate.hpp"
#include "reports/csv.hpp"

namespace flowcert::cli {

using reports::ExitStatus;

namespace {

std::vector<theorems::Rational> wanted_times(const Options& options) {
  if (options.times.empty()) throw theorems::InputError({"--times", 1, 1}, "expected START:STEP:END, such as 0:1/10:2");
  try {
    return times_of(options.times);
  } catch (const std::invalid_argument& error) {
    throw theorems::InputError({"--times", 1, 1}, error.what());
  }
}

}  // namespace

ExitStatus command_simulate(const Options& options) {
  proofs::SimulateOptions how;
  how.digits = options.digits;
  how.budget_seconds = options.budget_seconds;
  how.initial_only = options.initial;
  if (!options.initial) how.times = wanted_times(options);
  const theorems::ClaimFile claim = theorems::ClaimFile::read(options.words.front());
  const proofs::Trajectories table = proofs::simulate(claim, how);
  write_text(options.csv, reports::csv_table(table.header, table.rows));
  return ExitStatus::as_expected;
}

}  // namespace flowcert::cli
