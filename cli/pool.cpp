#include "cli/pool.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>

#include "cli/worker.hpp"

namespace flowcert::cli {

namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t interrupts = 0;  // written by the signal handler, which can reach nothing else

extern "C" void count_interrupt(int /*signal*/) {
  interrupts = 1;
}

/// While it lives, SIGINT and SIGTERM are held back except inside ppoll, and only set the flag.
class InterruptWatch {
 public:
  InterruptWatch() {
    interrupts = 0;
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &before_);
    struct sigaction action {};
    action.sa_handler = count_interrupt;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &int_before_);
    sigaction(SIGTERM, &action, &term_before_);
  }
  ~InterruptWatch() {
    sigaction(SIGINT, &int_before_, nullptr);
    sigaction(SIGTERM, &term_before_, nullptr);
    sigprocmask(SIG_SETMASK, &before_, nullptr);
  }
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  [[nodiscard]] const sigset_t& mask() const { return before_; }
  [[nodiscard]] static bool interrupted() { return interrupts != 0; }

 private:
  sigset_t before_{};
  struct sigaction int_before_ {};
  struct sigaction term_before_ {};
};

class Pool {
 public:
  Pool(const std::vector<Job>& jobs, const PoolOptions& options, const PoolEvents& events)
      : jobs_(jobs), options_(options), events_(events) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {  // only after an exception is anybody still running
    for (const Worker& worker : running_) kill(worker.process, SIGKILL);
    for (const Worker& worker : running_) (void)end_of(worker, options_);
  }

  bool run() {
    while (!running_.empty() || next_ < jobs_.size()) {
      if (InterruptWatch::interrupted()) return stop_all();
      start_more();
      wait_for_lines();
      kill_late();
    }
    return false;
  }

 private:
  void start_more() {
    bool started = false;
    while (next_ < jobs_.size() && running_.size() < std::max<std::size_t>(1, options_.workers)) {
      Worker worker = start_worker(jobs_[next_], options_, watch_.mask());
      worker.job = next_++;
      running_.push_back(std::move(worker));
      started = true;
    }
    if (started) report_change();
  }

  void report_change() const {
    if (!events_.on_change) return;
    std::vector<std::size_t> jobs;
    for (const Worker& worker : running_) jobs.push_back(worker.job);
    events_.on_change(jobs);
  }

  void wait_for_lines() {
    std::vector<pollfd> files;
    Clock::time_point first = running_.front().deadline;
    for (const Worker& worker : running_) {
      files.push_back({worker.pipe, POLLIN, 0});
      if (!worker.out_of_time) first = std::min(first, worker.deadline);
    }
    const auto left = std::max<std::chrono::nanoseconds::rep>(
        1'000'000, std::chrono::duration_cast<std::chrono::nanoseconds>(first - Clock::now()).count());
    const timespec wait{static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
    if (ppoll(files.data(), files.size(), &wait, &watch_.mask()) <= 0) return;
    for (std::size_t i = files.size(); i-- > 0;)
      if (files[i].revents != 0 && !read_lines(running_[i])) finish(i);
  }

  /// False at the end of the worker's lines.
  bool read_lines(Worker& worker) {
    std::array<char, 65536> block{};
    const ssize_t size = read(worker.pipe, block.data(), block.size());
    if (size < 0 && errno == EINTR) return true;
    if (size <= 0) return false;
    worker.partial.append(block.data(), static_cast<std::size_t>(size));
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = worker.partial.find('\n', begin)) != std::string::npos; begin = end + 1)
      events_.on_line(worker.job, worker.partial.substr(begin, end - begin));
    worker.partial.erase(0, begin);
    return true;
  }

  void finish(std::size_t index) {
    const Worker worker = running_[index];
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(index));
    events_.on_end(worker.job, end_of(worker, options_));
    report_change();
  }

  void kill_late() {
    for (Worker& worker : running_) {
      if (worker.out_of_time || Clock::now() < worker.deadline) continue;
      worker.out_of_time = true;
      kill(worker.process, SIGKILL);
    }
  }

  bool stop_all() {
    for (Worker& worker : running_) {
      worker.stopped = true;
      kill(worker.process, SIGKILL);
    }
    while (!running_.empty()) {
      while (read_lines(running_.front())) {
      }
      finish(0);
    }
    for (; next_ < jobs_.size(); ++next_)
      events_.on_end(next_, {Ending::Kind::stopped, "not begun: stopped by an interrupt"});
    return true;
  }

  const std::vector<Job>& jobs_;
  const PoolOptions& options_;
  const PoolEvents& events_;
  InterruptWatch watch_;
  std::vector<Worker> running_;
  std::size_t next_ = 0;
};

}  // namespace

bool run_pool(const std::vector<Job>& jobs, const PoolOptions& options, const PoolEvents& events) {
  return Pool(jobs, options, events).run();
}

}  // namespace flowcert::cli
