#pragma once

#include "proofs_check/exact/words/algebra.hpp"
#include "theorems/matrices/matrix_statement.hpp"

namespace flowcert::proofs::exact::words {

using theorems::IndexForm;
using theorems::MatrixTerm;

/// A flow's layers as letters. The layers that a claim names are letters one by one; those above and below them, when
/// their number is a parameter, are one letter each: the product of all of them.
struct FlowLetters {
  struct Layer {
    IndexForm index;
    std::size_t letter;
    WordSum gradient;
  };
  std::vector<Layer> layers;  // from the input to the output
  WordSum network, residual;
};

/// What the terms of a claim are in its algebra.
struct Reading {
  Algebra algebra;
  std::optional<FlowLetters> flow;

  /// Both read without rules and simplify nothing; throw GiveUp for what has no place in the algebra or may be
  /// undefined.
  [[nodiscard]] WordSum matrix(const MatrixTerm& term);
  [[nodiscard]] Poly number(const MatrixTerm& term);

  /// Whether a matrix is symmetric and positive semidefinite by its form: a sum, with nonnegative coefficients, of
  /// words v p v^T where p is nothing, or a letter that is positive semidefinite.
  [[nodiscard]] bool is_positive(const WordSum& a);

  /// Square roots that were met: their letters, and what they are the roots of.
  std::vector<std::pair<std::size_t, WordSum>> roots;
  /// X = L S R^T with L^T L = R^T R = I and S positive semidefinite: the letters' numbers, with X.
  struct Decomposition {
    std::size_t left, middle, right;
  };
  std::vector<std::pair<WordSum, Decomposition>> decompositions;
  /// Completes the rules, and finds out which roots are A^T A or A A^T of a letter A.
  void complete();

 private:
  WordSum square_root(const MatrixTerm& term);
  Decomposition decompose(const MatrixTerm& term);
};

/// Declares the flow's letters and how they change; throws GiveUp for flows that are not followed.
void declare_flow(Reading& reading, const theorems::MatrixFlow& flow, const theorems::MatrixClaim::Case& claim);

}  // namespace flowcert::proofs::exact::words
