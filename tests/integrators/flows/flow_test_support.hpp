#pragma once

#include <string>
#include <vector>

#include "integrators/numbers/real.hpp"
#include "theorems/language/flow_description.hpp"

namespace flow_test {

using flowcert::integrators::Real;
using flowcert::theorems::FlowDescription;
using flowcert::theorems::FlowStart;
using flowcert::theorems::FlowTarget;
using flowcert::theorems::Rational;
using flowcert::theorems::Term;

inline Real smaller(const Real& a, const Real& b) {
  return a < b ? a : b;
}

inline Real ten_to(int exponent) {
  return pow(Real(10), exponent);
}

/// A square two-layer model with the given singular values.
inline FlowDescription two_layer(std::vector<Rational> values, std::size_t hidden,
                                 FlowDescription::Optimizer optimizer) {
  FlowDescription flow;
  flow.model = FlowDescription::Model::two_layer;
  flow.optimizer = optimizer;
  flow.target.rows = flow.target.columns = values.size();
  flow.target.singular_values.assign(values.begin(), values.end());
  flow.target.random_bases = true;
  flow.target.seed = 3;
  flow.widths = {values.size(), hidden, values.size()};
  flow.start.seed = 11;
  return flow;
}

inline void start_gaussian(FlowDescription& flow, const Rational& scale) {
  flow.start.kind = FlowStart::Kind::gaussian;
  flow.start.right_scale = {Term(scale)};
}

inline void start_aligned(FlowDescription& flow, const Rational& right, const Rational& left) {
  flow.start.kind = FlowStart::Kind::aligned;
  flow.start.right_scale = {Term(right)};
  flow.start.left_scale = {Term(left)};
}

inline Rational small(int exponent) {
  Rational value = 1;
  for (int k = 0; k < exponent; ++k) value /= 10;
  return value;
}

inline std::string indexed(const std::string& name, std::size_t k) {
  return name + "[" + std::to_string(k) + "]";
}

inline std::string entry(const std::string& name, std::size_t i, std::size_t j) {
  return name + "[" + std::to_string(i) + "," + std::to_string(j) + "]";
}

}  // namespace flow_test
