#pragma once

#include <string>

namespace flowcert::cli {

/// Reads a certificate (`--certificate`) and the claim files that it names anew, checks every proof with the kernel
/// alone, and prints what each check rests on. Returns the exit status: 0 all checks with proofs are shown by the
/// kernel alone, 1 a proof does not show its claim, 2 wrong input, 3 some proofs rest on steps that the kernel does not
/// look into. `quiet`: only complaints and the summary.
[[nodiscard]] int recheck_files(const std::string& certificate_file, bool quiet);

}  // namespace flowcert::cli
