#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "integrators/flows/integrate.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/taylor/expansion.hpp"
#include "integrators/taylor/polynomial.hpp"

namespace flowcert::integrators::testing {

using theorems::apply;
using theorems::Op;
using theorems::Term;

inline Term name(const std::string& text) {
  return theorems::variable(text);
}
inline Term number(long p, long q = 1) {
  return Term(Rational(p, q));
}

inline SystemProblem system(std::vector<std::string> state, std::vector<Term> initial, std::vector<Term> field) {
  SystemProblem result;
  result.state = std::move(state);
  result.initial = std::move(initial);
  result.right_hand_side = std::move(field);
  return result;
}

inline Trajectory solve(const SystemProblem& problem, const Rational& t_end, int digits) {
  IntegrationOptions options;
  options.digits = digits;
  return integrate_taylor(problem, {}, t_end, options);
}

/// log10 |a - b|.
inline double log10_distance(const Real& a, const Real& b) {
  return log2_magnitude(Real(a - b)) / 3.321928094887362;
}

}  // namespace flowcert::integrators::testing
