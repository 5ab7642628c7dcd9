#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "proofs_check/deadline.hpp"

namespace flowcert::proofs::certificates {

/// Unknowns: a symmetric matrix of `size` rows that is positive semidefinite, and `numbers` numbers >= 0. Each equation
/// is a sum of entries that has the value `right`.
struct SemidefiniteProgram {
  struct MatrixEntry {
    std::size_t row, column;  // row <= column; an entry off the diagonal counts twice
    double coefficient;
  };
  struct NumberEntry {
    std::size_t number;
    double coefficient;
  };
  struct Equation {
    std::vector<MatrixEntry> matrix;
    std::vector<NumberEntry> numbers;
    double right = 0;
  };
  std::size_t size = 0, numbers = 0;
  std::vector<Equation> equations;
};

struct SemidefiniteSolution {
  std::vector<std::vector<double>> matrix;
  std::vector<double> numbers;
};

/// What the program csdp (B. Borchers, CSDP, Optimization Methods and Software 11, 1999) gives for it, in
/// floating-point numbers: nearly a solution. Nothing if there is none, csdp is not there, or time is up. Runs csdp as
/// a process of its own, on one processor, in a temporary folder.
[[nodiscard]] std::optional<SemidefiniteSolution> nearly_solved(const SemidefiniteProgram& program,
                                                                const Deadline& deadline);

}  // namespace flowcert::proofs::certificates
