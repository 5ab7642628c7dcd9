#pragma once

#include <vector>

#include "integrators/flows/flow_setup.hpp"
#include "integrators/flows/polar_series.hpp"

namespace flowcert::integrators {

/// Which vector field moves the layers.
struct FlowLaw {
  enum class Kind { gradient, normalized, spectral, smoothed, muon };
  Kind kind = Kind::gradient;
  Real tau;                    // muon: > 0
  Real delta;                  // smoothed: > 0, the spectral flow with G (G^T G + delta^2)^(-1/2) in place of orth(G)
  bool newton_schulz = false;  // spectral and muon
  int newton_schulz_steps = 5;
};

/// A step's expansion: polynomials in the time since the step's start.
struct FlowExpansion {
  std::vector<std::vector<Matrix>> layers, memory;
  /// spectral and muon with exact orth: the frame of what each layer's velocity is orth of, and that matrix's
  /// polynomial.
  std::vector<PolarFrame> frames;
  std::vector<std::vector<Matrix>> orthogonalized;
  /// normalized and Newton-Schulz: the coefficients of 1/norm (1 x 1), whose pole is where the field jumps. The layers'
  /// own polynomials may pass it without a trace: a straight motion to the target goes on beyond it.
  std::vector<std::vector<Matrix>> inverse_norms;
  /// normalized: the gradient is zero; Newton-Schulz: of some layer. Then nothing moves.
  bool at_rest = false;
};

struct ExpansionOptions {
  std::size_t order = 0;
  /// Per layer: singular values at most this are zero; those that open at first order count (see PolarFrame).
  std::vector<Real> zero_thresholds;
  /// Per layer: the rank is at most this (what was held at zero stays there); empty: no limit.
  std::vector<std::size_t> max_ranks;
  /// spectral, per layer: what directions whose singular value is zero turn to (as an opening of open_frame; empty:
  /// they stay at zero). Empty: for no layer.
  std::vector<Matrix> openings;
  /// gradient: a coefficient of order n is needed to n/order of these digits less, because the step's length makes the
  /// terms fall that fast; the product's high orders are most of the work. 0: all at the working precision.
  int falling_digits = 0;
  Real noise;       // see PolarSeries
  Real time_scale;  // an upper bound of the step's length
};

/// Taylor coefficients 0 .. order of the flow through `state`.
[[nodiscard]] FlowExpansion expand_flow(const FlowSetup& setup, const FlowLaw& law, const FlowState& state,
                                        const ExpansionOptions& options);

}  // namespace flowcert::integrators
