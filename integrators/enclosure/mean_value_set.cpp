#include "integrators/enclosure/mean_value_set.hpp"

#include <algorithm>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/jets.hpp"

namespace flowcert::integrators {

using theorems::Term;

namespace {

/// A name that no claim can contain.
std::string sensitivity(std::size_t row, std::size_t column) {
  return "d#" + std::to_string(row) + "," + std::to_string(column);
}

/// J' = (df/dx) J for the derivatives by the start, and (df/dx) J + df/dp for those by the parameters, after x' = f.
struct Variational {
  std::vector<std::string> state;
  std::vector<Term> field;
};

Variational variational(const SystemProblem& problem) {
  const std::size_t n = problem.state.size(), q = problem.parameters.size();
  Variational result{problem.state, problem.right_hand_side};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n + q; ++j) {
      result.state.push_back(sensitivity(i, j));
      std::vector<Term> sum;
      for (std::size_t k = 0; k < n; ++k) {
        const Term slope = theorems::derivative(problem.right_hand_side[i], problem.state[k]);
        sum.push_back(slope * theorems::variable(sensitivity(k, j)));
      }
      if (j >= n) sum.push_back(theorems::derivative(problem.right_hand_side[i], problem.parameters[j - n]));
      result.field.push_back(theorems::add(std::move(sum)));
    }
  }
  return result;
}

JetProgram program_of(const std::vector<Term>& field, const std::vector<std::string>& state,
                      const SystemProblem& problem) {
  std::vector<std::string> inputs = state;
  inputs.push_back(problem.time);
  inputs.insert(inputs.end(), problem.parameters.begin(), problem.parameters.end());
  std::vector<bool> constant(inputs.size(), true);
  std::fill(constant.begin(), constant.begin() + static_cast<std::ptrdiff_t>(state.size()) + 1, false);
  return JetProgram(Tape::compile(field, inputs), constant);
}

Ball middle(const Ball& a) {
  Ball result;
  arb_get_mid_arb(result.raw(), a.raw());
  return result;
}

/// Both contain the value, so their intersection does.
Ball both(const Ball& a, const Ball& b) {
  Ball result;
  if (!a.finite()) return b;
  if (!b.finite() || arb_intersection(result.raw(), a.raw(), b.raw(), working_bits()) == 0) return a;
  return result;
}

}  // namespace

MeanValueSet::MeanValueSet(const SystemProblem& problem, std::span<const Interval> parameters, double log2_tolerance,
                           std::size_t order)
    : dimension_(problem.state.size()), parameter_count_(parameters.size()) {
  for (const Interval& parameter : parameters) {
    parameters_.push_back(Ball::interval(parameter.low, parameter.high));
    parameter_centers_.push_back(middle(parameters_.back()));
    deviations_.push_back(parameters_.back() - parameter_centers_.back());
  }
  const Variational extended = variational(problem);
  plain_ = program_of(problem.right_hand_side, problem.state, problem);
  variational_ = program_of(extended.field, extended.state, problem);
  validated_ = ValidatedProblem{&*variational_, parameters_, order, log2_tolerance};

  std::vector<Term> slopes;
  for (const Term& initial : problem.initial) {
    for (const std::string& parameter : problem.parameters) slopes.push_back(theorems::derivative(initial, parameter));
  }
  const std::vector<Ball> start =
      evaluate<Ball>(Tape::compile(problem.initial, problem.parameters), parameter_centers_);
  const std::vector<Ball> by_parameter = evaluate<Ball>(Tape::compile(slopes, problem.parameters), parameters_);
  for (std::size_t i = 0; i < dimension_; ++i) {
    center_.push_back(middle(start[i]));
    rest_.push_back(start[i] - center_[i]);
    linear_.emplace_back();
    for (std::size_t j = 0; j < parameter_count_; ++j) {
      const Ball& slope = by_parameter[i * parameter_count_ + j];
      linear_[i].push_back(middle(slope));
      rest_[i] += (slope - linear_[i][j]) * deviations_[j];
    }
  }
  set_box();
}

