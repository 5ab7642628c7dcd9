#include "integrators/flows/flow_path.hpp"

#include <algorithm>
#include <stdexcept>

#include "integrators/events/definite_interval.hpp"
#include "integrators/flows/fixed_gradient_flow.hpp"
#include "integrators/flows/network_series.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/singular_values.hpp"

namespace flowcert::integrators {

namespace {

constexpr int event_samples = 12;

Real power_of_ten(int exponent) {
  return pow(Real(10), exponent);
}

std::string short_text(const Real& value) {
  return value.str(12);
}

Real larger(const Real& a, const Real& b) {
  return a > b ? a : b;
}

Real largest_norm(const std::vector<std::vector<Matrix>>& polynomials, std::size_t n) {
  Real largest = 0;
  for (const auto& polynomial : polynomials) {
    if (n >= polynomial.size()) continue;
    const Real size = max_norm(polynomial[n]);
    if (!(size <= largest)) largest = size;
  }
  return largest;
}

bool finite_at_last(const std::vector<std::vector<Matrix>>& polynomials) {
  for (const auto& polynomial : polynomials)
    if (!all_finite(polynomial.back())) return false;
  return true;
}

/// A longest step for which the polynomials' last terms stay below the tolerance; nothing if they vanish.
std::optional<Real> step_from_tail(const std::vector<std::vector<Matrix>>& polynomials, const Real& tolerance) {
  std::optional<Real> step;
  if (polynomials.empty()) return step;
  const std::size_t length = polynomials[0].size();
  const Real speed = length > 1 ? largest_norm(polynomials, 1) : Real(0);
  Real size = largest_norm(polynomials, 0);
  const Real moved = speed < 1 ? speed : Real(1);
  if (size < moved) size = moved;
  for (std::size_t n = std::max<std::size_t>(length, 4) - 3; n < length; ++n) {
    const Real coefficient = largest_norm(polynomials, n);
    if (coefficient == 0) continue;
    const Real bound = exp(log(tolerance * size / coefficient) / Real(n));
    if (!step || bound < *step) step = bound;
  }
  return step;
}

class Integration {
 public:
  Integration(const FlowSetup& setup, const FlowLaw& law, FlowState start, const FlowPathOptions& options)
      : setup_(setup),
        law_(law),
        options_(options),
        orthogonal_((law.kind == FlowLaw::Kind::spectral || law.kind == FlowLaw::Kind::muon) && !law.newton_schulz) {
    path_.last = std::move(start);
    path_.end = 0;
    scales_.resize(setup.layer_count(), Real(0));
    time_scale_ = options.end;
  }

  FlowPath run() && {
    if (!(options_.end > 0)) path_.complete = true;
    while (!path_.complete && path_.trouble.empty()) step();
    return std::move(path_);
  }

 private:
  void step() {
    if (path_.end >= options_.end) {
      path_.complete = true;
      return;
    }
    if (options_.stop && options_.stop()) return fail("stopped by the time budget");
    if (path_.segments.size() >= options_.max_segments) return fail("too many steps");
    clear_held_modes();
    if (arrived()) return rest();
    longest_ = options_.end - path_.end;
    FlowExpansion expansion = expand();
    if (expansion.at_rest) return rest();
    if (!finite_at_last(expansion.layers) || !finite_at_last(expansion.memory))
      return fail("the solution's Taylor coefficients are not finite");
    if (auto beyond = pass_through(expansion)) expansion = std::move(*beyond);
    if (orthogonal_ && !consistent(expansion)) return;
    Real length = step_length(expansion);
    time_scale_ = 8 * length < options_.end ? Real(8 * length) : options_.end;
    const Real smallest = options_.end * power_of_ten(-working_digits() + 3);
    if (length < smallest) return fail("the steps became shorter than the working precision resolves");
    if (orthogonal_) {
      const auto event = first_indefinite(cores(expansion), length, smallest, event_samples);
      if (event) length = *event;
    }
    // Located again and again without anything becoming zero: directions turn faster than can be followed.
    tiny_steps_ = length <= 4 * smallest ? tiny_steps_ + 1 : 0;
    if (tiny_steps_ > 8) return fail("a singular direction turns faster than the working precision resolves");
    advance(std::move(expansion), length);
  }

  /// Normalized flow, and spectral flow with Newton-Schulz, reach a point without any gradient in finite time and stay
  /// (CLAIMS.md section 4).
  bool arrived() {
    const bool newton_schulz = law_.kind == FlowLaw::Kind::spectral && law_.newton_schulz;
    if (law_.kind != FlowLaw::Kind::normalized && !newton_schulz) return false;
    Real square = 0;
    for (const Matrix& gradient : network_point(setup_, path_.last.layers).gradients)
      square += inner(gradient, gradient);
    const Real norm = sqrt(square);
    scales_[0] = larger(scales_[0], norm);
    return norm <= scales_[0] * power_of_ten(-options_.digits);
  }

