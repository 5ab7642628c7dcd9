#include "cli/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace flowcert::cli {

namespace {

bool on_terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && (kind == nullptr || std::strcmp(kind, "dumb") != 0);
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

void put(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace

bool wants_colour(const Options& options) {
  const char* no_colour = std::getenv("NO_COLOR");
  return on_terminal() && !options.no_colour && (no_colour == nullptr || *no_colour == '\0');
}

Screen::Screen(const Options& options)
    : silent_(options.quiet || options.json == "-"), terminal_(on_terminal() && !silent_) {
  style_.colour = wants_colour(options);
}

void Screen::claim(const reports::ClaimRecord& claim) {
  if (silent_) return;
  clear();
  put(reports::claim_text(claim, style_));
}

void Screen::progress(std::size_t done, std::size_t all, const std::string& running) {
  if (!terminal_) return;
  put("\r\x1b[K" + reports::progress_text(done, all, running, terminal_width() - 1));
  line_shown_ = true;
}

void Screen::clear() {
  if (line_shown_) put("\r\x1b[K");
  line_shown_ = false;
}

void Screen::summary(const reports::RunRecord& run) {
  clear();
  if (!silent_) put(reports::summary_text(run, style_));
}

void print_errors(const std::vector<theorems::Diagnostic>& errors) {
  for (const theorems::Diagnostic& error : errors)
    std::fputs((reports::printable(to_text(error)) + "\n").c_str(), stderr);
}

void write_text(const std::string& file, const std::string& text) {
  if (file == "-") {
    put(text);
    return;
  }
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) throw theorems::InputError({file, 1, 1}, std::string("cannot write this file: ") + std::strerror(errno));
}

}  // namespace flowcert::cli
