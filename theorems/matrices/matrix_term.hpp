#pragma once

#include <memory>
#include <string>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// A layer's number: base + offset, where base is an integer parameter, a bound index, or "" for a plain number.
struct IndexForm {
  std::string base;
  long offset = 0;
  friend bool operator==(const IndexForm& a, const IndexForm& b) = default;
};

/// base + offset as a term whose value is a number + at most one variable; false if it is anything else.
[[nodiscard]] bool index_form(const Term& term, IndexForm& form);
[[nodiscard]] std::string to_text(const IndexForm& form);

/// What a matrix term's node does. A term is a matrix or a number (MatrixNode::is_number).
enum class MatrixOp {
  // matrices without parts
  letter,    // a matrix parameter
  layer,     // layer[index] of the flow
  gradient,  // grad[index]
  network,   // W
  residual,  // E
  identity,
  zero,
  // numbers without parts
  scalar,  // a term over numbers, sizes and t
  loss,
  // of either kind
  add,       // n-ary; equal kinds and shapes
  multiply,  // n-ary; numbers anywhere, inner sizes of matrices agree
  divide,    // args[0] by the number args[1]
  power,     // args[0]^exponent; matrices square, exponent at least 1
  ddt,       // derivative along the flow
  initial,   // value at the flow's start
  // matrices of matrices
  transpose,
  square_root,  // sqrtm
  polar,        // orth
  // numbers of matrices
  trace,
  norm,
  nuclear_norm,
  operator_norm,
};

class MatrixTerm;

/// A node is immutable once made.
struct MatrixNode {
  MatrixOp op = MatrixOp::scalar;
  bool is_number = true;
  Term rows = 1, columns = 1;  // of a matrix
  std::string name;            // letter
  IndexForm index;             // layer, gradient
  Term scalar;                 // scalar
  long exponent = 1;           // power
  std::vector<MatrixTerm> args;
};

/// A matrix whose sizes may be parameters, or a number made of such matrices. Cheap to copy.
class MatrixTerm {
 public:
  MatrixTerm();  // the number 0
  explicit MatrixTerm(MatrixNode node);

  [[nodiscard]] MatrixOp op() const { return node_->op; }
  [[nodiscard]] bool is_number() const { return node_->is_number; }
  [[nodiscard]] const Term& rows() const { return node_->rows; }
  [[nodiscard]] const Term& columns() const { return node_->columns; }
  [[nodiscard]] const std::string& name() const { return node_->name; }
  [[nodiscard]] const IndexForm& index() const { return node_->index; }
  [[nodiscard]] const Term& scalar() const { return node_->scalar; }
  [[nodiscard]] long exponent() const { return node_->exponent; }
  [[nodiscard]] const std::vector<MatrixTerm>& args() const { return node_->args; }
  [[nodiscard]] const MatrixTerm& arg(std::size_t i) const { return node_->args[i]; }
  [[nodiscard]] bool is_scalar() const { return op() == MatrixOp::scalar; }
  [[nodiscard]] bool is_one_by_one() const { return !is_number() && rows().is_number(1) && columns().is_number(1); }

  /// By structure.
  friend bool operator==(const MatrixTerm& a, const MatrixTerm& b);

 private:
  std::shared_ptr<const MatrixNode> node_;
};

// Constructors. They take the shapes from the parts, which the caller has checked to fit.
[[nodiscard]] MatrixTerm number_term(const Term& value);
[[nodiscard]] MatrixTerm matrix_leaf(MatrixOp op, const Term& rows, const Term& columns, std::string name = "");
/// A number of one or two parts: trace, norm, nuclear_norm, operator_norm, loss.
[[nodiscard]] MatrixTerm number_of(MatrixOp op, std::vector<MatrixTerm> args);
[[nodiscard]] MatrixTerm sum_of(std::vector<MatrixTerm> args);
[[nodiscard]] MatrixTerm product_of(std::vector<MatrixTerm> args);
[[nodiscard]] MatrixTerm quotient_of(const MatrixTerm& a, const MatrixTerm& b);
[[nodiscard]] MatrixTerm power_of(const MatrixTerm& base, long exponent);
[[nodiscard]] MatrixTerm transpose_of(const MatrixTerm& a);
/// An op that keeps kind and shape: ddt, initial, square_root, polar.
[[nodiscard]] MatrixTerm same_shape(MatrixOp op, const MatrixTerm& a);
[[nodiscard]] MatrixTerm negative_of(const MatrixTerm& a);

}  // namespace flowcert::theorems