  void rest() {
    FlowExpansion still;
    for (const Matrix& layer : path_.last.layers) still.layers.push_back({layer});
    for (const Matrix& m : path_.last.memory) still.memory.push_back({m});
    advance(std::move(still), options_.end - path_.end);
  }

  FlowExpansion expand() {
    if (law_.kind == FlowLaw::Kind::gradient) {
      if (auto fixed = expand_fixed()) return std::move(*fixed);
    }
    return expand_flow(setup_, law_, path_.last, expansion_options());
  }

  ExpansionOptions expansion_options() {
    ExpansionOptions options;
    options.order = options_.order;
    options.falling_digits = options_.digits;
    options.noise = power_of_ten(-working_digits() + 3);
    options.time_scale = time_scale_;
    if (orthogonal_) decide_zeros(options);
    return options;
  }

  /// Spectral flow where a singular value of a gradient has come to zero and nothing holds it there, as when a layer
  /// becomes singular: with the direction turned round, the value grows again. Its velocity then points away from zero
  /// on the far side as it pointed towards it on the near side, so that the solution in Filippov's sense passes
  /// through. Nothing if that is not so.
  std::optional<FlowExpansion> pass_through(const FlowExpansion& at_zero) {
    if (law_.kind != FlowLaw::Kind::spectral || law_.newton_schulz || ranks_.empty()) return std::nullopt;
    std::vector<Matrix> openings(ranks_.size());
    bool any = false;
    for (std::size_t l = 0; l < ranks_.size(); ++l) {
      const PolarFrame& frame = at_zero.frames[l];
      if (frame.rank() >= ranks_[l] || held(l, frame, at_zero.orthogonalized[l])) continue;
      openings[l] = -(frames_[l].left * transpose(frames_[l].right));
      any = true;
    }
    if (!any) return std::nullopt;
    ExpansionOptions options = expansion_options();
    options.openings = std::move(openings);
    FlowExpansion beyond = expand_flow(setup_, law_, path_.last, options);
    if (!finite_at_last(beyond.layers)) return std::nullopt;
    for (std::size_t l = 0; l < ranks_.size(); ++l) {
      if (options.openings[l].empty()) continue;
      const PolarFrame& frame = beyond.frames[l];
      if (frame.rank() != ranks_[l]) return std::nullopt;
      for (std::size_t k = at_zero.frames[l].rank(); k < frame.rank(); ++k) {
        const Matrix velocity =
            transpose(columns_of(frame.left, k, 1)) * beyond.orthogonalized[l][1] * columns_of(frame.right, k, 1);
        if (!(velocity(0, 0) > scales_[l] * power_of_ten(-options_.digits / 2))) return std::nullopt;
      }
    }
    return beyond;
  }

