#pragma once

#include <string>
#include <vector>

#include "tests/proofs_check/exact/read_term.hpp"

namespace flowcert::proofs::test {

/// A problem with one check, in texts. Several entries are separated by ';': states "x = x0; y = 1", equations "x = -y;
/// y = x".
struct DynamicsCase {
  std::string parameters, hypotheses, states, equations;
  std::string claim;
  std::string end;                  // t_end or steps; "" = none
  std::string low = "", high = "";  // of time, when the check binds it
  std::string others = "";          // claims of other checks, separated by '|'
};

[[nodiscard]] theorems::Problem make_problem(const DynamicsCase& c, theorems::Dynamics::Kind kind);
[[nodiscard]] ExactOutcome prove_system(const DynamicsCase& c, double seconds = 20, bool existence_known = false);
[[nodiscard]] ExactOutcome prove_iteration(const DynamicsCase& c, double seconds = 20);

}  // namespace flowcert::proofs::test
