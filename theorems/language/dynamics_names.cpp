#include "theorems/language/dynamics_names.hpp"

#include <algorithm>
#include <array>

namespace flowcert::theorems {

std::string time_name(const Dynamics& dynamics) {
  return dynamics.kind == Dynamics::Kind::system ? "t" : "n";
}

bool mentions_dynamics(const Dynamics& dynamics, const Term& claim) {
  static constexpr std::array along_time{Op::ddt, Op::at};
  if (contains(claim, along_time)) return true;
  const std::vector<std::string> names = free_variables(claim);
  if (std::binary_search(names.begin(), names.end(), time_name(dynamics))) return true;
  return std::any_of(dynamics.state.begin(), dynamics.state.end(),
                     [&](const std::string& state) { return std::binary_search(names.begin(), names.end(), state); });
}

}  // namespace flowcert::theorems
