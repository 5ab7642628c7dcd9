#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "proofs_check/kernel/truth.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::proofs {

class ClaimProgram;

/// forall(x in range, P) or exists(x in range, P) over a box of the outer inputs: decided by bisection of the range,
/// with points of the range as witnesses. Real ranges with infinite ends are searched but never exhausted.
class Quantifier {
 public:
  Quantifier(const theorems::Term& term, const std::vector<std::string>& outer_inputs);

  [[nodiscard]] Truth over(std::span<const Ball> box, const Deadline& deadline) const;

 private:
  [[nodiscard]] Truth exists_over(std::span<const Ball> box, const Deadline& deadline) const;
  [[nodiscard]] Truth exists_integer(std::span<const Ball> box, const Deadline& deadline) const;

  theorems::Term term_;
  bool negated_ = false;  // forall(x, P) is handled as not exists(x, not P)
  BallProgram ends_;
  std::size_t low_ = 0, high_ = 0;
  std::shared_ptr<const ClaimProgram> body_;
};

}  // namespace flowcert::proofs
