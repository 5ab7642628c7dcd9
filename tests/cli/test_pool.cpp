#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <map>
#include <vector>

#include "cli/pool.hpp"

using namespace flowcert::cli;

namespace {

struct Log {
  std::map<std::size_t, std::vector<std::string>> lines;
  std::map<std::size_t, Ending> ends;
  std::size_t most_at_once = 0;
  bool interrupted = false;
};

Log run(const std::vector<Job>& jobs, PoolOptions options = {2, 20, std::size_t{1} << 30U}) {
  Log log;
  PoolEvents events;
  events.on_line = [&](std::size_t job, const std::string& line) { log.lines[job].push_back(line); };
  events.on_end = [&](std::size_t job, const Ending& end) { log.ends[job] = end; };
  events.on_change = [&](const std::vector<std::size_t>& running) {
    log.most_at_once = std::max(log.most_at_once, running.size());
  };
  log.interrupted = run_pool(jobs, options, events);
  return log;
}

}  // namespace

TEST_CASE("every job's lines arrive whole and in order") {
  std::vector<Job> jobs;
  for (int j = 0; j < 7; ++j)
    jobs.push_back({"count", [j](const Send& send) {
                      for (int i = 0; i < 2000; ++i) send(std::to_string(j) + ":" + std::to_string(i));
                      send(std::string(300000, 'x'));
                    }});
  Log log = run(jobs, {3, 20, std::size_t{1} << 30U});
  CHECK(log.most_at_once == 3);
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    REQUIRE(log.lines[j].size() == 2001);
    CHECK(log.lines[j][1999] == std::to_string(j) + ":1999");
    CHECK(log.lines[j][2000].size() == 300000);
    CHECK(log.ends[j].kind == Ending::Kind::finished);
  }
}

TEST_CASE("a job that crashes, hangs or eats memory ends alone, and what it sent is kept") {
  const std::vector<Job> jobs = {
      {"crash",
       [](const Send& send) {
         send("before");
         std::raise(SIGSEGV);
       }},
      {"abort",
       [](const Send& send) {
         send("before");
         std::abort();
       }},
      {"hang",
       [](const Send& send) {
         send("before");
         for (;;) pause();
       }},
      {"exit",
       [](const Send& send) {
         send("before");
         _exit(9);
       }},
      {"well", [](const Send& send) { send("before"); }},
  };
  Log log = run(jobs, {2, 0.5, std::size_t{1} << 30U});
  for (std::size_t j = 0; j < jobs.size(); ++j) CHECK(log.lines[j] == std::vector<std::string>{"before"});
  CHECK(log.ends[0].kind == Ending::Kind::crashed);
  CHECK(log.ends[0].reason.find("signal 11") != std::string::npos);
  CHECK(log.ends[1].kind == Ending::Kind::crashed);
  CHECK(log.ends[2].kind == Ending::Kind::out_of_time);
  CHECK(log.ends[3].kind == Ending::Kind::crashed);
  CHECK(log.ends[4].kind == Ending::Kind::finished);
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("a job that needs too much memory says so") {
  const std::vector<Job> jobs = {{"vectors", [](const Send& send) {
                                    send("before");
                                    std::vector<std::vector<char>> all;
                                    for (;;) all.emplace_back(std::size_t{1} << 26U, 'x');
                                  }}};
  Log log = run(jobs, {1, 20, std::size_t{1} << 30U});
  CHECK(log.ends[0].kind == Ending::Kind::out_of_memory);
  CHECK(log.lines[0].size() == 1);
}
#endif

TEST_CASE("an interrupt stops the workers and keeps what they sent") {
  std::vector<Job> jobs;
  const pid_t self = getpid();
  for (int j = 0; j < 5; ++j)
    jobs.push_back({"wait", [j, self](const Send& send) {
                      send("begun");
                      if (j == 1) kill(self, SIGINT);
                      for (;;) pause();
                    }});
  Log log = run(jobs);
  CHECK(log.interrupted);
  REQUIRE(log.ends.size() == 5);
  for (const auto& [job, end] : log.ends) CHECK(end.kind == Ending::Kind::stopped);
  CHECK(log.lines[1] == std::vector<std::string>{"begun"});
  CHECK(log.lines.count(4) == 0);
  CHECK_FALSE(run({{"again", [](const Send&) {}}}).interrupted);
}
