#include <cstdio>
#include <cstring>
#include <exception>

#include "cli/recheck/recheck_files.hpp"

/// flowcert-recheck [--quiet] CERTIFICATE.json: the language and the kernel alone, without any method.
int main(int argc, char** argv) {
  bool quiet = false;
  const char* file = nullptr;
  for (int k = 1; k < argc; ++k) {
    if (std::strcmp(argv[k], "--quiet") == 0) {
      quiet = true;
    } else if (file == nullptr && argv[k][0] != '-') {
      file = argv[k];
    } else {
      file = nullptr;
      break;
    }
  }
  if (file == nullptr) {
    std::fputs("usage: flowcert-recheck [--quiet] CERTIFICATE.json\n", stderr);
    return 2;
  }
  try {
    return flowcert::cli::recheck_files(file, quiet);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "flowcert-recheck: internal error: %s\n", error.what());
    return 4;
  }
}
