#include "integrators/flows/fixed_gradient_flow.hpp"

#include <algorithm>
#include <deque>

#include "integrators/flows/fixed_series.hpp"
#include "integrators/flows/network_series.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

constexpr std::size_t most_doubles = 30'000'000;  // in all series together
constexpr int guard_digits = 6;

/// The least e with |value| < 2^e; 0 for 0.
long exponent_of(const Real& value) {
  if (value == 0 || !isfinite(value)) return 0;
  return long(mpfr_get_exp(value.backend().data()));
}

std::size_t widest(const FlowSetup& setup) {
  return *std::max_element(setup.widths.begin(), setup.widths.end());
}

/// Everything below has one grid per kind of matrix: layers 2^e, the product of k of them 2^(k e), the slope 2^s, and
/// what is multiplied from the slope by transposed layers accordingly.
class Expansion {
 public:
  Expansion(const FlowSetup& setup, std::size_t order, SliceFormat format)
      : setup_(setup), count_(setup.layer_count()), order_(order), format_(format) {
    const auto& widths = setup.widths;
    for (std::size_t l = 0; l < count_; ++l) {
      FixedSeries::Uses layer;
      layer.left = layer.left_transposed = l > 0;
      layer.right = l == 0 && count_ > 1;
      layer.right_transposed = l == 0 && count_ > 1;
      layers_.emplace_back(widths[l + 1], widths[l], order + 1, format, layer);
      FixedSeries::Uses prefix;
      prefix.right = prefix.right_transposed = l > 0 && l + 1 < count_;
      if (l > 0) prefixes_.emplace_back(widths[l + 1], widths[0], order + 1, format, prefix);
      FixedSeries::Uses back;
      back.left = l > 0;
      back.right = l > 0;
      if (l + 1 < count_) backs_.emplace_back(widths[l + 1], widths[0], order + 1, format, back);
    }
    FixedSeries::Uses slope;
    slope.left = slope.right = count_ > 1;
    slopes_.emplace_back(widths.back(), widths.front(), order + 1, format, slope);
  }

  /// False if something does not fit.
  bool run(const std::vector<Matrix>& layers, const Real& step) {
    if (!start(layers, step)) return false;
    for (std::size_t n = 0;; ++n) {
      if (!everything_else(n)) return false;
      if (n == order_) return true;
      if (!next_layers(n)) return false;
    }
  }

  FixedExpansion result() const {
    FixedExpansion expansion;
    expansion.longest = unit_of_time_;
    for (std::size_t l = 0; l < count_; ++l) {
      expansion.layers.emplace_back();
      Real scale = 1;
      for (std::size_t n = 0; n <= order_; ++n) {
        Matrix coefficient =
            from_slices(layers_[l][n], layers_[l].rows(), layers_[l].columns(), layer_exponent_, format_);
        coefficient *= scale;
        expansion.layers.back().push_back(std::move(coefficient));
        scale /= unit_of_time_;
      }
    }
    return expansion;
  }

 private:
  bool start(const std::vector<Matrix>& layers, const Real& step) {
    const NetworkPoint point = network_point(setup_, layers);
    // Room for what the first coefficients add to the start.
    constexpr long room = 3;
    Real largest = 0;
    for (const Matrix& layer : layers) largest = std::max(largest, max_norm(layer));
    for (const Matrix& gradient : point.gradients) largest = std::max(largest, Real(step * max_norm(gradient)));
    layer_exponent_ = exponent_of(largest) + room;
    const long product_exponent = layer_exponent_ * long(count_);
    const long slope_size = exponent_of(std::max(max_norm(point.slope), max_norm(point.product))) + room;
    // A whole number of slices above the product's exponent, so that digits are only moved.
    slope_shift_ = std::max(0L, (slope_size - product_exponent + format_.width - 1) / format_.width);
    const long slope_exponent = product_exponent + slope_shift_ * format_.width;
    const long gradient_exponent = slope_exponent + long(count_ - 1) * layer_exponent_;
    // step = factor 2^(-width gradient_shift) in units in which gradients become layers
    const Real factor = step * pow(Real(2), gradient_exponent - layer_exponent_);
    gradient_shift_ = -((exponent_of(factor) - 8) / format_.width - (exponent_of(factor) < 8 ? 1 : 0));
    const Real scaled = ceil(factor * pow(Real(2), gradient_shift_ * format_.width));
    factor_ = scaled.convert_to<std::int64_t>();
    if (factor_ <= 0 || factor_ >= (std::int64_t{1} << (format_.width + 9))) return false;
    unit_of_time_ = Real(factor_) * pow(Real(2), layer_exponent_ - gradient_exponent - gradient_shift_ * format_.width);
    for (std::size_t l = 0; l < count_; ++l)
      if (!to_slices(layers[l], layer_exponent_, format_, digits_))
        return false;
      else
        layers_[l].push(std::move(digits_));
    return to_slices(point.slope, slope_exponent, format_, first_slope_);
  }