  /// Gradient flow in fixed point, where the step's length must be known before: from the step before, or from a few
  /// coefficients at few digits. A wrong expectation costs time, not accuracy.
  std::optional<FlowExpansion> expand_fixed() {
    if (!expected_) expected_ = foreseen_length();
    for (int attempt = 0; attempt < 6 && expected_; ++attempt) {
      const Real step = *expected_ < longest_ ? *expected_ : longest_;
      if (auto fixed = expand_gradient_flow_fixed(setup_, path_.last.layers, options_.order, options_.digits, step)) {
        longest_ = std::min(longest_, fixed->longest);
        FlowExpansion expansion;
        expansion.layers = std::move(fixed->layers);
        if (const auto bound = step_from_tail(expansion.layers, power_of_ten(-options_.digits)); bound)
          expected_ = std::min(Real(*bound * Real(1.02)), Real(longest_ * Real(1.5)));
        else
          expected_ = Real(longest_ * 2);
        return expansion;
      }
      expected_ = step / 3;
    }
    expected_.reset();
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Real> foreseen_length() const {
    constexpr std::size_t order = 16;
    const ScopedDigits few(20);
    ExpansionOptions options;
    options.order = order;
    const FlowExpansion expansion = expand_flow(setup_, law_, path_.last, options);
    const double share = double(order) / double(options_.order);
    const auto bound = step_from_tail(expansion.layers, power_of_ten(-int(options_.digits * share)));
    return bound && *bound < longest_ ? bound : longest_;
  }

  /// What counts as zero, relative to the largest gradient (and momentum) that each layer has had so far. A residual's
  /// mode vanishes for all layers at once, so when one layer loses a direction the others are looked at less sharply.
  void decide_zeros(ExpansionOptions& options) {
    const auto gradients = network_point(setup_, path_.last.layers).gradients;
    const bool spectral = law_.kind == FlowLaw::Kind::spectral;
    bool falls = false;
    for (std::size_t l = 0; l < gradients.size(); ++l) {
      scales_[l] = larger(scales_[l], max_norm(gradients[l]));
      if (!spectral) scales_[l] = larger(scales_[l], max_norm(path_.last.memory[l]));
      options.zero_thresholds.push_back(scales_[l] * power_of_ten(-zero_places(options_.digits)));
      if (!spectral || ranks_.empty()) continue;
      // What is held moves by rounding and truncation; what is not much larger than that is zero as well.
      const std::vector<Real> values = singular_values(gradients[l]).values;
      if (ranks_[l] < values.size()) {
        const Real moved = 1000 * values[ranks_[l]];
        options.zero_thresholds[l] = larger(options.zero_thresholds[l], moved);
      }
      falls = falls || (ranks_[l] > 0 && values[ranks_[l] - 1] <= options.zero_thresholds[l]);
    }
    if (!spectral) return;
    options.max_ranks = ranks_;
    if (!falls) return;
    for (std::size_t l = 0; l < gradients.size(); ++l)
      options.zero_thresholds[l] =
          larger(options.zero_thresholds[l], 1000 * scales_[l] * power_of_ten(-zero_places(options_.digits)));
    time_scale_ = options_.end;
    options.time_scale = time_scale_;
  }

  /// Compares the frames with those of the step before: ranks fall at events and never rise by themselves; a direction
  /// that fell out must be one that the flow holds.
  bool consistent(const FlowExpansion& expansion) {
    std::vector<std::size_t> ranks;
    for (const PolarFrame& frame : expansion.frames) ranks.push_back(frame.rank());
    const bool muon = law_.kind == FlowLaw::Kind::muon;
    for (std::size_t l = 0; l < ranks.size(); ++l) {
      // Rounding may move what is held by much less than this.
      if (!muon && !ranks_.empty() &&
          expansion.frames[l].largest_dropped > scales_[l] * power_of_ten(4 - options_.digits)) {
        fail("a direction that was held at zero leaves it");
        return false;
      }
      if (!muon && !ranks_.empty() && ranks[l] < ranks_[l]) record_event(l, expansion.frames[l]);
      if (!muon && !held(l, expansion.frames[l], expansion.orthogonalized[l])) {
        fail("a zero singular direction of layer " + std::to_string(l + 1) +
             "'s gradient is not held by the least-norm velocity");
        return false;
      }
    }
    if (first_ranks_.empty()) first_ranks_ = ranks;
    for (std::size_t l = 0; l < ranks.size(); ++l) {
      // Next to an event what dies is no larger than what is held: the directions are those of a step before.
      const PolarFrame& frame = expansion.frames[l];
      const bool same_rank = frames_.size() > l && frames_[l].rank() == frame.rank();
      const bool clear = frame.rank() == 0 || frame.values.back() > scales_[l] * power_of_ten(-options_.digits / 2);
      if (frames_.size() <= l)
        frames_.push_back(frame);
      else if (clear || !same_rank)
        frames_[l] = frame;
    }
    ranks_ = std::move(ranks);
    return true;
  }

  /// Takes what rounding and truncation have left of the held modes out of the residual again, by the smallest change
  /// of the last layer that does so, so that the next mode's zero is not blurred. Not a correction of the solution: it
  /// changes it by less than its error.
  void clear_held_modes() {
    if (first_ranks_.empty() || ranks_.back() >= first_ranks_.back()) return;
    const NetworkPoint point = network_point(setup_, path_.last.layers);
    const std::size_t lost = first_ranks_.back() - ranks_.back();
    const std::size_t full = std::min(point.slope.rows(), point.slope.columns());
    const PolarFrame frame = polar_frame(point.slope, Real(0), full - lost);
    if (frame.largest_dropped > max_norm(setup_.target) * power_of_ten(2 - options_.digits)) return;
    Matrix change =
        frame.left_null * (transpose(frame.left_null) * point.slope * frame.right_null) * transpose(frame.right_null);
    try {
      if (setup_.input_covariance) change = change * inverse(*setup_.input_covariance);
      if (setup_.layer_count() > 1) {
        Matrix before = path_.last.layers[0];
        for (std::size_t l = 1; l + 1 < setup_.layer_count(); ++l) before = path_.last.layers[l] * before;
        change = change * inverse(transpose(before) * before) * transpose(before);
      }
    } catch (const std::domain_error&) {
      return;
    }
    if (max_norm(change) <= max_norm(path_.last.layers.back()) * power_of_ten(3 - options_.digits))
      path_.last.layers.back() -= change;
  }

  /// The derivative of the block outside the range vanishes.
  [[nodiscard]] bool held(std::size_t layer, const PolarFrame& frame, const std::vector<Matrix>& g) const {
    if (frame.left_null.columns() == 0 || frame.right_null.columns() == 0 || g.size() < 2) return true;
    const Real leak = max_norm(transpose(frame.left_null) * g[1] * frame.right_null);
    // The complement is only known up to the ratio of what is held to the smallest value that is not.
    Real uncertainty = power_of_ten(-options_.digits / 2);
    if (frame.rank() > 0)
      uncertainty +=
          10 * (frame.largest_dropped + scales_[layer] * power_of_ten(-options_.digits)) / frame.values.back();
    return leak <= (max_norm(g[1]) + scales_[layer]) * uncertainty;
  }

  void record_event(std::size_t layer, const PolarFrame& now) {
    // What was in the range before and is not now.
    const PolarFrame& before = frames_[layer];
    FlowEvent event;
    event.time = path_.end;
    event.layer = layer;
    event.left = before.left - now.left * (transpose(now.left) * before.left);
    event.right = before.right - now.right * (transpose(now.right) * before.right);
    path_.events.push_back(std::move(event));
  }

  [[nodiscard]] Real step_length(const FlowExpansion& expansion) const {
    const Real tolerance = power_of_ten(-options_.digits);
    Real length = longest_;
    if (time_scale_ < length) length = time_scale_;
    for (const auto& bound : {step_from_tail(expansion.layers, tolerance), step_from_tail(expansion.memory, tolerance)})
      if (bound && *bound < length) length = *bound;
    // Not longer than what is orthogonalised can change its size in, so that the search for zeros is not too coarse.
    for (const auto& g : expansion.orthogonalized) {
      if (g.size() < 2 || max_norm(g[0]) == 0 || max_norm(g[1]) == 0) continue;
      const Real bound = 2 * max_norm(g[0]) / max_norm(g[1]);
      if (bound < length) length = bound;
    }
    // Up to a fixed share of the distance to the pole.
    for (const auto& inverse_norm : expansion.inverse_norms)
      if (const auto bound = step_from_tail({inverse_norm}, power_of_ten(-4)); bound && *bound < length)
        length = *bound;
    return length;
  }

  static std::vector<MatrixPolynomial> cores(const FlowExpansion& expansion) {
    std::vector<MatrixPolynomial> result;
    for (std::size_t l = 0; l < expansion.frames.size(); ++l) {
      const PolarFrame& frame = expansion.frames[l];
      if (frame.rank() == 0) continue;
      result.emplace_back();
      for (const Matrix& coefficient : expansion.orthogonalized[l])
        result.back().push_back(transpose(frame.left) * coefficient * frame.right);
    }
    return result;
  }

  void advance(FlowExpansion expansion, const Real& length) {
    FlowSegment segment{path_.end, length, std::move(expansion.layers), std::move(expansion.memory)};
    path_.end += length;
    const bool last = abs(options_.end - path_.end) <= options_.end * power_of_ten(-working_digits() + 3);
    if (last) path_.end = options_.end;
    path_.last = evaluate_segment(segment, path_.end);
    path_.segments.push_back(std::move(segment));
  }

  void fail(const std::string& why) { path_.trouble = why + " at t = " + short_text(path_.end); }

  const FlowSetup& setup_;
  const FlowLaw& law_;
  const FlowPathOptions& options_;
  bool orthogonal_;
  FlowPath path_;
  Real time_scale_, longest_;
  std::optional<Real> expected_;  // gradient flow: the next step's length
  std::vector<Real> scales_;
  std::vector<std::size_t> ranks_, first_ranks_;
  std::vector<PolarFrame> frames_;
  int tiny_steps_ = 0;
};

}  // namespace

const FlowSegment& FlowPath::segment_at(const Real& time, bool before) const {
  if (segments.empty()) throw std::out_of_range("a path without steps");
  const auto after = std::partition_point(segments.begin(), segments.end(), [&](const FlowSegment& segment) {
    return before ? segment.start < time : segment.start <= time;
  });
  return after == segments.begin() ? segments.front() : *std::prev(after);
}

FlowState evaluate_segment(const FlowSegment& segment, const Real& time) {
  const Real x = time - segment.start;
  FlowState state;
  for (const auto& layer : segment.layers) state.layers.push_back(evaluate_polynomial(layer, x));
  for (const auto& m : segment.memory) state.memory.push_back(evaluate_polynomial(m, x));
  return state;
}

FlowPath integrate_flow(const FlowSetup& setup, const FlowLaw& law, FlowState start, const FlowPathOptions& options) {
  return Integration(setup, law, std::move(start), options).run();
}

}  // namespace flowcert::integrators
