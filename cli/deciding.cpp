#include "cli/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "cli/claim_job.hpp"
#include "cli/pool.hpp"
#include "cli/screen.hpp"
#include "proofs_check/warm_up.hpp"

namespace flowcert::cli {

using reports::ClaimRecord;

namespace {

constexpr std::size_t worker_memory = std::size_t{6} << 30U;

/// Methods stop at the budget by themselves; this is how much later one that does not is stopped.
double grace(double budget_seconds) {
  return std::max(3.0, budget_seconds / 10);
}

/// The seconds after which the claim's worker is stopped; its file may allow fewer than the budget.
double longest(const theorems::Head& head, double budget_seconds) {
  const double own = head.budget_seconds > 0 ? std::min(head.budget_seconds, budget_seconds) : budget_seconds;
  return own + grace(own);
}

/// The line of the text that begins with `id`, for errors about it.
int line_of_id(const std::string& text) {
  int line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    if (text.compare(begin, 2, "id") == 0) return line;
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  return 1;
}

/// The files that are to be decided; the others' errors go into `run`.
std::vector<const ReadFile*> decidable(const std::vector<ReadFile>& files, reports::RunRecord& run) {
  std::vector<const ReadFile*> result;
  std::map<std::string, std::string> seen;
  for (const ReadFile& file : files) {
    run.errors.insert(run.errors.end(), file.errors.begin(), file.errors.end());
    if (!file.errors.empty()) continue;
    const theorems::Head& head = file.claim.head;
    const auto [first, is_new] = seen.emplace(head.id, head.file);
    if (is_new) {
      result.push_back(&file);
      continue;
    }
    const theorems::Position where{head.file, line_of_id(file.claim.text), 1};
    run.errors.push_back(
        {where, fmt::format("the id '{}' is already that of {}; ids must be unique", head.id, first->second)});
  }
  return result;
}

void write_certificate(const std::string& path, const std::vector<ClaimInbox>& inboxes) {
  std::string text = R"({"format":"flowcert certificate 1","files":[)";
  bool first = true;
  for (const ClaimInbox& inbox : inboxes) {
    if (inbox.certificate().empty()) continue;
    text += (first ? "\n" : ",\n") + inbox.certificate();
    first = false;
  }
  write_text(path, text + "\n]}\n");
}

std::string names(const std::vector<std::size_t>& running, const std::vector<const ReadFile*>& files) {
  std::string text;
  for (const std::size_t job : running) text += (text.empty() ? "" : ", ") + files[job]->claim.head.id;
  return text;
}

}  // namespace

void decide_all(const std::vector<ReadFile>& files, const Options& options, const Progress& progress,
                reports::RunRecord& run) {
  using Clock = std::chrono::steady_clock;
  const std::vector<const ReadFile*> todo = decidable(files, run);
  const double with_certificate = options.certificate.empty() ? 1 : 2;  // reasons for steps take time of their own
  std::vector<Job> jobs;
  std::vector<ClaimInbox> inboxes;
  std::vector<Clock::time_point> started(todo.size());
  for (const ReadFile* file : todo) {
    inboxes.emplace_back(file->claim);
    jobs.push_back(
        {file->claim.head.id,
         [file, &options](const Send& send) {
           if (file->claim.internal_error.empty()) decide_in_worker(file->path, options, send);
         },
         with_certificate * longest(file->claim.head, options.budget_seconds) + seconds_for_proofs(options)});
  }
  std::size_t done = 0;
  PoolEvents events;
  events.on_line = [&](std::size_t job, const std::string& line) { inboxes[job].take(line); };
  events.on_end = [&](std::size_t job, const Ending& ending) {
    const double seconds =
        started[job] == Clock::time_point() ? 0 : std::chrono::duration<double>(Clock::now() - started[job]).count();
    inboxes[job].close(ending, seconds);
    ++done;
    if (inboxes[job].errors().empty() && progress.on_claim) progress.on_claim(inboxes[job].claim());
  };
  events.on_change = [&](const std::vector<std::size_t>& running) {
    for (const std::size_t job : running)
      if (started[job] == Clock::time_point()) started[job] = Clock::now();
    if (progress.on_change) progress.on_change(done, todo.size(), names(running, todo));
  };
  proofs::warm_up();
  PoolOptions pool;
  pool.workers = static_cast<std::size_t>(options.jobs);
  pool.seconds =
      with_certificate * options.budget_seconds + grace(options.budget_seconds) + seconds_for_proofs(options);
  pool.memory_bytes = worker_memory;
  if (run_pool(jobs, pool, events)) run.interrupted = true;
  for (const ClaimInbox& inbox : inboxes) {
    run.errors.insert(run.errors.end(), inbox.errors().begin(), inbox.errors().end());
    if (inbox.errors().empty()) run.claims.push_back(inbox.claim());
  }
  if (!options.certificate.empty()) write_certificate(options.certificate, inboxes);
}

}  // namespace flowcert::cli
