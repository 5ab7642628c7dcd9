#pragma once

#include <optional>
#include <vector>

#include "proofs_check/certificates/refutation.hpp"
#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::certificates {

/// Why the facts, and implications, cannot hold together for real values of the atoms; nothing if no reason was found
/// by the deadline. What is returned passes checks(). Fact 0 is taken for the negation of what is to be shown: the
/// search is the same without that, but slower.
[[nodiscard]] std::optional<Refutation> find_refutation(const std::vector<KnownFact>& facts,
                                                        const std::vector<KnownImplication>& implications,
                                                        const Deadline& deadline);
[[nodiscard]] inline std::optional<Refutation> find_refutation(const std::vector<KnownFact>& facts,
                                                               const Deadline& deadline) {
  return find_refutation(facts, {}, deadline);
}

}  // namespace flowcert::proofs::certificates
