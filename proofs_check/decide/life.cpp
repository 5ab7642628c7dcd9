#include "proofs_check/decide/life.hpp"

#include <stdexcept>

#include "proofs_check/along/solve_path.hpp"
#include "proofs_check/decide/outcome.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/rigorous/orbit.hpp"

namespace flowcert::proofs {

using theorems::Dynamics;
using theorems::Problem;

namespace {

constexpr int enclosure_digits = 20;
constexpr long all_steps = 1'000'000;

bool proved(const Problem& problem, const theorems::GroundClaim& life, const Deadline& deadline,
            std::vector<Attempt>& tried) {
  bool done = false;
  attempt(tried, "life: exact proof", [&]() -> AttemptReport {
    const bool system = problem.dynamics->kind == Dynamics::Kind::system;
    const ExactOutcome result =
        system ? prove_along_system(problem, life, deadline) : prove_along_iteration(problem, life, deadline);
    done = result.evidence.has_value();
    return {done ? "proved" : "gave up", result.reason};
  });
  return done;
}

bool followed(const Problem& problem, const theorems::GroundClaim& life, const Deadline& deadline,
              std::vector<Attempt>& tried) {
  bool done = false;
  attempt(tried, "life: orbit", [&]() -> AttemptReport {
    const OrbitOutcome orbit = follow_orbit(problem, life, {}, all_steps, deadline);
    done = orbit.evidence.has_value();
    return {done ? "certified" : "gave up", orbit.reason};
  });
  return done;
}

/// Whether the path that `solve` makes goes through the whole range.
template <class Solve>
bool solved(const Problem& problem, const theorems::GroundClaim& life, const char* how, const Solve& solve,
            std::vector<Attempt>& tried) {
  bool done = false;
  attempt(tried, how, [&]() -> AttemptReport {
    try {
      const PathTask task = path_task(problem, life, {}, theorems::Rational(1));
      if (task.unbounded) return {"does not apply", "the range of t has no end"};
      const std::string trouble = solve(task);
      done = trouble.empty();
      return {done ? "reached the end" : "gave up", trouble};
    } catch (const std::invalid_argument& reason) {
      return {"does not apply", reason.what()};
    }
  });
  return done;
}

}  // namespace

theorems::GroundClaim about_life_alone(const theorems::GroundClaim& claim) {
  theorems::GroundClaim life = claim;
  life.claim = theorems::constant(theorems::Op::true_value);
  return life;
}

std::optional<Life> show_life(const Problem& problem, const theorems::GroundClaim& claim, const Deadline& deadline,
                              std::vector<Attempt>& tried) {
  const theorems::GroundClaim life = about_life_alone(claim);
  if (proved(problem, life, deadline.share(0.3), tried)) return Life();
  if (problem.dynamics->kind == Dynamics::Kind::iteration) {
    if (followed(problem, life, deadline, tried)) return Life();
    return std::nullopt;
  }
  const auto enclosed = [&](const PathTask& task) -> std::string {
    const EnclosedPath path =
        rigorous_path(task.statement.dynamics, task.needed, enclosure_digits, deadline.share(0.5));
    return path->complete ? "" : "not beyond " + integrators::Ball(path->end).text(10) + ": " + path->reason;
  };
  if (solved(problem, life, "life: enclosure", enclosed, tried)) return Life();
  return std::nullopt;
}

}  // namespace flowcert::proofs
