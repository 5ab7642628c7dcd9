#include <algorithm>

#include "proofs_check/exact/closed_form.hpp"
#include "proofs_check/exact/linear_solution.hpp"
#include "proofs_check/exact/solver_answers.hpp"
#include "proofs_check/exact/view.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

namespace {

using Guesses = std::vector<std::map<std::string, theorems::Term>>;

constexpr std::size_t most_guesses = 8;

Guesses combined(const Guesses& some, const Guesses& more) {
  Guesses result;
  for (const auto& one : some)
    for (const auto& other : more) {
      if (result.size() >= most_guesses) return result;
      result.push_back(one);
      result.back().insert(other.begin(), other.end());
    }
  return result;
}

}  // namespace

std::vector<std::map<std::string, theorems::Term>> guess_solutions(const theorems::Problem& problem,
                                                                   const theorems::GroundClaim& claim,
                                                                   const Deadline& deadline) {
  exact::Proof proof(deadline, std::make_shared<exact::SolverAnswers>());
  try {
    const exact::View view = exact::make_view(problem, claim);
    if (problem.dynamics->kind == theorems::Dynamics::Kind::iteration) {
      const auto form = exact::linear_iteration(proof, view);
      return form ? Guesses{*form} : Guesses{};
    }
    Guesses result{{}};
    for (const std::vector<std::string>& component : exact::components(view)) {
      const bool wanted = std::any_of(component.begin(), component.end(),
                                      [&](const std::string& state) { return theorems::mentions(claim.claim, state); });
      if (wanted) result = combined(result, exact::guess_closed_forms(proof, view, component, {}));
    }
    return result;
  } catch (const exact::GiveUp&) {
    return {};
  } catch (const std::exception&) {  // GiNaC and Z3 report their limits by exceptions of their own
    return {};
  }
}

}  // namespace flowcert::proofs
