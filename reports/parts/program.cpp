#include "reports/parts/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <system_error>

namespace flowcert::reports {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// Reads until the writer is done; false when that takes beyond the deadline.
bool read_all(int pipe, Clock::time_point deadline, std::string& text) {
  std::array<char, 65536> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd file{pipe, POLLIN, 0};
    const int ready = poll(&file, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t size = read(pipe, block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return size == 0;
    text.append(block.data(), static_cast<std::size_t>(size));
  }
}

/// The process, whose output goes into the pipe's writing end; -1 when it cannot be started.
pid_t start(const std::vector<std::string>& words, const fs::path& input, const int (&ends)[2]) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));  // exec's signature
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  pid_t process = -1;
  const int error = posix_spawnp(&process, words.front().c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? process : -1;
}

}  // namespace

std::optional<std::string> run_program(const std::vector<std::string>& words, const std::string& input,
                                       double seconds) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "input";
  std::ofstream(file, std::ios::binary) << input;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const pid_t process = start(words, file, ends);
  close(ends[1]);
  std::string output;
  const auto deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  const bool whole = process > 0 && read_all(ends[0], deadline, output);
  close(ends[0]);
  if (process <= 0) return std::nullopt;
  if (!whole) kill(process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  return output;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "flowcert-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what is left behind in the temporary folder does no harm
  fs::remove_all(path_, ignored);
}

std::optional<std::string> text_of_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

}  // namespace flowcert::reports