// Every part but the centre is a ball that contains 0, so the box contains the centre, as the mean value theorem needs.
void MeanValueSet::set_box() {
  box_.clear();
  for (std::size_t i = 0; i < dimension_; ++i) {
    box_.push_back(center_[i] + rest_[i]);
    for (std::size_t j = 0; j < parameter_count_; ++j) box_[i] += linear_[i][j] * deviations_[j];
  }
}

/// J (linear (p - c) + rest) + K (p - c) for every p, the terms in p - c taken together.
std::vector<Ball> MeanValueSet::spread(const Matrix& by_start, const Matrix& by_parameter) const {
  std::vector<Ball> result(dimension_);
  for (std::size_t i = 0; i < dimension_; ++i) {
    for (std::size_t k = 0; k < dimension_; ++k) result[i] += by_start[i][k] * rest_[k];
    for (std::size_t j = 0; j < parameter_count_; ++j) {
      Ball slope = by_parameter[i][j];
      for (std::size_t k = 0; k < dimension_; ++k) slope += by_start[i][k] * linear_[k][j];
      result[i] += slope * deviations_[j];
    }
  }
  return result;
}

std::optional<ValidatedStep> MeanValueSet::step(const Rational& start, const Rational& longest) {
  const std::size_t n = dimension_, q = parameter_count_, width = n + q;
  std::vector<Ball> extended(box_);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < width; ++j) extended.emplace_back(i == j ? 1 : 0);
  }
  const auto whole = validated_step(validated_, extended, start, longest);
  if (!whole) return std::nullopt;
  std::vector<Ball> inputs(center_);
  inputs.emplace_back(start);
  inputs.insert(inputs.end(), parameter_centers_.begin(), parameter_centers_.end());
  const std::size_t order = validated_.order;
  const auto central = solution_jets<Ball>(*plain_, inputs, order);

  // Derivatives of order k's coefficient by start and parameters, over the whole box: the mean value theorem.
  const auto derivatives = [&](const auto& entry) {
    Matrix by_start(n), by_parameter(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < width; ++j) (j < n ? by_start : by_parameter)[i].push_back(entry(n + i * width + j));
    }
    return std::pair{by_start, by_parameter};
  };
  ValidatedStep result{start, whole->length, {}, {}, {}, {}};
  result.coefficients.resize(n);
  for (std::size_t k = 0; k <= order; ++k) {
    const auto [by_start, by_parameter] = derivatives([&](std::size_t slot) { return whole->coefficients[slot][k]; });
    const std::vector<Ball> moved = spread(by_start, by_parameter);
    for (std::size_t i = 0; i < n; ++i) {
      result.coefficients[i].push_back(both(central[i][k] + moved[i], whole->coefficients[i][k]));
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    result.remainder.push_back(whole->remainder[i]);
    result.whole.push_back(whole->whole[i]);
    result.over_whole.push_back(whole->over_whole[i]);
  }

  const std::vector<Ball> end = state_at(*whole, whole->length);
  const auto [by_start, by_parameter] = derivatives([&](std::size_t slot) { return end[slot]; });
  const Ball length(whole->length);
  const Ball reach = pow(length, Integer(order + 1));
  std::vector<Ball> center, rest;
  Matrix linear(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Ball arrived = polynomial_value(central[i], length) + whole->remainder[i] * reach;
    center.push_back(middle(arrived));
    rest.push_back(arrived - center[i]);
    for (std::size_t k = 0; k < n; ++k) rest[i] += by_start[i][k] * rest_[k];
    for (std::size_t j = 0; j < q; ++j) {
      Ball slope = by_parameter[i][j];
      for (std::size_t k = 0; k < n; ++k) slope += by_start[i][k] * linear_[k][j];
      linear[i].push_back(middle(slope));
      rest[i] += (slope - linear[i][j]) * deviations_[j];
    }
  }
  center_ = std::move(center);
  rest_ = std::move(rest);
  linear_ = std::move(linear);
  set_box();
  return result;
}

}  // namespace flowcert::integrators
