#include "integrators/flows/flow_jets.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>

#include "integrators/flows/network_series.hpp"
#include "integrators/flows/newton_schulz_series.hpp"
#include "integrators/flows/scalar_series.hpp"
#include "integrators/flows/smoothed_polar_series.hpp"
#include "integrators/numbers/precision.hpp"

namespace flowcert::integrators {

namespace {

/// What orth is applied to: a source, or g(t)/t for a g that vanishes at 0, since orth and Newton-Schulz do not see the
/// factor t; transposed on request.
class OrthInput {
 public:
  OrthInput(const MatrixSeries& source, bool shifted, bool flipped)
      : source_(source), shifted_(shifted), flipped_(flipped) {
    if (flipped)
      own_.emplace(source.columns(), source.rows());
    else if (shifted)
      own_.emplace(source.rows(), source.columns());
  }
  /// To be called when the source's coefficient n (n + 1 if shifted) is there.
  void push(std::size_t n) {
    if (own_) own_->push(flipped_ ? transpose(coefficient(n)) : coefficient(n));
  }
  [[nodiscard]] const MatrixSeries& series() const { return own_ ? *own_ : source_; }
  /// As it stands in the source.
  [[nodiscard]] const Matrix& coefficient(std::size_t n) const { return source_[shifted_ ? n + 1 : n]; }

 private:
  const MatrixSeries& source_;
  bool shifted_, flipped_;
  std::optional<MatrixSeries> own_;
};

/// One layer's orthogonalised velocity, order by order.
class OrthSeries {
 public:
  OrthSeries(const MatrixSeries& source, bool shifted, const FlowLaw& law, const ExpansionOptions& options,
             std::size_t layer)
      : flipped_(source.rows() < source.columns()),
        input_(source, shifted, flipped_),
        law_(law),
        options_(options),
        layer_(layer) {}

  /// `opening`: the derivative at 0, when it is known before the velocity; it decides the sign of directions whose
  /// singular value is zero now.
  Matrix push(std::size_t n, const Matrix* opening) {
    input_.push(n);
    ++length_;
    if (n == 0) start(opening);
    const Matrix& next = push_next();
    return flipped_ ? transpose(next) : next;
  }
  /// The polynomial of what was orthogonalised.
  [[nodiscard]] std::vector<Matrix> input() const {
    std::vector<Matrix> coefficients;
    for (std::size_t n = 0; n < length_; ++n) coefficients.push_back(input_.coefficient(n));
    return coefficients;
  }
  /// Newton-Schulz: coefficients of 1/norm; else none.
  [[nodiscard]] std::vector<Real> inverse_norms() const {
    return newton_schulz_ ? newton_schulz_->inverse_norms() : std::vector<Real>{};
  }
  [[nodiscard]] bool exact() const { return polar_ != nullptr; }
  [[nodiscard]] PolarFrame frame() const { return flipped_ ? transpose(polar_->frame()) : polar_->frame(); }

 private:
  const Matrix& push_next() {
    if (newton_schulz_) return newton_schulz_->push();
    if (smoothed_) return smoothed_->push();
    polar_->push();
    return polar_->factor()[length_ - 1];
  }

  void start(const Matrix* opening) {
    const MatrixSeries& g = input_.series();
    if (law_.newton_schulz) {
      newton_schulz_ = std::make_unique<NewtonSchulzSeries>(g, law_.newton_schulz_steps);
      return;
    }
    if (law_.kind == FlowLaw::Kind::smoothed) {
      smoothed_ = std::make_unique<SmoothedPolarSeries>(g, law_.delta);
      return;
    }
    const std::size_t max_rank =
        options_.max_ranks.empty() ? std::min(g.rows(), g.columns()) : options_.max_ranks[layer_];
    PolarFrame frame = polar_frame(g[0], options_.zero_thresholds[layer_], max_rank);
    if (opening == nullptr && !options_.openings.empty() && !options_.openings[layer_].empty())
      opening = &options_.openings[layer_];
    if (opening != nullptr)
      open_frame(frame, flipped_ ? transpose(*opening) : *opening, options_.zero_thresholds[layer_]);
    polar_ = std::make_unique<PolarSeries>(g, std::move(frame), options_.noise, options_.time_scale);
  }

  bool flipped_;  // all of these are cheaper for matrices with few columns, and commute with transposition
  OrthInput input_;
  std::size_t length_ = 0;
  const FlowLaw& law_;
  const ExpansionOptions& options_;
  std::size_t layer_;
  std::unique_ptr<PolarSeries> polar_;
  std::unique_ptr<NewtonSchulzSeries> newton_schulz_;
  std::unique_ptr<SmoothedPolarSeries> smoothed_;
};

/// What turns gradients into velocities; dX/dt = -velocity.
class Velocities {
 public:
  Velocities(const FlowLaw& law, const FlowState& state, const NetworkSeries& network, const ExpansionOptions& options)
      : law_(law), network_(network), layers_(state.layers.size()) {
    if (law.kind == FlowLaw::Kind::muon) {
      shifted_ = true;
      for (const Matrix& m : state.memory) shifted_ = shifted_ && max_norm(m) == 0;
      for (const Matrix& m : state.memory) {
        memory_.emplace_back(m.rows(), m.columns());
        memory_.back().push(shifted_ ? Matrix(m.rows(), m.columns()) : m);
      }
    }
    for (std::size_t l = 0; l < layers_; ++l) {
      if (law.kind == FlowLaw::Kind::spectral || law.kind == FlowLaw::Kind::smoothed)
        orths_.emplace_back(network.gradient(l), false, law_, options, l);
      if (law.kind == FlowLaw::Kind::muon) orths_.emplace_back(memory_[l], shifted_, law_, options, l);
    }
  }

