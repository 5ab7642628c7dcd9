#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "theorems/matrices/matrix_statement.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs::exact::words {

using theorems::Rational;

/// A matrix of rationals, row by row; a number is 1 x 1.
struct Entries {
  std::size_t rows = 1, columns = 1;
  std::vector<Rational> values;
  [[nodiscard]] const Rational& at(std::size_t i, std::size_t j) const { return values[i * columns + j]; }
};

/// Concrete sizes, numbers and matrices, at which terms are evaluated exactly: an arithmetic of its own, that knows
/// nothing of words.
struct Instance {
  theorems::Substitution numbers;  // sizes among them
  std::map<std::string, Entries> matrices;

  /// Nothing where the value is not a rational number that is found easily, or where the term is about a flow.
  [[nodiscard]] std::optional<Entries> evaluate(const theorems::MatrixTerm& term) const;
  [[nodiscard]] std::optional<Rational> evaluate(const theorems::Term& term) const;
  [[nodiscard]] std::optional<bool> holds(const theorems::MatrixStatement& statement) const;
  [[nodiscard]] std::optional<bool> holds(const theorems::Term& relation) const;
};

}  // namespace flowcert::proofs::exact::words
