#include "integrators/flows/fixed_series.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/taylor/slice_products.hpp"

namespace flowcert::integrators {

namespace {

constexpr std::size_t most_slices = 400;

/// v = digit + 2^width * carry with the digit balanced.
struct Split {
  std::int64_t digit, carry;
};
Split split(std::int64_t v, int width) {
  const std::int64_t half = std::int64_t{1} << (width - 1), mask = (std::int64_t{1} << width) - 1;
  const std::int64_t digit = ((v + half) & mask) - half;
  return {digit, (v - digit) >> width};
}

}  // namespace

SliceFormat slice_format(std::size_t terms, long bits) {
  int log_terms = 1;
  while ((std::size_t{1} << log_terms) < terms) ++log_terms;
  SliceFormat format;
  format.width = (55 - log_terms) / 2;
  format.count = std::size_t((bits + format.width - 1) / format.width);
  if (format.width < 12 || format.count > most_slices) format.count = 0;
  return format;
}

bool balance(const std::int64_t* digits, std::size_t length, long first, const SliceFormat& format,
             std::int64_t* result) {
  const long count = long(format.count), last = first + long(length) - 1;
  std::fill_n(result, format.count, 0);
  std::int64_t carry = 0;
  for (long position = last; position >= std::min(first, 0L); --position) {
    const bool given = position >= first;
    const Split parts = split((given ? digits[position - first] : 0) + carry, format.width);
    carry = parts.carry;
    if (position < 0 && parts.digit != 0) return false;
    if (position >= 0 && position < count) result[position] = parts.digit;
  }
  return carry == 0;
}

bool to_slices(const Matrix& value, long exponent, const SliceFormat& format, SliceDigits& digits) {
  digits.assign(value.rows() * value.columns() * format.count, 0);
  std::vector<std::int64_t> parts(format.count);
  fmpz_t whole, low;
  fmpz_init(whole), fmpz_init(low);
  arf_t scaled;
  arf_init(scaled);
  bool fits = true;
  for (std::size_t i = 0; i < value.rows(); ++i)
    for (std::size_t j = 0; j < value.columns(); ++j) {
      arf_mul_2exp_si(scaled, arb_midref(value.raw(i, j)), long(format.count) * format.width - exponent);
      if (!arf_is_finite(scaled) || arf_cmpabs_2exp_si(scaled, long(format.count) * format.width - 1) >= 0) {
        fits = false;
        continue;
      }
      arf_get_fmpz(whole, scaled, ARF_RND_NEAR);
      for (std::size_t p = format.count; p-- > 0;) {
        fmpz_fdiv_r_2exp(low, whole, ulong(format.width));
        fmpz_fdiv_q_2exp(whole, whole, ulong(format.width));
        parts[p] = fmpz_get_si(low);
      }
      // What is left above the digits is the sign: 0 or -1.
      parts[0] += fmpz_get_si(whole) * (std::int64_t{1} << format.width);
      fits = balance(parts.data(), format.count, 0, format, &digits[(i * value.columns() + j) * format.count]) && fits;
    }
  arf_clear(scaled);
  fmpz_clear(whole), fmpz_clear(low);
  return fits;
}

Matrix from_slices(const SliceDigits& digits, std::size_t rows, std::size_t columns, long exponent,
                   const SliceFormat& format) {
  Matrix result(rows, columns);
  fmpz_t whole, power;
  fmpz_init(whole), fmpz_init(power);
  fmpz_set_si(power, exponent - long(format.count) * format.width);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      const std::int64_t* entry = &digits[(i * columns + j) * format.count];
      fmpz_zero(whole);
      for (std::size_t p = 0; p < format.count; ++p) {
        if (!fmpz_is_zero(whole)) fmpz_mul_2exp(whole, whole, ulong(format.width));
        fmpz_add_si(whole, whole, entry[p]);
      }
      arf_set_fmpz_2exp(arb_midref(result.raw(i, j)), whole, power);
    }
  fmpz_clear(whole), fmpz_clear(power);
  return result;
}

FixedSeries::FixedSeries(std::size_t rows, std::size_t columns, std::size_t capacity, SliceFormat format, Uses uses)
    : rows_(rows),
      columns_(columns),
      capacity_(capacity),
      format_(format),
      first_order_(format.count, long(capacity)),
      last_order_(format.count, -1) {
  if (uses.left) add_lines(false, false);
  if (uses.left_transposed) add_lines(true, false);
  if (uses.right) add_lines(true, true);
  if (uses.right_transposed) add_lines(false, true);
}

