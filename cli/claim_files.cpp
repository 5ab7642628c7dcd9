#include "cli/claim_files.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <set>

namespace flowcert::cli {

namespace fs = std::filesystem;

namespace {

theorems::Diagnostic cannot_read(const std::string& name, const std::string& why) {
  return {{name, 1, 1}, why};
}

void add_folder(const fs::path& folder, FileList& list) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    if (entry->path().extension() == ".toml" && entry->is_regular_file(error)) found.push_back(entry->path());
    entry.increment(error);
  }
  if (error)
    list.errors.push_back(cannot_read(folder.string(), "cannot read the folder: " + error.message()));
  else if (found.empty())
    list.errors.push_back(cannot_read(folder.string(), "no claim file (*.toml) in this folder"));
  std::sort(found.begin(), found.end());
  list.files.insert(list.files.end(), found.begin(), found.end());
}

void drop_repeated(std::vector<fs::path>& files) {
  std::set<fs::path> seen;
  const auto repeated = [&seen](const fs::path& file) {
    std::error_code error;
    const fs::path real = fs::canonical(file, error);
    return !seen.insert(error ? file : real).second;
  };
  std::vector<fs::path> kept;
  for (const fs::path& file : files)
    if (!repeated(file)) kept.push_back(file);
  files = std::move(kept);
}

}  // namespace

FileList claim_files(const std::vector<std::string>& names) {
  FileList list;
  for (const std::string& name : names) {
    std::error_code error;
    const fs::file_status status = fs::status(name, error);
    if (!fs::exists(status))
      list.errors.push_back(cannot_read(name, "no such file or folder"));
    else if (fs::is_directory(status))
      add_folder(name, list);
    else if (fs::is_regular_file(status))
      list.files.emplace_back(name);
    else
      list.errors.push_back(cannot_read(name, "not a file; expected a claim file or a folder of claim files"));
  }
  drop_repeated(list.files);
  return list;
}

bool id_matches(const std::string& id, const std::string& pattern) {
  if (pattern.find_first_of("*?[") != std::string::npos) return fnmatch(pattern.c_str(), id.c_str(), 0) == 0;
  const auto boundary = [&id](std::size_t at) { return at >= id.size() || id[at] == '/' || id[at] == '-'; };
  for (std::size_t at = id.find(pattern); at != std::string::npos && !pattern.empty(); at = id.find(pattern, at + 1)) {
    const bool begins = at == 0 || id[at - 1] == '/' || id[at - 1] == '-';
    if (begins && (pattern.back() == '/' || boundary(at + pattern.size()))) return true;
  }
  return false;
}

}  // namespace flowcert::cli
