#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "integrators/numbers/ball.hpp"
#include "proofs_check/kernel/truth.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::proofs {

using integrators::Ball;

/// The value of a term over a box of inputs, and whether the term is defined there. If `defined` is yes, `value`
/// contains the term's value at every point of the box; if no, the term is undefined at every point.
struct Enclosed {
  Ball value;
  Truth defined = Truth::yes;
};

/// Scalar terms compiled for repeated evaluation in balls. Truth values and dynamics are not scalar: compile() throws
/// std::invalid_argument for them and for variables that are not inputs.
class BallProgram {
 public:
  explicit BallProgram(std::vector<std::string> inputs) : inputs_(std::move(inputs)) {}

  /// Adds a term (shared nodes are compiled once) and returns its slot.
  std::size_t compile(const theorems::Term& term);

  /// Evaluates every slot at the working precision, in place.
  void run(std::span<const Ball> inputs, std::vector<Enclosed>& slots) const;

  /// Which slots hold a sum that cancels, its ball containing 0, or a product with such a factor (also a ball around
  /// 0).
  [[nodiscard]] std::vector<bool> cancelled(std::span<const Enclosed> slots) const;

  [[nodiscard]] std::size_t size() const { return instructions_.size(); }
  [[nodiscard]] const std::vector<std::string>& inputs() const { return inputs_; }

 private:
  struct Instruction {
    theorems::Term term;
    std::vector<std::uint32_t> args;
    std::uint32_t input = 0;
    std::optional<std::size_t> matrix;  // an entry of matrix_values_[*matrix]
  };
  struct MatrixValue {
    theorems::MatrixFunction function;
    std::size_t rows, columns;
    std::vector<std::uint32_t> args;
    friend bool operator==(const MatrixValue&, const MatrixValue&) = default;
  };
  [[nodiscard]] std::vector<Enclosed> enclose(const MatrixValue& matrix, const std::vector<Enclosed>& slots) const;

  std::vector<std::string> inputs_;
  std::vector<Instruction> instructions_;
  std::vector<MatrixValue> matrix_values_;  // orth and sqrtm, whose entries are computed together
  std::unordered_map<theorems::Term, std::size_t, theorems::TermHash> slot_of_;
};

}  // namespace flowcert::proofs
