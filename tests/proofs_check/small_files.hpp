#pragma once

#include <string>

#include "proofs_check/decide.hpp"
#include "theorems/language/claim_file.hpp"

namespace flowcert::tests {

/// Decides a claim file given as text.
inline proofs::ClaimResult decided(const std::string& text, double seconds = 10) {
  proofs::DecideOptions options;
  options.budget_seconds = seconds;
  return proofs::decide(theorems::ClaimFile::parse(text, "inline.toml"), options);
}

inline proofs::VerdictKind verdict_of(const std::string& text, double seconds = 10) {
  return decided(text, seconds).verdict.kind();
}

}  // namespace flowcert::tests
