#include "reports/report.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "reports/formats/formats.hpp"
#include "reports/natural_order.hpp"

namespace flowcert::reports {

namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream)
    throw theorems::InputError({file.string(), 1, 1}, std::string("cannot write this file: ") + std::strerror(errno));
}

/// "a" or "a; b": what several runs say, each thing once.
void join(std::string& text, const std::string& more) {
  if (text == more || more.empty() || text.find(more) != std::string::npos) return;
  text += (text.empty() ? "" : "; ") + more;
}

}  // namespace

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw theorems::InputError({folder.string(), 1, 1}, "cannot make this folder: " + error.message());
}

void write_report(const RunRecord& run, const fs::path& folder) {
  make_folder(folder);
  for (const ReportFile& file : report_files(run)) write(folder / file.name, file.text);
}

RunRecord merged(std::vector<RunRecord> runs) {
  if (runs.empty()) return {};
  RunRecord all = std::move(runs.front());
  for (std::size_t i = 1; i < runs.size(); ++i) {
    RunRecord& run = runs[i];
    join(all.version, run.version);
    join(all.started, run.started);
    join(all.machine.system, run.machine.system);
    join(all.machine.processor, run.machine.processor);
    for (const auto& part : run.machine.parts)
      if (std::find(all.machine.parts.begin(), all.machine.parts.end(), part) == all.machine.parts.end())
        all.machine.parts.push_back(part);
    all.interrupted = all.interrupted || run.interrupted;
    all.errors.insert(all.errors.end(), run.errors.begin(), run.errors.end());
    std::move(run.claims.begin(), run.claims.end(), std::back_inserter(all.claims));
  }
  const auto by_id = [](const ClaimRecord& a, const ClaimRecord& b) { return naturally_less(a.head.id, b.head.id); };
  std::stable_sort(all.claims.begin(), all.claims.end(), by_id);
  return all;
}

}  // namespace flowcert::reports
