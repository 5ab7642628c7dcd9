#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "proofs_check/kernel/holds.hpp"
#include "theorems/language/claim_file.hpp"

namespace flowcert::proofs::kernel {

/// What a certificate shows of one check of a claim file.
struct CheckedCheck {
  std::string name;
  std::size_t claims = 0;         // ground claims of the check: index choices of all problems
  std::size_t shown = 0;          // of these, how many have a proof all of whose steps hold and which states that claim
  std::string complaint;          // what is wrong with a proof, if one is there and does not show its claim
  Account account;                // of the proofs together
  std::vector<std::string> uses;  // steps of the file that it rests on besides
  /// Of a claim along a flow, or about matrices of every size: what it was taken to be about, or why it can only be
  /// taken on trust. Empty for others.
  std::string reduction;
  [[nodiscard]] bool complete() const { return claims > 0 && shown == claims && account.trusted.empty(); }
};

/// A ground claim's place in its file: the check's name, which problem, which of the check's claims there.
using ClaimPlace = std::tuple<std::string, std::size_t, std::size_t>;
using Proofs = std::map<ClaimPlace, StepPtr>;

/// Every claim is built anew from the file and compared with what its proof's last step states; every step is checked.
/// Throws InputError as reading the file does.
[[nodiscard]] std::vector<CheckedCheck> recheck(const theorems::ClaimFile& file, const Proofs& proofs);

}  // namespace flowcert::proofs::kernel
