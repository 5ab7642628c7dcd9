#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/proofs_check/exact/random_program.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs::test {

/// A solution by the classical Runge-Kutta method in equal small steps, in long double. At jumps of the right-hand
/// sides it goes to and fro across the surface, by about a step; that is its error there.
struct Flow {
  double step = 0;
  std::vector<std::vector<long double>> states;  // at 0, step, 2*step, ...; ends where a right-hand side is undefined
  bool whole = false;                            // got to the end that was asked for, and is not huge there
};

/// The problem's system with its parameters at `values`, from its initial values moved by `offset`.
/// Throws NoValue if the language of the reference is too narrow. An initial value that is undefined: no states.
[[nodiscard]] Flow run(const theorems::Problem& problem, const std::map<std::string, long double>& values, double end,
                       int steps, long double offset = 0);

/// How far a claim is from being false at step k of a flow: its least slack, relative to its sides. Negative if it is
/// false; -1 if a term is undefined. Derivatives are differences of neighbours; nothing is known (0) where these have
/// a kink, and of values at times that the flow does not reach.
[[nodiscard]] long double slack(const theorems::Problem& problem, const theorems::Term& claim,
                                const std::map<std::string, long double>& values, const Flow& flow, std::size_t k);

}  // namespace flowcert::proofs::test
