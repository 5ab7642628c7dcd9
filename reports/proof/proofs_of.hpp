#pragma once

#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/result.hpp"
#include "reports/proof/outline.hpp"
#include "theorems/language/claim_file.hpp"

namespace flowcert::reports::proof {

constexpr std::size_t most_lines_of_a_check = 250;

/// The outlines of a check's proofs, as far as there are steps of them: reasons are sought until the deadline, and what
/// none was found for is told as taken on trust. At most about `most_lines_of_a_check` lines in all; the last outline's
/// remark says how many proofs are left out.
[[nodiscard]] std::vector<Outline> proofs_of(const theorems::ClaimFile& file, const proofs::CheckResult& check,
                                             int digits, const proofs::Deadline& deadline);

/// Some claim of the check has no steps: its evidence is in the check's lines.
[[nodiscard]] bool is_told_in_part(const theorems::ClaimFile& file, const proofs::CheckResult& check, int digits);

}  // namespace flowcert::reports::proof