void FixedSeries::add_lines(bool by_columns, bool backward) {
  Lines lines;
  lines.by_columns = by_columns;
  lines.backward = backward;
  lines.count = by_columns ? columns_ : rows_;
  lines.width = by_columns ? rows_ : columns_;
  lines.values.resize(lines.count * format_.count * capacity_ * lines.width);
  lines_.push_back(std::move(lines));
}

const FixedSeries::Lines& FixedSeries::lines(bool by_columns, bool backward) const {
  for (const Lines& candidate : lines_)
    if (candidate.by_columns == by_columns && candidate.backward == backward) return candidate;
  throw std::logic_error("a fixed-point series was not made for this use");
}

void FixedSeries::push(SliceDigits digits) {
  const std::size_t n = coefficients_.size(), count = format_.count;
  if (n >= capacity_ || digits.size() != rows_ * columns_ * count)
    throw std::invalid_argument("a coefficient that does not fit its series");
  for (std::size_t p = 0; p < count; ++p) {
    bool zero = true;
    for (std::size_t entry = 0; entry < rows_ * columns_ && zero; ++entry) zero = digits[entry * count + p] == 0;
    if (zero) continue;
    first_order_[p] = std::min(first_order_[p], long(n));
    last_order_[p] = long(n);
  }
  for (Lines& lines : lines_) {
    const std::size_t place = (lines.backward ? capacity_ - 1 - n : n) * lines.width;
    for (std::size_t line = 0; line < lines.count; ++line)
      for (std::size_t m = 0; m < lines.width; ++m) {
        const std::size_t entry = lines.by_columns ? m * columns_ + line : line * columns_ + m;
        for (std::size_t p = 0; p < count; ++p)
          lines.values[(line * count + p) * capacity_ * lines.width + place + m] = double(digits[entry * count + p]);
      }
  }
  coefficients_.push_back(std::move(digits));
}

bool FixedProduct::coefficient(std::size_t n, SliceDigits& digits) const {
  const FixedSeries &a = *left_.series, &b = *right_.series;
  const auto& left = a.lines(left_.transposed, false);
  const auto& right = b.lines(!right_.transposed, true);
  const std::size_t count = a.format_.count, width = left.width;
  if (width != right.width || a.capacity_ != b.capacity_ || n >= a.length() || n >= b.length())
    throw std::invalid_argument("fixed-point series that do not fit");
  const std::size_t line_size = a.capacity_ * width;
  digits.assign(left.count * right.count * count, 0);
  std::vector<std::int64_t> sums(tile_rows * tile_columns * (count + 1));
  bool fits = true;
  for (std::size_t i = 0; i < left.count; i += tile_rows)
    for (std::size_t j = 0; j < right.count; j += tile_columns) {
      std::fill(sums.begin(), sums.end(), 0);
      for (std::size_t p = 0; p < count; ++p)
        for (std::size_t q = 0; q < count && p + q <= count; ++q) {
          // Orders k of the left and n - k of the right factor at which neither slice is zero.
          const long from = std::max(a.first_order_[p], long(n) - b.last_order_[q]);
          const long to = std::min(a.last_order_[p], long(n) - b.first_order_[q]);
          if (to < from) continue;
          const double* rows[tile_rows];
          const double* columns[tile_columns];
          for (std::size_t k = 0; k < tile_rows; ++k)
            rows[k] =
                &left.values[(std::min(i + k, left.count - 1) * count + p) * line_size + std::size_t(from) * width];
          for (std::size_t k = 0; k < tile_columns; ++k)
            columns[k] = &right.values[(std::min(j + k, right.count - 1) * count + q) * line_size +
                                       (a.capacity_ - 1 - n + std::size_t(from)) * width];
          double out[tile_rows * tile_columns];
          multiply_slices(rows, columns, std::size_t(to - from + 1) * width, out);
          for (std::size_t k = 0; k < tile_rows * tile_columns; ++k)
            sums[k * (count + 1) + p + q] += std::int64_t(out[k]);
        }
      for (std::size_t k = 0; k < tile_rows && i + k < left.count; ++k)
        for (std::size_t m = 0; m < tile_columns && j + m < right.count; ++m)
          fits = balance(&sums[(k * tile_columns + m) * (count + 1)], count + 1, 1, a.format_,
                         &digits[((i + k) * right.count + j + m) * count]) &&
                 fits;
    }
  return fits;
}

}  // namespace flowcert::integrators
