#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Whether linear arithmetic over monomials shows that the facts cannot hold together: as they are, then with what the
/// signs of symbols say of monomials, with squares (of symbols, of their sums and differences, and those that complete
/// the squares of a fact), and with products of any two facts. The SMT-LIB text of what was refuted; nothing if that is
/// not enough.
[[nodiscard]] std::optional<std::string> contradict_linearly(Proof& proof, const std::vector<Fact>& facts,
                                                             double seconds);

}  // namespace flowcert::proofs::exact
