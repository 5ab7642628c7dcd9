#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// What an expression stands for while it is expanded: a number, a truth value, a matrix of numbers, or something that
/// only an index makes a matrix or a number of.
struct Value {
  enum class Kind {
    scalar,           // entries[0]
    truth,            // entries[0]
    matrix,           // rows x columns entries, row by row; a vector has one column and is_vector
    singular_values,  // of the rows x columns matrix in entries: sv(X)[k]
    layers,           // layer[i] of the flow `flow`
    gradients,        // grad[i]
  };
  Kind kind = Kind::scalar;
  bool is_vector = false;
  std::size_t rows = 1, columns = 1;
  std::vector<Term> entries;
  std::size_t flow = 0;

  [[nodiscard]] const Term& term() const { return entries[0]; }
  [[nodiscard]] const Term& at(std::size_t i, std::size_t j) const { return entries[i * columns + j]; }
  [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool is_truth() const { return kind == Kind::truth; }
  [[nodiscard]] bool is_matrix() const { return kind == Kind::matrix; }
};

[[nodiscard]] inline Value scalar_value(Term term) {
  return {Value::Kind::scalar, false, 1, 1, {std::move(term)}, 0};
}
[[nodiscard]] inline Value truth_value(Term term) {
  return {Value::Kind::truth, false, 1, 1, {std::move(term)}, 0};
}
[[nodiscard]] inline Value matrix_value(std::size_t rows, std::size_t columns, std::vector<Term> entries) {
  return {Value::Kind::matrix, false, rows, columns, std::move(entries), 0};
}
[[nodiscard]] inline Value vector_value(std::vector<Term> entries) {
  const std::size_t size = entries.size();
  return {Value::Kind::matrix, true, size, 1, std::move(entries), 0};
}

/// "a number", "a 2x3 matrix", "a vector of 3" ... for messages.
[[nodiscard]] std::string describe(const Value& value);

}  // namespace flowcert::theorems