  bool everything_else(std::size_t n) {
    for (std::size_t l = 1; l < count_; ++l) {
      if (!FixedProduct(layers_[l], prefix(l - 1)).coefficient(n, digits_)) return false;
      prefixes_[l - 1].push(std::move(digits_));
    }
    if (!push_slope(n)) return false;
    for (std::size_t l = count_ - 1; l-- > 0;) {
      if (!FixedProduct({layers_[l + 1], true}, back(l + 1)).coefficient(n, digits_)) return false;
      backs_[l].push(std::move(digits_));
    }
    return true;
  }

  bool push_slope(std::size_t n) {
    if (n == 0) {
      slopes_[0].push(first_slope_);
      return true;
    }
    const SliceDigits& product = prefix(count_ - 1)[n];
    digits_.resize(product.size());
    for (std::size_t entry = 0; entry < product.size(); entry += format_.count)
      if (!balance(&product[entry], format_.count, slope_shift_, format_, &digits_[entry])) return false;
    slopes_[0].push(std::move(digits_));
    return true;
  }

  /// X_(n+1) = -step grad_n / (n + 1)
  bool next_layers(std::size_t n) {
    std::vector<SliceDigits> next(count_);
    std::vector<std::int64_t> quotients(format_.count);
    for (std::size_t l = 0; l < count_; ++l) {
      if (l == 0)
        digits_ = back(0)[n];
      else if (!FixedProduct(back(l), {prefix(l - 1), true}).coefficient(n, digits_))
        return false;
      next[l].resize(digits_.size());
      for (std::size_t entry = 0; entry < digits_.size(); entry += format_.count) {
        std::int64_t rest = 0;
        for (std::size_t p = 0; p < format_.count; ++p) {
          const std::int64_t value = rest * (std::int64_t{1} << format_.width) - digits_[entry + p] * factor_;
          quotients[p] = value / std::int64_t(n + 1);
          rest = value % std::int64_t(n + 1);
        }
        if (!balance(quotients.data(), format_.count, gradient_shift_, format_, &next[l][entry])) return false;
      }
    }
    for (std::size_t l = 0; l < count_; ++l) layers_[l].push(std::move(next[l]));
    return true;
  }

  [[nodiscard]] const FixedSeries& prefix(std::size_t l) const { return l == 0 ? layers_[0] : prefixes_[l - 1]; }
  [[nodiscard]] const FixedSeries& back(std::size_t l) const { return l + 1 == count_ ? slopes_[0] : backs_[l]; }

  const FlowSetup& setup_;
  std::size_t count_, order_;
  SliceFormat format_;
  long layer_exponent_ = 0, slope_shift_ = 0, gradient_shift_ = 0;
  std::int64_t factor_ = 0;
  Real unit_of_time_;
  SliceDigits first_slope_, digits_;
  std::deque<FixedSeries> layers_, prefixes_, backs_, slopes_;
};

}  // namespace

std::optional<FixedExpansion> expand_gradient_flow_fixed(const FlowSetup& setup, const std::vector<Matrix>& layers,
                                                         std::size_t order, int digits, const Real& step) {
  if (setup.input_covariance || !(step > 0)) return std::nullopt;
  const std::size_t width = widest(setup);
  const SliceFormat format = slice_format(width * (order + 1), long((digits + guard_digits) * 3.33) + 8);
  if (format.count == 0) return std::nullopt;
  const std::size_t series = 2 * setup.layer_count();
  if (series * 3 * width * width * (order + 1) * format.count > most_doubles) return std::nullopt;
  Expansion expansion(setup, order, format);
  if (!expansion.run(layers, step)) return std::nullopt;
  return expansion.result();
}

}  // namespace flowcert::integrators
