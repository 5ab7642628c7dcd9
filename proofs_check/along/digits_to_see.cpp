#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/along/path_claim.hpp"

namespace flowcert::proofs {

int digits_to_see(const PathFinding& agreement, int digits) {
  constexpr int beyond = 20;
  constexpr int more = 4;  // where it is not known how many
  if (agreement.hidden_digits)
    return std::max(digits, std::min(*agreement.hidden_digits, most_compared_digits) + beyond);
  return digits < most_compared_digits ? std::min(more * digits, most_compared_digits) : most_compared_digits + beyond;
}

std::string unseen_text(const PathFinding& agreement) {
  if (!agreement.hidden_digits)
    return "undecided: the sides agree, but a part of the claim or the dynamics is not seen in them";
  return fmt::format("undecided: the sides agree, but a part of the claim or the dynamics lies {} digits below them",
                     *agreement.hidden_digits);
}

}  // namespace flowcert::proofs
