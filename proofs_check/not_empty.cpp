#include "proofs_check/not_empty.hpp"

#include "proofs_check/definitions.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/witness_search.hpp"

namespace flowcert::proofs {

std::optional<NotEmpty> show_not_empty(const theorems::Problem& problem, const Deadline& deadline) {
  if (problem.classes) return std::nullopt;
  if (problem.hypotheses.empty()) return NotEmpty("there are no hypotheses");
  FormulaStatement never{problem.parameters, problem.hypotheses, theorems::constant(theorems::Op::false_value)};
  if (auto defined = with_definitions(never)) never = std::move(defined->by_value);
  // What is false everywhere is false at the first point that the hypotheses admit; an attempt to prove it offers some.
  const auto found_among = [&](const std::vector<std::map<std::string, theorems::Rational>>& candidates, double share) {
    return search_witness(never, candidates, {}, deadline.share(share)).witness;
  };
  std::vector<std::map<std::string, theorems::Rational>> plain(2);
  for (const theorems::FreeParameter& variable : never.variables) {
    plain[0].emplace(variable.name, 0);
    plain[1].emplace(variable.name, 1);
  }
  auto point = found_among(plain, 0.4);
  if (!point) point = found_among(points_of(never.variables, never.hypotheses, deadline.share(0.5)), 1);
  if (!point) return std::nullopt;
  std::string text;
  for (const auto& [name, value] : point->values()) text += (text.empty() ? "" : ", ") + name + " = " + value;
  return NotEmpty(text);
}

}  // namespace flowcert::proofs
