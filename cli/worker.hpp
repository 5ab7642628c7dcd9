#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <cstddef>
#include <string>

#include "cli/pool.hpp"

namespace flowcert::cli {

/// A worker process as its parent sees it.
struct Worker {
  std::size_t job = 0;
  pid_t process = -1;
  int pipe = -1;  // its lines
  std::string partial;
  double seconds = 0;  // that it may take
  std::chrono::steady_clock::time_point deadline;
  bool out_of_time = false;
  bool stopped = false;
};

/// Forks a process that runs the job, sends its lines and exits. `signals` is the mask that it starts with.
/// Throws std::system_error.
[[nodiscard]] Worker start_worker(const Job& job, const PoolOptions& options, const sigset_t& signals);

/// Waits for a worker whose pipe has closed and says how it ended.
[[nodiscard]] Ending end_of(const Worker& worker, const PoolOptions& options);

}  // namespace flowcert::cli
