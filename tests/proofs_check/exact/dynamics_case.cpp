#include "tests/proofs_check/exact/dynamics_case.hpp"

#include <sstream>

namespace flowcert::proofs::test {

namespace {

using theorems::Dynamics;
using theorems::Op;
using theorems::Term;

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) result.push_back(part);
  return result;
}

void read_entries(const std::string& text, std::vector<std::string>* names, std::vector<Term>& values) {
  for (const std::string& part : parts_of(text, ';')) {
    const auto middle = part.find('=');
    std::string name = part.substr(0, middle);
    name.erase(0, name.find_first_not_of(' '));
    name.erase(name.find_last_not_of(' ') + 1);
    if (names != nullptr) names->push_back(name);
    values.push_back(read_term(part.substr(middle + 1)));
  }
}

}  // namespace

theorems::Problem make_problem(const DynamicsCase& c, Dynamics::Kind kind) {
  theorems::Problem problem;
  problem.parameters = read_variables(c.parameters);
  problem.hypotheses = read_hypotheses(c.hypotheses);
  Dynamics dynamics;
  dynamics.kind = kind;
  read_entries(c.states, &dynamics.state, dynamics.initial);
  read_entries(c.equations, nullptr, dynamics.right_hand_side);
  if (!c.end.empty()) dynamics.end = read_term(c.end);
  theorems::Binding time;
  time.name = kind == Dynamics::Kind::system ? "t" : "n";
  time.integer = kind == Dynamics::Kind::iteration;
  time.low = c.low.empty() ? Term(0) : read_term(c.low);
  time.high = !c.high.empty() ? read_term(c.high) : (dynamics.end ? *dynamics.end : theorems::constant(Op::infinity));
  std::vector<std::string> texts{c.claim};
  for (const std::string& other : parts_of(c.others, '|')) texts.push_back(other);
  for (const std::string& text : texts) {
    theorems::GroundCheck check;
    check.name = "check " + std::to_string(problem.checks.size() + 1);
    theorems::GroundClaim claim;
    claim.claim = read_term(text);
    claim.reals = {time};
    claim.time_was_bound = !c.high.empty();
    check.claims.push_back(claim);
    problem.checks.push_back(check);
  }
  problem.dynamics = dynamics;
  return problem;
}

ExactOutcome prove_system(const DynamicsCase& c, double seconds, bool existence_known) {
  const theorems::Problem problem = make_problem(c, Dynamics::Kind::system);
  return prove_along_system(problem, problem.checks[0].claims[0], Deadline::in(seconds), existence_known);
}

ExactOutcome prove_iteration(const DynamicsCase& c, double seconds) {
  const theorems::Problem problem = make_problem(c, Dynamics::Kind::iteration);
  return prove_along_iteration(problem, problem.checks[0].claims[0], Deadline::in(seconds));
}

}  // namespace flowcert::proofs::test
