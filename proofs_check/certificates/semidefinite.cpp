#include "proofs_check/certificates/semidefinite.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace flowcert::proofs::certificates {

namespace {

constexpr const char* program_path = "/usr/bin/csdp";

/// A folder that is removed with its files.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "flowcert-csdp-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// In the sparse SDPA format. The matrix is block 1, the numbers are the diagonal block 2.
void write(const SemidefiniteProgram& program, const std::filesystem::path& path) {
  std::ofstream out(path);
  out.precision(17);
  out << program.equations.size() << "\n2\n" << program.size << " -" << program.numbers << "\n";
  for (const auto& equation : program.equations) out << equation.right << " ";
  out << "\n";
  for (std::size_t k = 0; k < program.equations.size(); ++k) {
    for (const auto& entry : program.equations[k].matrix)
      out << k + 1 << " 1 " << entry.row + 1 << " " << entry.column + 1 << " " << entry.coefficient << "\n";
    for (const auto& entry : program.equations[k].numbers)
      out << k + 1 << " 2 " << entry.number + 1 << " " << entry.number + 1 << " " << entry.coefficient << "\n";
  }
}

SemidefiniteSolution read(const SemidefiniteProgram& program, const std::filesystem::path& path) {
  SemidefiniteSolution result{std::vector(program.size, std::vector<double>(program.size, 0.0)),
                              std::vector<double>(program.numbers, 0.0)};
  std::ifstream in(path);
  std::string multipliers;
  std::getline(in, multipliers);
  std::size_t which = 0, block = 0, i = 0, j = 0;
  double value = 0;
  while (in >> which >> block >> i >> j >> value) {
    if (which != 2 || i == 0 || j == 0) continue;
    if (block == 1 && i <= program.size && j <= program.size) {
      result.matrix[i - 1][j - 1] = result.matrix[j - 1][i - 1] = value;
    } else if (block == 2 && i == j && i <= program.numbers) {
      result.numbers[i - 1] = value;
    }
  }
  return result;
}

/// Runs csdp in the folder; false if it does not come to its end in time or finds no solution.
bool run_in(const std::string& folder, const Deadline& deadline) {
  const pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    const int nowhere = open("/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
    if (chdir(folder.c_str()) != 0) _exit(127);
    char* const arguments[] = {const_cast<char*>("csdp"), const_cast<char*>("question"), const_cast<char*>("answer"),
                               nullptr};
    char* const environment[] = {const_cast<char*>("OMP_NUM_THREADS=1"), const_cast<char*>("OPENBLAS_NUM_THREADS=1"),
                                 nullptr};
    execve(program_path, arguments, environment);
    _exit(127);
  }
  int status = 0;
  for (;;) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (ended < 0 || deadline.passed()) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  // 0: solved; 3: solved to less accuracy
  return WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3);
}

}  // namespace

std::optional<SemidefiniteSolution> nearly_solved(const SemidefiniteProgram& program, const Deadline& deadline) {
  if (access(program_path, X_OK) != 0 || deadline.passed()) return std::nullopt;
  const Folder folder;
  if (folder.path().empty()) return std::nullopt;
  write(program, folder.path() / "question");
  if (!run_in(folder.path().string(), deadline)) return std::nullopt;
  return read(program, folder.path() / "answer");
}

}  // namespace flowcert::proofs::certificates
