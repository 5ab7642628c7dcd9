#include "proofs_check/along/observed_claim.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "theorems/terms/rewrite.hpp"

namespace flowcert::proofs {

using theorems::Dynamics;
using theorems::Op;
using theorems::Term;

namespace {

constexpr std::array along_time{Op::ddt, Op::at};
constexpr std::string_view derivative_prefix = "ddt ";

Term along_the_flow(const Dynamics& dynamics, const Term& inner) {
  if (dynamics.kind != Dynamics::Kind::system) throw std::invalid_argument("ddt has no meaning in an iteration");
  std::vector<std::pair<std::string, Term>> field;
  for (const std::string& state : dynamics.state) field.emplace_back(state, theorems::variable(velocity_name(state)));
  // Of a velocity it is the next derivative.
  for (const std::string& name : free_variables(inner))
    if (derivative_order(dynamics, name) > 0) field.emplace_back(name, theorems::variable(velocity_name(name)));
  try {
    return lie_derivative(inner, field, "t");
  } catch (const std::domain_error& reason) {
    throw std::invalid_argument(reason.what());
  }
}

Term without_derivatives(const Dynamics& dynamics, const Term& term) {
  return theorems::rewrite(term, [&](const Term& node) -> std::optional<Term> {
    if (node.op() != Op::ddt) return std::nullopt;
    const Term inner = without_derivatives(dynamics, node.arg(0));
    if (contains(inner, along_time)) throw std::invalid_argument("ddt of at(...) is not supported");
    return along_the_flow(dynamics, inner);
  });
}

}  // namespace

std::string velocity_name(const std::string& state) {
  return std::string(derivative_prefix) + state;
}

int derivative_order(const Dynamics& dynamics, const std::string& name) {
  std::string_view state = name;
  int order = 0;
  for (; state.starts_with(derivative_prefix); ++order) state.remove_prefix(derivative_prefix.size());
  return std::find(dynamics.state.begin(), dynamics.state.end(), state) == dynamics.state.end() ? 0 : order;
}

bool mentions_velocities(const Dynamics& dynamics, const Term& observed) {
  const std::vector<std::string> names = free_variables(observed);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return derivative_order(dynamics, name) > 0; });
}

ObservedClaim observe_claim(const Dynamics& dynamics, const Term& claim) {
  ObservedClaim result;
  const Term smooth = without_derivatives(dynamics, claim);
  result.claim = theorems::rewrite(smooth, [&](const Term& node) -> std::optional<Term> {
    if (node.op() != Op::at) return std::nullopt;
    if (contains(node.arg(0), along_time) || mentions_dynamics(dynamics, node.arg(1))) {
      throw std::invalid_argument("'" + to_text(node) + "': only values at fixed times are supported");
    }
    const auto known = std::find_if(
        result.moments.begin(), result.moments.end(),
        [&](const ObservedClaim::Moment& moment) { return moment.value == node.arg(0) && moment.time == node.arg(1); });
    if (known != result.moments.end()) return theorems::variable(known->name);
    // The number makes it a name of its own whatever its text is.
    const std::string text = node.arg(1).is_number(0) ? "initial(" + to_text(node.arg(0)) + ")" : to_text(node);
    const bool taken = std::any_of(result.moments.begin(), result.moments.end(),
                                   [&](const ObservedClaim::Moment& moment) { return moment.name == text; });
    const std::string name = taken ? text + " #" + std::to_string(result.moments.size()) : text;
    result.moments.push_back({name, node.arg(0), node.arg(1)});
    return theorems::variable(name);
  });
  return result;
}

}  // namespace flowcert::proofs
