#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/rigorous/ball_program.hpp"

namespace flowcert::proofs {

/// How many decimal digits below the largest contribution to a side the least one lies: what an argument contributes is
/// its size times the side's derivative by it, followed through every operation. Agreement to fewer digits says nothing
/// of that argument, as in tanh(10^6) == 1 or cos(10^(-1000)) == 1. An estimate, from balls at the working precision:
/// nothing where some contribution cannot be told from none (raise the precision). Numbers contribute their last digit;
/// what has certainly no effect (an exact zero, the argument that is not the least) does not count.
[[nodiscard]] std::optional<int> hidden_digits(const std::vector<theorems::Term>& sides,
                                               const std::vector<std::string>& names, std::span<const Ball> inputs);

}  // namespace flowcert::proofs
