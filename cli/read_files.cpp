#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>

#include "cli/claim_files.hpp"
#include "cli/pool.hpp"
#include "reports/json.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/model/file_model.hpp"

namespace flowcert::cli {

namespace fs = std::filesystem;
using reports::Json;

namespace {

constexpr std::size_t chunk = 32;  // files per worker process
constexpr double seconds_per_chunk = 60;
constexpr std::size_t largest_text = 1U << 20U;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::error_code unknown;  // then it is read as if it were as large as allowed
  const std::uintmax_t size = fs::file_size(file, unknown);
  std::string text(unknown ? largest_text + 1 : std::min<std::uintmax_t>(size, largest_text + 1), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

Json read_one(const fs::path& file) {
  Json message = Json::object();
  try {
    const theorems::ClaimFile claim = theorems::ClaimFile::read(file);
    reports::ClaimRecord record;
    record.head = claim.head();
    record.text = text_of(file);
    for (const theorems::Formula& hypothesis : claim.model().assume) record.hypotheses.push_back(hypothesis.text);
    message["claim"] = reports::to_json(record);
    message["budget"] = record.head.budget_seconds;  // is no part of a result
  } catch (const theorems::InputError& error) {
    message["errors"] = Json::array();
    for (const theorems::Diagnostic& diagnostic : error.diagnostics())
      message["errors"].push_back(reports::to_json(diagnostic));
  } catch (const std::exception& error) {
    message["internal_error"] = std::string("reading the file: ") + error.what();
  }
  return message;
}

void take(ReadFile& file, const Json& message) {
  if (message.contains("claim")) {
    file.claim = reports::claim_from(message["claim"]);
    file.claim.head.budget_seconds = message.value("budget", 0.0);
  }
  if (message.contains("internal_error")) file.claim.internal_error = message["internal_error"].get<std::string>();
  if (message.contains("errors"))
    for (const Json& error : message["errors"]) file.errors.push_back(reports::diagnostic_from(error));
}

/// A claim without an id is known by its file's name; the file is named as the reader was given it.
void fill_in(ReadFile& file) {
  file.claim.head.file = file.path.string();
  if (file.claim.head.id.empty()) file.claim.head.id = fs::path(file.path).replace_extension().string();
}

}  // namespace

std::vector<ReadFile> read_files(const std::vector<fs::path>& files, int jobs, bool& interrupted) {
  std::vector<ReadFile> result(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) result[i].path = files[i];
  std::vector<std::pair<std::size_t, std::size_t>> ranges;  // begin, end; cut at the file that ended its reader
  for (std::size_t i = 0; i < files.size(); i += chunk) ranges.emplace_back(i, std::min(files.size(), i + chunk));
  while (!ranges.empty() && !interrupted) {
    std::vector<Job> work;
    for (const auto& [begin, end] : ranges)
      work.push_back({"reader", [&files, begin = begin, end = end](const Send& send) {
                        for (std::size_t i = begin; i < end; ++i) send(reports::line_of(read_one(files[i])));
                      }});
    std::vector<std::pair<std::size_t, std::size_t>> left;
    PoolEvents events;
    events.on_line = [&](std::size_t job, const std::string& line) {
      take(result[ranges[job].first++], Json::parse(line));
    };
    events.on_end = [&](std::size_t job, const Ending& ending) {
      auto [begin, end] = ranges[job];
      if (ending.kind == Ending::Kind::finished || ending.kind == Ending::Kind::stopped || begin == end) return;
      result[begin].claim.internal_error = "reading the file: " + ending.reason;
      if (begin + 1 < end) left.emplace_back(begin + 1, end);
    };
    interrupted = run_pool(work, {static_cast<std::size_t>(jobs), seconds_per_chunk, std::size_t{2} << 30U}, events);
    ranges = left;
  }
  for (ReadFile& file : result) fill_in(file);
  return result;
}

}  // namespace flowcert::cli