  /// Coefficient n of every layer's velocity; empty when the flow is at rest.
  std::vector<Matrix> next(std::size_t n) {
    switch (law_.kind) {
      case FlowLaw::Kind::gradient:
        return gradients(n);
      case FlowLaw::Kind::normalized:
        return normalized(n);
      case FlowLaw::Kind::spectral:
        if (law_.newton_schulz && n == 0 && any_zero(gradients(0))) return {};
        return orthogonalized(n, nullptr);
      case FlowLaw::Kind::smoothed:
        return orthogonalized(n, nullptr);
      case FlowLaw::Kind::muon:
        return muon(n);
    }
    return {};
  }

  void finish(FlowExpansion& expansion) && {
    add_inverse_norms(expansion, inverse_norms_);
    for (const OrthSeries& orth : orths_) {
      add_inverse_norms(expansion, orth.inverse_norms());
      if (!orth.exact()) continue;
      expansion.frames.push_back(orth.frame());
      expansion.orthogonalized.push_back(orth.input());
    }
    for (MatrixSeries& m : memory_) expansion.memory.push_back(std::move(m).take());
  }

 private:
  static void add_inverse_norms(FlowExpansion& expansion, const std::vector<Real>& coefficients) {
    if (coefficients.empty()) return;
    std::vector<Matrix> polynomial;
    for (const Real& coefficient : coefficients) {
      polynomial.emplace_back(1, 1);
      polynomial.back().set(0, 0, coefficient);
    }
    expansion.inverse_norms.push_back(std::move(polynomial));
  }

  [[nodiscard]] std::vector<Matrix> gradients(std::size_t n) const {
    std::vector<Matrix> result;
    for (std::size_t l = 0; l < layers_; ++l) result.push_back(network_.gradient(l)[n]);
    return result;
  }

  static bool any_zero(const std::vector<Matrix>& matrices) {
    for (const Matrix& m : matrices)
      if (max_norm(m) == 0) return true;
    return false;
  }

  std::vector<Matrix> normalized(std::size_t n) {
    Real square = 0;
    for (std::size_t l = 0; l < layers_; ++l)
      square += inner_convolution(network_.gradient(l), network_.gradient(l), n);
    if (n == 0 && square == 0) return {};
    squares_.push_back(square);
    push_inverse_root(squares_, inverse_norms_);
    std::vector<Matrix> result;
    for (std::size_t l = 0; l < layers_; ++l) {
      Matrix sum = inverse_norms_[n] * network_.gradient(l)[0];
      for (std::size_t k = 1; k <= n; ++k) sum += inverse_norms_[n - k] * network_.gradient(l)[k];
      result.push_back(std::move(sum));
    }
    return result;
  }

  std::vector<Matrix> orthogonalized(std::size_t n, const std::vector<Matrix>* openings) {
    std::vector<Matrix> result;
    for (std::size_t l = 0; l < layers_; ++l)
      result.push_back(orths_[l].push(n, openings == nullptr ? nullptr : &(*openings)[l]));
    return result;
  }

  std::vector<Matrix> muon(std::size_t n) {
    std::vector<Matrix> openings;
    for (std::size_t l = 0; l < layers_; ++l) {
      Matrix next = Real(1 / (law_.tau * Real(n + 1))) * (network_.gradient(l)[n] - memory_[l][n]);
      if (n == 0) openings.push_back(next);
      memory_[l].push(std::move(next));
    }
    if (n == 0 && law_.newton_schulz && shifted_ && any_zero(openings)) return {};
    return orthogonalized(n, n == 0 && !shifted_ ? &openings : nullptr);
  }

  const FlowLaw& law_;
  const NetworkSeries& network_;
  std::size_t layers_;
  bool shifted_ = false;
  std::deque<MatrixSeries> memory_;
  std::deque<OrthSeries> orths_;
  std::vector<Real> squares_, inverse_norms_;
};

void rest(FlowExpansion& expansion, const FlowState& state) {
  expansion = {};
  expansion.at_rest = true;
  for (const Matrix& layer : state.layers) expansion.layers.push_back({layer});
  for (const Matrix& m : state.memory) expansion.memory.push_back({m});
}

}  // namespace

FlowExpansion expand_flow(const FlowSetup& setup, const FlowLaw& law, const FlowState& state,
                          const ExpansionOptions& options) {
  NetworkSeries network(setup);
  FlowExpansion expansion;
  Velocities velocities(law, state, network, options);
  network.push(state.layers);
  const int falling = law.kind == FlowLaw::Kind::gradient ? options.falling_digits : 0;
  const int full = working_digits();
  for (std::size_t n = 0; n < options.order; ++n) {
    const ScopedDigits enough(full - int(std::size_t(falling) * n / options.order));
    std::vector<Matrix> velocity = velocities.next(n);
    if (velocity.empty()) {
      rest(expansion, state);
      return expansion;
    }
    for (Matrix& v : velocity) v *= Real(-1) / Real(n + 1);
    network.push(velocity);
  }
  std::move(velocities).finish(expansion);
  expansion.layers = std::move(network).take_layers();
  return expansion;
}

}  // namespace flowcert::integrators
