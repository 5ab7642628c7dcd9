#pragma once

#include <cstdint>
#include <vector>

#include "integrators/numbers/matrix.hpp"

namespace flowcert::integrators {

/// How numbers are cut into slices: value = 2^exponent sum over p < count of digit_p 2^(-width (p + 1)), digits
/// balanced, |digit_p| <= 2^(width - 1). An absolute grid of step 2^(exponent - width count), the same for all
/// coefficients.
struct SliceFormat {
  int width = 20;
  std::size_t count = 1;
};

/// The widest slices for which sums of `terms` products of digits stay below 2^53 (slice_products.hpp), as many as
/// `bits` need; count 0 if there are none.
[[nodiscard]] SliceFormat slice_format(std::size_t terms, long bits);

/// One matrix in that form: digits of entry (i, j) at [(i * columns + j) * count].
using SliceDigits = std::vector<std::int64_t>;

/// Digits from estimates; false if an entry is too large for the exponent.
[[nodiscard]] bool to_slices(const Matrix& value, long exponent, const SliceFormat& format, SliceDigits& digits);
[[nodiscard]] Matrix from_slices(const SliceDigits& digits, std::size_t rows, std::size_t columns, long exponent,
                                 const SliceFormat& format);

/// Brings one entry's digits, the first of them at position `first` of the grid, into balanced form on the positions
/// 0 .. count - 1, rounding what lies below; false if something lies above.
[[nodiscard]] bool balance(const std::int64_t* digits, std::size_t length, long first, const SliceFormat& format,
                           std::int64_t* result);

/// The coefficients of a matrix-valued polynomial in fixed point, appended one by one, up to a given length. They are
/// laid out slice by slice, rows (and columns) of all coefficients end to end, as MatrixSeries does for estimates.
class FixedSeries {
 public:
  /// What the series is used for: as the left or right factor of products, as it is or transposed.
  struct Uses {
    bool left = false, left_transposed = false, right = false, right_transposed = false;
  };
  FixedSeries(std::size_t rows, std::size_t columns, std::size_t capacity, SliceFormat format, Uses uses);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t length() const { return coefficients_.size(); }
  [[nodiscard]] const SliceDigits& operator[](std::size_t n) const { return coefficients_[n]; }
  void push(SliceDigits digits);

 private:
  friend class FixedProduct;
  /// lines[line][slice]: doubles for every coefficient, in order or backwards.
  struct Lines {
    std::size_t count = 0, width = 0;
    bool by_columns = false, backward = false;
    std::vector<double> values;
  };
  void add_lines(bool by_columns, bool backward);
  [[nodiscard]] const Lines& lines(bool by_columns, bool backward) const;

  std::size_t rows_, columns_, capacity_;
  SliceFormat format_;
  std::vector<SliceDigits> coefficients_;
  std::vector<Lines> lines_;
  std::vector<long> first_order_, last_order_;  // per slice: where it is not zero
};

/// A series or its transpose as a factor.
struct FixedFactor {
  FixedFactor(const FixedSeries& factor, bool flip = false)  // NOLINT(google-explicit-constructor)
      : series(&factor), transposed(flip) {}
  const FixedSeries* series;
  bool transposed;
};

/// Coefficient n of a product of two series of the same format. Its exponent is the sum of theirs. What is cut off is
/// below one step of the grid per entry, apart from the rounding of the factors. False if an entry is too large.
class FixedProduct {
 public:
  FixedProduct(FixedFactor left, FixedFactor right) : left_(left), right_(right) {}
  [[nodiscard]] bool coefficient(std::size_t n, SliceDigits& digits) const;

 private:
  FixedFactor left_, right_;
};

}  // namespace flowcert::integrators
