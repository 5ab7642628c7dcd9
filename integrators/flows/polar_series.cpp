#include "integrators/flows/polar_series.hpp"

#include <utility>

#include "integrators/numbers/singular_values.hpp"

namespace flowcert::integrators {

namespace {

/// [a b]
Matrix joined(const Matrix& a, const Matrix& b) {
  Matrix result(a.rows(), a.columns() + b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) arb_set(result.raw(i, j), a.raw(i, j));
    for (std::size_t j = 0; j < b.columns(); ++j) arb_set(result.raw(i, a.columns() + j), b.raw(i, j));
  }
  return result;
}

}  // namespace

PolarFrame polar_frame(const Matrix& g, const Real& threshold, std::size_t max_rank) {
  const SingularValues parts = singular_values(g);
  PolarFrame frame;
  for (const Real& value : parts.values)
    if (value > threshold && frame.rank() < max_rank)
      frame.values.push_back(value);
    else if (value > frame.largest_dropped)
      frame.largest_dropped = value;
  frame.left = columns_of(parts.left, 0, frame.rank());
  frame.right = columns_of(parts.right, 0, frame.rank());
  frame.left_null = orthonormal_complement(frame.left);
  frame.right_null = orthonormal_complement(frame.right);
  return frame;
}

PolarFrame transpose(PolarFrame frame) {
  std::swap(frame.left, frame.right);
  std::swap(frame.left_null, frame.right_null);
  return frame;
}

void open_frame(PolarFrame& frame, const Matrix& opening, const Real& threshold) {
  if (frame.left_null.columns() == 0 || frame.right_null.columns() == 0) return;
  const PolarFrame inner = polar_frame(transpose(frame.left_null) * opening * frame.right_null, threshold);
  if (inner.rank() == 0) return;
  frame.left = joined(frame.left, frame.left_null * inner.left);
  frame.right = joined(frame.right, frame.right_null * inner.right);
  frame.values.resize(frame.values.size() + inner.rank(), Real(0));
  frame.left_null = frame.left_null * inner.left_null;
  frame.right_null = frame.right_null * inner.right_null;
}

PolarSeries::PolarSeries(const MatrixSeries& g, PolarFrame frame, Real noise, Real time_scale)
    : g_(g),
      frame_(std::move(frame)),
      noise_(std::move(noise)),
      time_scale_(std::move(time_scale)),
      z_(g.rows(), g.columns()),
      h_(g.columns(), g.columns()),
      projector_(g.columns(), g.columns()),
      left_h_(g.rows(), g.rows()) {}

void PolarSeries::push_first() {
  z_.push(frame_.left * transpose(frame_.right));
  h_.push(symmetric_convolution(transposed(z_), g_, 0, 0, 0));
  if (full_column_rank()) return;
  projector_.push(symmetric_convolution(transposed(z_), z_, 0, 0, 0));
  left_h_.push(symmetric_convolution(g_, transposed(z_), 0, 0, 0));
}

/// Divides column (or row) k by the k-th singular value; what is noise becomes 0 first.
Matrix PolarSeries::divided(Matrix block, bool by_columns) const {
  const Real gate = noise_ * scaled_size_;
  for (std::size_t i = 0; i < block.rows(); ++i)
    for (std::size_t j = 0; j < block.columns(); ++j) {
      const Real entry = block(i, j);
      const Real& value = frame_.values[by_columns ? j : i];
      if (abs(entry) <= gate)
        block.set(i, j, Real(0));
      else
        block.set(i, j, entry / value);
    }
  return block;
}

void PolarSeries::push() {
  const std::size_t n = z_.length(), rank = frame_.rank();
  // max_k |G_k| time_scale^(k-n) for k <= n
  const Real size = max_norm(g_[n]);
  scaled_size_ /= time_scale_;
  if (size > scaled_size_) scaled_size_ = size;
  if (n == 0) return push_first();
  if (rank == 0) return z_.push(Matrix(g_.rows(), g_.columns()));
  const Matrix& left = frame_.left;
  const Matrix& right = frame_.right;
  const Matrix remainder = g_[n] - convolution(z_, h_, n, 1, n - 1);
  // Order n of Z^T Z without the terms that contain Z_n; for full column rank Z^T Z = I and nothing else is left of the
  // triple product.
  const Matrix square = symmetric_convolution(transposed(z_), z_, n, 1, n - 1);
  Matrix triple = z_[0] * square;
  if (!full_column_rank() && n > 1) triple += convolution(z_, projector_, n, 1, n - 1);
  const Matrix t = transpose(left) * remainder * right;
  const Matrix s = transpose(left) * triple * right;
  Matrix inside(rank, rank);
  for (std::size_t i = 0; i < rank; ++i)
    for (std::size_t j = 0; j < rank; ++j) {
      const Real mean = (s(i, j) + s(j, i)) / 4;
      if (i == j) {
        inside.set(i, j, -mean);
        continue;
      }
      const Real& si = frame_.values[i];
      const Real& sj = frame_.values[j];
      const Real skew = (t(i, j) - t(j, i)) + mean * (sj - si);
      const bool still = si + sj == 0 && abs(skew) <= noise_ * scaled_size_;
      inside.set(i, j, still ? -mean : Real(skew / (si + sj) - mean));
    }
  Matrix z = left * inside * transpose(right);
  if (frame_.left_null.columns() > 0) {
    const Matrix turning = divided(transpose(frame_.left_null) * remainder * right, true);
    z += frame_.left_null * turning * transpose(right);
  }
  if (frame_.right_null.columns() > 0) {
    const Matrix other = g_[n] - convolution(left_h_, z_, n, 1, n - 1);
    const Matrix turning = divided(transpose(left) * other * frame_.right_null, false);
    z += left * turning * transpose(frame_.right_null);
    if (frame_.left_null.columns() > 0) {
      const Matrix outside = transpose(frame_.left_null) * triple * frame_.right_null;
      z += frame_.left_null * outside * transpose(frame_.right_null);
    }
  }
  z_.push(std::move(z));
  h_.push(symmetric_convolution(transposed(z_), g_, n, 0, n));
  if (full_column_rank()) return;
  const Matrix cross = transpose(z_[0]) * z_[n];
  projector_.push(square + cross + transpose(cross));
  left_h_.push(symmetric_convolution(g_, transposed(z_), n, 0, n));
}

}  // namespace flowcert::integrators
