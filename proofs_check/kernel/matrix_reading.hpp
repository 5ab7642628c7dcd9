#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "proofs_check/kernel/word_algebra.hpp"
#include "theorems/matrices/matrix_statement.hpp"

namespace flowcert::proofs::kernel {

/// What is known to be 0: a matrix, or a number.
struct Equation {
  std::optional<WordSum> matrix;
  Polynomial number;
};

/// The terms of one case of a claim over matrices, in the algebra over its letters: the matrices in their order; then
/// the target, if it is none of them, and each layer's start and the layer itself from the input on, of a flow; then
/// what is met on the way. Throws Reader::Unreadable for what has no place there or may be undefined.
///
/// Of a deep net whose depth is a parameter, the product of all layers below those that the case names is one letter,
/// and that of those above is another. Gradient flow moves layer i by W_i' = (W_L ... W_(i+1))^T E (W_(i-1) ... W_1)^T
/// with E = target - W. Its solutions live for all times: the loss does not increase, so that W stays bounded and every
/// layer's squared norm, whose derivative is 2 <W, E>, grows at most linearly.
class MatrixReading {
 public:
  MatrixReading(const theorems::MatrixClaim& claim, const theorems::MatrixClaim::Case& one);

  [[nodiscard]] WordSum matrix(const theorems::MatrixTerm& term);
  [[nodiscard]] Polynomial number(const theorems::MatrixTerm& term);
  /// left - right == 0.
  [[nodiscard]] Equation difference(const theorems::MatrixStatement& relation);

  /// The sum of singular values and the polar factor, by a compact singular value decomposition X = L S R^T: letters L,
  /// S, R with L^T L = I, R^T R = I and S symmetric, of a size that is a new variable.
  [[nodiscard]] Polynomial nuclear_norm(const WordSum& x);
  /// A letter for the root of a sum of squares: the same for equal ones.
  [[nodiscard]] WordSum new_root(const WordSum& y);

  WordAlgebra algebra;
  /// Places for what hypotheses say, nothing for what is not used; and what defines the letters that are met.
  std::vector<std::optional<Equation>> equations;
  /// What a square root is to be read as. (What this returns has been shown to be it.)
  std::function<WordSum(MatrixReading&, const WordSum&)> root_of;
  bool moves = false;  // there is a flow

 private:
  struct Layer {
    theorems::IndexForm index;
    Term rows, columns;
    std::size_t letter = 0;
    WordSum gradient;
  };
  struct Decomposition {
    WordSum of, left, middle, right;
  };
  void declare_flow(const theorems::MatrixFlow& flow, const theorems::MatrixStatement& statement);
  void take_layers(const theorems::MatrixTerm& term);
  void take_layers(const theorems::MatrixStatement& statement);
  void fill_layers(const theorems::MatrixFlow& flow);
  Term width(const theorems::MatrixFlow& flow, const theorems::IndexForm& after) const;
  WordSum product_of_layers(std::size_t from, std::size_t to, const Term& if_empty) const;
  const Layer& layer(const theorems::IndexForm& index) const;
  std::size_t letter(const Term& rows, const Term& columns, bool constant, bool symmetric = false);
  WordSum product(const theorems::MatrixTerm& term);
  Decomposition decomposed(const WordSum& x);

  std::vector<std::pair<std::string, std::size_t>> names_;
  std::vector<Layer> layers_;  // from the input on
  std::optional<std::size_t> below_, above_;
  WordSum network_, residual_;
  std::vector<Decomposition> decompositions_;
  std::vector<std::pair<WordSum, WordSum>> roots_;  // that are letters, with their squares first
  int in_time_ = 0;  // inside a derivative or a value at the start, where what holds at one time says nothing
};

}  // namespace flowcert::proofs::kernel
