#include <algorithm>

#include "integrators/flows/flow_setup.hpp"
#include "integrators/flows/network_series.hpp"
#include "integrators/flows/observable_name.hpp"
#include "integrators/flows/scalar_flow.hpp"
#include "integrators/flows/scalar_laws.hpp"
#include "theorems/optimizers/optimizer.hpp"

namespace flowcert::integrators {

namespace {

using theorems::FlowDescription;
using theorems::FlowStart;
using theorems::FlowTarget;
using theorems::Rational;
using theorems::Term;
using Optimizer = FlowDescription::Optimizer;
using Terms = std::vector<Term>;
using Kind = Observable::Kind;

/// The modes' data: sigma_yx and sigma_xx on each, in exact terms.
struct Modes {
  Terms target, covariance;
  [[nodiscard]] std::size_t count() const { return target.size(); }
};

std::optional<Modes> modes_of(const FlowDescription& description) {
  const FlowTarget& target = description.target;
  Modes modes;
  if (target.kind == FlowTarget::Kind::matrix) return std::nullopt;
  if (target.kind == FlowTarget::Kind::mixture) {
    if (!description.input_covariance.empty()) return std::nullopt;
    for (const Term& prior : target.priors) {
      modes.target.push_back(target.mean * prior);
      modes.covariance.push_back(target.mean * target.mean * prior + target.noise * target.noise);
    }
    return modes;
  }
  const std::size_t count = description.modes(), n = target.columns;
  modes.target = target.singular_values;
  modes.target.resize(count, Term(0));
  modes.covariance.assign(count, Term(1));
  if (description.input_covariance.empty()) return modes;
  if (target.random_bases) return std::nullopt;
  for (std::size_t k = 0; k < n * n; ++k) {
    if (k / n == k % n) {
      if (k / n < count) modes.covariance[k / n] = description.input_covariance[k];
    } else if (!description.input_covariance[k].is_number(0)) {
      return std::nullopt;
    }
  }
  return modes;
}

bool applies(const FlowDescription& description) {
  const FlowStart::Kind start = description.start.kind;
  if (start != FlowStart::Kind::aligned && start != FlowStart::Kind::zero) return false;
  if (theorems::facts_of(description.optimizer).by_entries && description.target.random_bases) return false;
  if (start == FlowStart::Kind::zero) return true;
  for (std::size_t l = 1; l + 1 < description.widths.size(); ++l)
    if (description.widths[l] < description.modes()) return false;
  return true;
}

const Term& scale_of(const Terms& scales, std::size_t k) {
  return scales[scales.size() == 1 ? 0 : k];
}

Term start_of(const FlowDescription& description, std::size_t layer, std::size_t k) {
  const FlowStart& start = description.start;
  if (start.kind == FlowStart::Kind::zero) return {0};
  const bool last = layer + 1 == description.layers();
  return scale_of(last && !start.left_scale.empty() ? start.left_scale : start.right_scale, k);
}

std::string state_name(const char* kind, std::size_t layer, std::size_t k) {
  return std::string(kind) + "[" + std::to_string(layer + 1) + "].mode[" + std::to_string(k + 1) + "]";
}

Term weight(std::size_t layer, std::size_t k) {
  return theorems::variable(state_name("layer", layer, k));
}

Term product_except(const FlowDescription& description, std::size_t k, std::size_t left_out) {
  Terms factors;
  for (std::size_t l = description.layers(); l-- > 0;)
    if (l != left_out) factors.push_back(weight(l, k));
  if (factors.empty()) return {1};
  return factors.size() == 1 ? factors[0] : theorems::multiply(factors);
}

Term mode_value(const FlowDescription& description, std::size_t k) {
  return product_except(description, k, description.layers());
}

Term residual(const FlowDescription& description, const Modes& modes, std::size_t k) {
  return modes.target[k] - modes.covariance[k] * mode_value(description, k);
}

Term gradient(const FlowDescription& description, const Modes& modes, std::size_t layer, std::size_t k) {
  const Term others = product_except(description, k, layer);
  const Term slope = -residual(description, modes, k);
  return others.is_number(1) ? slope : slope * others;
}

Term sum(const Terms& terms) {
  if (terms.empty()) return {0};
  return terms.size() == 1 ? terms[0] : theorems::add(terms);
}

const Term half(Rational(1, 2));

Term loss(const FlowDescription& description, const Modes& modes) {
  Terms parts;
  for (std::size_t k = 0; k < modes.count(); ++k) {
    const Term w = mode_value(description, k);
    if (description.target.kind == FlowTarget::Kind::mixture) {
      parts.push_back(half * modes.covariance[k] * w * w - modes.target[k] * w);
    } else if (modes.covariance[k].is_number(1)) {
      parts.push_back(half * (modes.target[k] - w) * (modes.target[k] - w));
    } else {
      const Term distance = w - modes.target[k] / modes.covariance[k];
      parts.push_back(half * modes.covariance[k] * distance * distance);
    }
  }
  if (description.target.kind == FlowTarget::Kind::mixture) parts.push_back(half);
  return sum(parts);
}

Term class_loss(const FlowDescription& description, const Modes& modes, std::size_t c) {
  const FlowTarget& target = description.target;
  Terms squares;
  for (std::size_t k = 0; k < modes.count(); ++k)
    squares.push_back(mode_value(description, k) * mode_value(description, k));
  const Term error = Term(1) - target.mean * mode_value(description, c);
  return half * error * error + half * target.noise * target.noise * sum(squares);
}

/// <P, Q>/(||P|| ||Q||)
std::optional<Term> alignment(const FlowDescription& description, const Modes& modes) {
  if (description.layers() != 2 || description.target.rows != description.target.columns) return std::nullopt;
  Terms products, left, right;
  for (std::size_t k = 0; k < modes.count(); ++k) {
    products.push_back(weight(0, k) * weight(1, k));
    right.push_back(weight(0, k) * weight(0, k));
    left.push_back(weight(1, k) * weight(1, k));
  }
  return sum(products) /
         (theorems::apply(theorems::Op::sqrt, {sum(left)}) * theorems::apply(theorems::Op::sqrt, {sum(right)}));
}

/// An entry of a matrix that is diagonal in the bases: known only when those are the identity's columns.
std::optional<Term> diagonal_entry(const FlowDescription& description, const Modes& modes, std::size_t i, std::size_t j,
                                   const std::function<Term(std::size_t)>& value) {
  if (description.target.random_bases) return std::nullopt;
  if (i != j || i > modes.count()) return Term(0);
  return value(i - 1);
}

std::optional<Term> observable_term(const FlowDescription& description, const Modes& modes, std::string_view name) {
  if (name == "t") return scalar_time(description);
  const auto observable = parse_observable(name, description);
  if (!observable) return std::nullopt;
  const auto [kind, first, second, third] = *observable;
  switch (kind) {
    case Kind::loss:
      return loss(description, modes);
    case Kind::product:
      return diagonal_entry(description, modes, first, second,
                            [&](std::size_t k) { return mode_value(description, k); });
    case Kind::residual:
      return diagonal_entry(description, modes, first, second,
                            [&](std::size_t k) { return residual(description, modes, k); });
    case Kind::layer:
      return diagonal_entry(description, modes, second, third,
                            [&, l = first](std::size_t k) { return weight(l - 1, k); });
    case Kind::gradient:
      return diagonal_entry(description, modes, second, third,
                            [&, l = first](std::size_t k) { return gradient(description, modes, l - 1, k); });
    case Kind::mode:
      return mode_value(description, first - 1);
    case Kind::off_diagonal:
      return Term(0);
    case Kind::class_loss:
      return class_loss(description, modes, first - 1);
    case Kind::balanced_loss: {
      if (description.target.kind != FlowTarget::Kind::mixture) return std::nullopt;
      Terms losses;
      for (std::size_t c = 0; c < modes.count(); ++c) losses.push_back(class_loss(description, modes, c));
      return sum(losses) / Term(Rational(modes.count()));
    }
    case Kind::alignment_in:
      return alignment(description, modes);
    default:
      return std::nullopt;
  }
}

/// A copy with numbers in place of all values, unequal and away from zero, and an aligned start with the given scales.
FlowDescription with_numbers(FlowDescription description, const Terms& right, const Terms& left) {
  std::size_t count = 0;
  for (Term& value : description.target.singular_values) value = Term(Rational(30 - int(count++), 7));
  const std::size_t classes = description.target.priors.size();
  for (std::size_t c = 0; c < classes; ++c)
    description.target.priors[c] = Term(Rational(2 * int(classes - c), int(classes * (classes + 1))));
  description.target.mean = Term(Rational(5, 4));
  description.target.noise = Term(Rational(2, 3));
  const std::size_t n = description.target.columns;
  for (std::size_t k = 0; k < description.input_covariance.size(); ++k)
    description.input_covariance[k] = k / n == k % n ? Term(Rational(int(k / n) + 3, 4)) : Term(0);
  description.start.kind = FlowStart::Kind::aligned;
  description.start.right_scale = right;
  description.start.left_scale = left;
  return description;
}

}  // namespace

std::optional<ScalarFlow> reduce_aligned_flow(const FlowDescription& description) {
  const auto modes = modes_of(description);
  if (!modes || !applies(description)) return std::nullopt;
  std::vector<ScalarWeight> weights;
  for (std::size_t l = 0; l < description.layers(); ++l)
    for (std::size_t k = 0; k < modes->count(); ++k)
      weights.push_back({state_name("layer", l, k), state_name("momentum", l, k), l, start_of(description, l, k),
                         gradient(description, *modes, l, k)});
  auto dynamics = scalar_dynamics(description, weights, OrthOnWeights::sign);
  if (!dynamics) return std::nullopt;
  return ScalarFlow{std::move(*dynamics), [description, modes = *modes](std::string_view name) {
                      return observable_term(description, modes, name);
                    }};
}

Real alignment_defect(const FlowDescription& description) {
  const std::size_t layers = description.layers(), modes = description.modes();
  const auto scale = [](std::size_t l, std::size_t k) { return Rational(int(3 + 2 * l + 5 * k), int(11 + k)); };
  Terms right, left;
  for (std::size_t k = 0; k < modes; ++k) {
    right.emplace_back(scale(0, k));
    left.emplace_back(scale(1, k));
  }
  const FlowSetup setup = make_setup(with_numbers(description, right, left));
  const auto gradients = network_point(setup, setup.start.layers).gradients;
  Real worst = 0;
  for (std::size_t l = 0; l < layers; ++l) {
    // The aligned matrix whose modes are the gradient's, made by the same code that makes starts: Z_l and Z_(l-1) are
    // fixed.
    Matrix expected(gradients[l].rows(), gradients[l].columns());
    for (std::size_t k = 0; k < modes; ++k) {
      Rational others = 1;
      for (std::size_t other = 0; other < layers; ++other)
        if (other != l) others *= scale(other + 1 == layers ? 1 : 0, k);
      const Rational own = scale(l + 1 == layers ? 1 : 0, k);
      const Real slope = [&] {
        const Matrix q = columns_of(setup.left_modes, k, 1), r = columns_of(setup.right_modes, k, 1);
        const Real covariance =
            setup.input_covariance ? Real((transpose(r) * *setup.input_covariance * r)(0, 0)) : Real(1);
        return Real(covariance * to_real(others * own) - setup.mode_values[k]);
      }();
      Terms only(modes, Term(0));
      only[k] = Term(1);
      const FlowSetup unit = make_setup(with_numbers(description, only, only));
      expected += Real(slope * to_real(others)) * unit.start.layers[l];
    }
    const Real defect = max_norm(gradients[l] - expected) / max_norm(gradients[l]);
    if (!(defect <= worst)) worst = defect;
  }
  return worst;
}

}  // namespace flowcert::integrators
