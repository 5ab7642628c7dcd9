#include "integrators/flows/optimizer_steps.hpp"

#include <optional>
#include <stdexcept>

#include "integrators/flows/flow_start.hpp"
#include "integrators/flows/network_series.hpp"
#include "integrators/numbers/polar.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/singular_values.hpp"
#include "integrators/numbers/tape.hpp"

namespace flowcert::integrators {

namespace {

using theorems::DiscreteSettings;
using theorems::FlowDescription;
using theorems::Term;
using Optimizer = FlowDescription::Optimizer;
using Matrices = std::vector<Matrix>;

constexpr std::size_t max_stored_entries = 20'000'000;

/// Zero and not zero give different steps, and rounding must not decide which.
class Undecidable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Decides what is zero, relative to the largest matrix seen: what rounding leaves of 0 where so many digits are worked
/// with that nothing else can be as small, as far as the description's numbers tell. With fewer digits nothing is
/// known: even 0 itself may come from a rounded target.
class ZeroTest {
 public:
  ZeroTest(int digits, int places)
      : threshold_(pow(Real(10), -digits - 4)),
        rounding_(pow(Real(10), 5 - working_digits())),
        enough_(working_digits() > places + 10) {}
  /// Throws Undecidable if something that small could be another number than 0.
  void require_enough() const {
    if (!enough_) throw Undecidable("a value too small to tell from zero with so few digits");
  }
  void see(const Matrices& matrices) {
    for (const Matrix& m : matrices)
      if (const Real size = max_norm(m); size > scale_) scale_ = size;
  }
  [[nodiscard]] bool is_zero(const Real& value) const {
    const Real size = abs(value);
    if (size > threshold_ * scale_) return false;
    if (scale_ > 0) require_enough();
    if (size > rounding_ * scale_) throw Undecidable("a value too small to tell from zero");
    return true;
  }

 private:
  Real threshold_, rounding_, scale_ = 0;
  bool enough_;
};

Matrix entrywise_sign(const Matrix& g, const ZeroTest& zero) {
  Matrix result(g.rows(), g.columns());
  for (std::size_t i = 0; i < g.rows(); ++i)
    for (std::size_t j = 0; j < g.columns(); ++j) {
      const Real entry = g(i, j);
      if (!zero.is_zero(entry)) result.set(i, j, Real(entry > 0 ? 1 : -1));
    }
  return result;
}

Matrix orth(const Matrix& g, const ZeroTest& zero) {
  const SingularValues parts = singular_values(g);
  std::size_t rank = 0;
  while (rank < parts.values.size() && !zero.is_zero(parts.values[rank])) ++rank;
  return columns_of(parts.left, 0, rank) * transpose(columns_of(parts.right, 0, rank));
}

/// a^(-1/4) for a symmetric positive semidefinite matrix, pseudo-inverse.
Matrix inverse_fourth_root(const Matrix& a, const ZeroTest& test) {
  const SingularValues parts = singular_values(a);
  Matrix scaled = parts.right;
  const Real zero = parts.values[0] * pow(Real(10), -working_digits() * 9 / 10);
  for (std::size_t k = 0; k < parts.values.size(); ++k) {
    if (parts.values[k] <= zero && parts.values[0] > 0) test.require_enough();
    const Real factor = parts.values[k] > zero ? Real(1 / sqrt(sqrt(parts.values[k]))) : Real(0);
    for (std::size_t i = 0; i < a.rows(); ++i) scaled.set(i, k, factor * parts.right(i, k));
  }
  return scaled * transpose(parts.right);
}

void normalize_jointly(Matrices& matrices, const ZeroTest& zero) {
  Real square = 0;
  for (const Matrix& m : matrices) square += inner(m, m);
  const Real norm = sqrt(square);
  const Real factor = zero.is_zero(norm) ? Real(0) : Real(1 / norm);
  for (Matrix& m : matrices) m *= factor;
}

class Steps {
 public:
  Steps(const FlowDescription& description, const FlowSetup& setup, int digits)
      : description_(description),
        settings_(*description.discrete),
        setup_(setup),
        zero_(digits, places_that_matter(description)),
        beta_(constant_value(settings_.momentum)),
        beta2_(constant_value(settings_.beta2)),
        epsilon_(constant_value(settings_.epsilon)) {
    if (settings_.step) step_.emplace(Tape::compile(std::vector<Term>{*settings_.step}, std::vector<std::string>{"n"}));
  }

  [[nodiscard]] Real size(std::size_t n) const {
    if (!step_) return n < settings_.step_list.size() ? constant_value(settings_.step_list[n]) : Real(0);
    return evaluate<Real>(*step_, std::vector<Real>{Real(n)})[0];
  }

  /// The direction that is subtracted, times the step size.
  Matrices direction(const Matrices& layers) {
    Matrices g = network_point(setup_, layers).gradients;
    zero_.see(g);
    ++count_;
    switch (description_.optimizer) {
      case Optimizer::gradient:
        return g;
      case Optimizer::normalized:
        normalize_jointly(g, zero_);
        return g;
      case Optimizer::sign:
        return each(g, [&](const Matrix& m) { return entrywise_sign(m, zero_); });
      case Optimizer::spectral:
        return each(g, [&](const Matrix& m) { return orthogonalize(m); });
      case Optimizer::sgd_momentum:
        return smoothed(g);
      case Optimizer::muon:
        return each(smoothed(g), [&](const Matrix& m) { return orthogonalize(m); });
      case Optimizer::signum:
        return each(smoothed(g), [&](const Matrix& m) { return entrywise_sign(m, zero_); });
      case Optimizer::nmd: {
        Matrices m = smoothed(g);
        normalize_jointly(m, zero_);
        return m;
      }
      case Optimizer::adam:
        return adam(g);
      case Optimizer::shampoo:
        return shampoo(smoothed(g));
    }
    throw std::logic_error("an optimizer without a step");
  }

