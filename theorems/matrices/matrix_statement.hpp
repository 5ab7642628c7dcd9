#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/language/flow_description.hpp"
#include "theorems/matrices/matrix_term.hpp"

namespace flowcert::theorems {

/// Relations between matrices (entry by entry) or numbers, and what `and`, `or`, `not`, `implies` make of them.
struct MatrixStatement {
  enum class Kind { relation, conjunction, disjunction, negation, implication };
  Kind kind = Kind::conjunction;  // without parts: true
  Op relation = Op::equal;
  MatrixTerm left, right;              // relation: of the same kind and shape
  std::vector<MatrixStatement> parts;  // the others; implication: premise and conclusion
  friend bool operator==(const MatrixStatement&, const MatrixStatement&) = default;
};

struct MatrixParameter {
  std::string name;
  Term rows, columns;
  bool symmetric = false;
  bool restricted = false;  // its entries are given, or have bounds
  friend bool operator==(const MatrixParameter&, const MatrixParameter&) = default;
};

/// An index that runs over low..high, not empty.
struct MatrixIndex {
  std::string name;
  IndexForm low, high;
  friend bool operator==(const MatrixIndex&, const MatrixIndex&) = default;
};

/// A flow of a matrix model, for every start and every target (at least: for all that the file allows).
struct MatrixFlow {
  FlowDescription::Optimizer optimizer = FlowDescription::Optimizer::gradient;
  IndexForm layers;       // a number or a parameter
  long least_layers = 1;  // what the hypotheses say of it at least
  Term rows, columns;     // of W and of the target
  std::string target;     // the letter that stands for it
  /// Why it is not known what the flow does, or "".
  std::string unsupported;
  friend bool operator==(const MatrixFlow&, const MatrixFlow&) = default;
};

/// A claim over matrices of every size: for all matrices, numbers and sizes that satisfy the hypotheses, and for every
/// time of the flow, every case holds.
struct MatrixClaim {
  struct Case {
    std::string label;
    std::vector<MatrixIndex> indices;
    MatrixStatement statement;
    friend bool operator==(const Case&, const Case&) = default;
  };
  std::vector<MatrixParameter> matrices;
  std::vector<MatrixStatement> hypotheses;  // those about matrices; those about numbers are the problem's
  std::optional<MatrixFlow> flow;
  std::vector<Case> cases;
  friend bool operator==(const MatrixClaim&, const MatrixClaim&) = default;
};

}  // namespace flowcert::theorems
