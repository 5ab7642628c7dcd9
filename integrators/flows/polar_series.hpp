#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "integrators/flows/matrix_series.hpp"

namespace flowcert::integrators {

/// Singular directions at a step's start, fixed for the step: G(0) = left diag(values) right^T, compact.
/// A value may be 0 when the direction opens at first order (left_k^T G'(0) right_k > 0).
struct PolarFrame {
  Matrix left, right;            // rows x rank, columns x rank
  std::vector<Real> values;      // rank of them
  Matrix left_null, right_null;  // orthonormal complements
  Real largest_dropped = 0;      // the largest singular value that does not count
  [[nodiscard]] std::size_t rank() const { return values.size(); }
};

/// The frame of `g`: singular values above `threshold` count, at most `max_rank` of them.
[[nodiscard]] PolarFrame polar_frame(const Matrix& g, const Real& threshold,
                                     std::size_t max_rank = std::numeric_limits<std::size_t>::max());

/// The frame of the transposed matrix.
[[nodiscard]] PolarFrame transpose(PolarFrame frame);

/// Adds the directions that are zero now and open with the derivative `opening` of g at 0: the frame becomes that of
/// orth(g(t)) as t -> 0+. Openings at most `threshold` do not count.
void open_frame(PolarFrame& frame, const Matrix& opening, const Real& threshold);

/// Taylor coefficients of orth(G(t)) for a matrix function of constant rank, from those of G, order by order. With
/// Z = orth(G) and H = Z^T G, order n of
///     G = Z H = (G Z^T) Z,   Z Z^T Z = Z,   H = H^T
/// gives in the frame of order 0: the block inside by a Sylvester equation K_ij (s_i + s_j) = (skew right-hand side)_ij
/// with the shared spectral decomposition, the blocks that turn the range and the row space by division by s_i, and the
/// block outside both directly. The Sylvester equation has no pole where one s_i passes 0, so a square G of full
/// rank is continued analytically through its crossing.
/// Right-hand sides of the turning blocks at most `noise` (per power of time_scale, see push) are taken to be exactly
/// 0, so that directions that do not turn at all are not turned by rounding errors divided by a small s_i.
/// Much the cheapest for matrices of full column rank: a wide G should be given transposed.
class PolarSeries {
 public:
  PolarSeries(const MatrixSeries& g, PolarFrame frame, Real noise, Real time_scale);
  /// Appends the next coefficient of orth(G); G's coefficient of the same order must be there.
  void push();
  [[nodiscard]] const MatrixSeries& factor() const { return z_; }
  [[nodiscard]] const PolarFrame& frame() const { return frame_; }

 private:
  void push_first();
  [[nodiscard]] bool full_column_rank() const { return frame_.right_null.columns() == 0; }
  [[nodiscard]] Matrix divided(Matrix block, bool by_columns) const;

  const MatrixSeries& g_;
  PolarFrame frame_;
  Real noise_, time_scale_, scaled_size_ = 0;
  MatrixSeries z_, h_, projector_, left_h_;
};

}  // namespace flowcert::integrators