 private:
  template <class F>
  static Matrices each(const Matrices& matrices, F f) {
    Matrices result;
    for (const Matrix& m : matrices) result.push_back(f(m));
    return result;
  }

  [[nodiscard]] Matrix orthogonalize(const Matrix& m) const {
    return description_.muon.newton_schulz ? newton_schulz(m, description_.muon.newton_schulz_steps) : orth(m, zero_);
  }

  /// The momentum after this gradient, or its Nesterov look-ahead.
  Matrices smoothed(const Matrices& g) {
    if (momentum_.empty())
      momentum_ = settings_.momentum_starts_at_gradient
                      ? g
                      : each(g, [](const Matrix& m) { return Matrix(m.rows(), m.columns()); });
    const Real share = settings_.momentum_averages ? Real(1 - beta_) : Real(1);
    Matrices ahead;
    for (std::size_t l = 0; l < g.size(); ++l) {
      momentum_[l] = beta_ * momentum_[l] + share * g[l];
      ahead.push_back(settings_.nesterov ? beta_ * momentum_[l] + share * g[l] : momentum_[l]);
    }
    return ahead;
  }

  Matrices adam(const Matrices& g) {
    if (momentum_.empty())
      momentum_ = squares_ = each(g, [](const Matrix& m) { return Matrix(m.rows(), m.columns()); });
    const Real first = 1 - pow(beta_, int(count_)), second = 1 - pow(beta2_, int(count_));
    Matrices result;
    for (std::size_t l = 0; l < g.size(); ++l) {
      result.emplace_back(g[l].rows(), g[l].columns());
      momentum_[l] = beta_ * momentum_[l] + Real(1 - beta_) * g[l];
      for (std::size_t i = 0; i < g[l].rows(); ++i)
        for (std::size_t j = 0; j < g[l].columns(); ++j) {
          const Real entry = zero_.is_zero(g[l](i, j)) ? Real(0) : g[l](i, j);
          const Real square = beta2_ * squares_[l](i, j) + (1 - beta2_) * entry * entry;
          squares_[l].set(i, j, square);
          const Real divisor = sqrt(square / second) + epsilon_;
          if (divisor != 0) result[l].set(i, j, momentum_[l](i, j) / first / divisor);
        }
    }
    return result;
  }

  Matrices shampoo(const Matrices& g) {
    // Forming G G^T squares the condition number.
    const ScopedDigits doubled(2 * working_digits());
    Matrices result;
    if (left_.empty() || !settings_.accumulate) left_.clear(), right_.clear();
    const bool fresh = left_.empty();
    for (std::size_t l = 0; l < g.size(); ++l) {
      if (fresh) {
        left_.push_back(epsilon_ * Matrix::identity(g[l].rows()));
        right_.push_back(epsilon_ * Matrix::identity(g[l].columns()));
      }
      left_[l] += g[l] * transpose(g[l]);
      right_[l] += transpose(g[l]) * g[l];
      result.push_back(inverse_fourth_root(left_[l], zero_) * g[l] * inverse_fourth_root(right_[l], zero_));
    }
    return result;
  }

  const FlowDescription& description_;
  const DiscreteSettings& settings_;
  const FlowSetup& setup_;
  ZeroTest zero_;
  Real beta_, beta2_, epsilon_;
  std::optional<Tape> step_;
  std::size_t count_ = 0;
  Matrices momentum_, squares_, left_, right_;
};

}  // namespace

OptimizerRun run_optimizer(const FlowDescription& description, const FlowSetup& setup, int digits,
                           const std::function<bool()>& stop) {
  OptimizerRun run;
  run.states.push_back(setup.start);
  run.times.emplace_back(0);
  std::size_t entries = 0;
  for (const Matrix& layer : setup.start.layers) entries += layer.rows() * layer.columns();
  Steps steps(description, setup, digits);
  for (std::size_t n = 0; n < description.discrete->steps; ++n) {
    const std::string where = " at step " + std::to_string(n);
    if (stop && stop()) {
      run.trouble = "stopped by the time budget" + where;
      return run;
    }
    if (run.states.size() * entries > max_stored_entries) {
      run.trouble = "too many steps of a large model to keep" + where;
      return run;
    }
    FlowState next = run.states.back();
    const Real eta = steps.size(n);
    try {
      const Matrices direction = steps.direction(next.layers);
      for (std::size_t l = 0; l < next.layers.size(); ++l) next.layers[l] -= eta * direction[l];
    } catch (const Undecidable& problem) {
      run.trouble = problem.what() + where;
      return run;
    } catch (const std::domain_error& problem) {
      run.trouble = problem.what() + where;
      return run;
    }
    for (const Matrix& layer : next.layers)
      if (!all_finite(layer)) {
        run.trouble = "the weights are not finite any more" + where;
        return run;
      }
    run.states.push_back(std::move(next));
    run.times.push_back(run.times.back() + eta);
  }
  run.complete = true;
  return run;
}

}  // namespace flowcert::integrators
