#include "cli/worker.hpp"

#include <fmt/format.h>
#include <gmp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>
#include <system_error>

namespace flowcert::cli {

namespace {

// A worker's exit status when its memory is used up. GMP and MPFR cannot report that to their caller: they abort. So
// their allocation functions end the process with this status instead.
constexpr int out_of_memory_status = 77;
constexpr int exception_status = 78;

void* allocate(std::size_t size) {
  void* block = std::malloc(size);
  if (block == nullptr) _exit(out_of_memory_status);
  return block;
}

void* reallocate(void* old, std::size_t /*old_size*/, std::size_t size) {
  void* block = std::realloc(old, size);
  if (block == nullptr) _exit(out_of_memory_status);
  return block;
}

void release(void* block, std::size_t /*size*/) {
  std::free(block);
}

void limit(int resource, std::size_t value) {
  const rlimit limits{value, value};
  (void)setrlimit(static_cast<__rlimit_resource>(resource), &limits);
}

void write_all(int file, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) _exit(0);  // nobody listens any more
    done += static_cast<std::size_t>(written);
  }
}

[[noreturn]] void run_job(const Job& job, const PoolOptions& options, const sigset_t& signals, int pipe, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // never outlive the parent
  if (getppid() != parent) _exit(0);
  std::signal(SIGINT, SIG_IGN);  // an interrupt at the terminal is the parent's to handle
  for (const int signal : {SIGTERM, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, SIG_DFL);
  sigprocmask(SIG_SETMASK, &signals, nullptr);
  limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__  // the address sanitizer reserves terabytes of address space
  limit(RLIMIT_AS, options.memory_bytes);
#endif
  mp_set_memory_functions(allocate, reallocate, release);
  try {
    job.work([pipe](const std::string& line) { write_all(pipe, line + "\n"); });
  } catch (const std::bad_alloc&) {
    _exit(out_of_memory_status);
  } catch (const std::exception& error) {
    write_all(STDERR_FILENO, fmt::format("{}: {}\n", job.name, error.what()));
    _exit(exception_status);
  }
  _exit(0);  // no destructors of the parent's statics, no second flush of its streams
}

}  // namespace

Worker start_worker(const Job& job, const PoolOptions& options, const sigset_t& signals) {
  int ends[2];
  if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    throw std::system_error(error, std::generic_category(), "fork");
  }
  if (process == 0) {
    close(ends[0]);
    run_job(job, options, signals, ends[1], parent);
  }
  close(ends[1]);
  Worker worker;
  worker.process = process;
  worker.pipe = ends[0];
  worker.seconds = job.seconds > 0 ? std::min(job.seconds, options.seconds) : options.seconds;
  worker.deadline = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                           std::chrono::duration<double>(worker.seconds));
  return worker;
}

Ending end_of(const Worker& worker, const PoolOptions& options) {
  int status = 0;
  while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
  }
  close(worker.pipe);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {Ending::Kind::finished, ""};
  if (worker.stopped) return {Ending::Kind::stopped, "stopped by an interrupt"};
  if (worker.out_of_time) return {Ending::Kind::out_of_time, fmt::format("stopped after {:g} s", worker.seconds)};
  if (WIFEXITED(status) && WEXITSTATUS(status) == out_of_memory_status)
    return {Ending::Kind::out_of_memory, fmt::format("needed more than {} MiB of memory", options.memory_bytes >> 20U)};
  if (WIFSIGNALED(status))
    return {Ending::Kind::crashed, fmt::format("the worker process was ended by signal {} ({})", WTERMSIG(status),
                                               strsignal(WTERMSIG(status)))};
  return {Ending::Kind::crashed, fmt::format("the worker process ended with status {}", WEXITSTATUS(status))};
}

}  // namespace flowcert::cli
