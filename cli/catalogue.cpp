#include "cli/catalogue.hpp"

#include <algorithm>

#include "reports/natural_order.hpp"

namespace flowcert::cli {

namespace fs = std::filesystem;

namespace {

void name_from_project(ReadFile& file, const fs::path& catalogue) {
  const std::string name = (fs::path("theorems/catalogue") / file.path.lexically_relative(catalogue)).generic_string();
  if (file.claim.head.id == fs::path(file.path).replace_extension().string())
    file.claim.head.id = fs::path(name).replace_extension().string();
  file.claim.head.file = name;
}

}  // namespace

std::vector<ReadFile> read_catalogue(const Options& options, std::vector<theorems::Diagnostic>& errors,
                                     bool& interrupted) {
  const FileList list = claim_files({options.catalogue.string()});
  errors.insert(errors.end(), list.errors.begin(), list.errors.end());
  std::vector<ReadFile> files = read_files(list.files, options.jobs, interrupted);
  for (ReadFile& file : files) name_from_project(file, options.catalogue);
  const auto by_id = [](const ReadFile& a, const ReadFile& b) {
    return reports::naturally_less(a.claim.head.id, b.claim.head.id);
  };
  std::stable_sort(files.begin(), files.end(), by_id);
  if (options.words.empty() || interrupted) return files;
  std::vector<bool> wanted(files.size(), false);
  for (const std::string& pattern : options.words) {
    bool found = false;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (!id_matches(files[i].claim.head.id, pattern)) continue;
      wanted[i] = found = true;
    }
    if (found) continue;
    const theorems::Position where{options.catalogue.string(), 1, 1};
    errors.push_back({where, "no claim's id matches '" + pattern + "'"});
  }
  std::vector<ReadFile> chosen;
  for (std::size_t i = 0; i < files.size(); ++i)
    if (wanted[i]) chosen.push_back(std::move(files[i]));
  return chosen;
}

}  // namespace flowcert::cli
