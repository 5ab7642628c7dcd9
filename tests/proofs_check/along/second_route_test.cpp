#include "proofs_check/along/second_route.hpp"

#include <catch2/catch.hpp>

#include "proofs_check/along/solve_path.hpp"

namespace {

using namespace flowcert;
using theorems::Term;

theorems::Dynamics pendulum(int stiffness) {
  theorems::Dynamics dynamics;
  dynamics.kind = theorems::Dynamics::Kind::system;
  dynamics.state = {"x", "v"};
  dynamics.initial = {Term(1), Term(0)};
  dynamics.right_hand_side = {theorems::variable("v"),
                              -(Term(stiffness) * theorems::apply(theorems::Op::sin, {theorems::variable("x")}))};
  return dynamics;
}

TEST_CASE("Bulirsch-Stoer agrees with the Taylor solution of the same system", "[along]") {
  const auto soon = proofs::Deadline::in(60);
  const proofs::Path path = proofs::estimated_path(pendulum(1), 5, 50, soon);
  const proofs::SecondRoute route = proofs::compare_with_bulirsch_stoer(pendulum(1), path, soon);
  CHECK(route.answer == proofs::SecondRoute::Answer::agrees);
  CHECK(route.digits >= 17);
}

TEST_CASE("Bulirsch-Stoer contradicts the solution of another system", "[along]") {
  const auto soon = proofs::Deadline::in(60);
  const proofs::Path path = proofs::estimated_path(pendulum(1), 5, 50, soon);
  CHECK(proofs::compare_with_bulirsch_stoer(pendulum(2), path, soon).answer == proofs::SecondRoute::Answer::differs);
}

}  // namespace
