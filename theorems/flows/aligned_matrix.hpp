#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// D orthonormal columns, of which nothing else need be known: Z^T Z = I. Two frames are the same matrix if they stand
/// at the same place of a network, or if both are the first D unit vectors of the same height.
struct Frame {
  std::size_t place = 0;  // in a network: 0 at the input, l at the output of layer l
  std::size_t height = 0;
  bool unit = false;  // the first D unit vectors

  friend bool operator==(const Frame& a, const Frame& b) {
    return a.height == b.height && (a.place == b.place || (a.unit && b.unit));
  }
};

/// Z diag(x) Y^T for frames Z and Y: what has its singular directions there, whatever they are. Every operation below
/// is an identity in the entries of x that uses nothing of the frames but Z^T Z = I:
///     Z diag(x) Y^T  Y diag(y) X^T = Z diag(x y) X^T,      tr((Z diag(x) Y^T)^T Z diag(y) Y^T) = sum of x y.
/// Where frames would have to be the same and are not, it throws std::invalid_argument.
struct AlignedMatrix {
  Frame left, right;
  std::vector<Term> modes;  // x

  /// Entry (i, j), from 0: known where both frames are unit vectors.
  [[nodiscard]] std::optional<Term> at(std::size_t i, std::size_t j) const;
};

[[nodiscard]] AlignedMatrix transposed(const AlignedMatrix& a);
[[nodiscard]] AlignedMatrix operator*(const AlignedMatrix& a, const AlignedMatrix& b);
[[nodiscard]] AlignedMatrix operator*(const Term& factor, const AlignedMatrix& a);
[[nodiscard]] AlignedMatrix operator-(const AlignedMatrix& a, const AlignedMatrix& b);
/// tr(A^T B); nothing for matrices in different frames.
[[nodiscard]] std::optional<Term> inner(const AlignedMatrix& a, const AlignedMatrix& b);
[[nodiscard]] Term squared_norm(const AlignedMatrix& a);

}  // namespace flowcert::theorems
