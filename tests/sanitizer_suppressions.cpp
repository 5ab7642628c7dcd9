/// CLN, which GiNaC uses, allocates a few bytes at start-up that it never frees.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier): the sanitizer's name
  return "leak:libcln";
}
