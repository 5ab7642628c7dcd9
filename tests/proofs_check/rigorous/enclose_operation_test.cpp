#include "proofs_check/rigorous/enclose_operation.hpp"

#include <catch2/catch.hpp>

#include "tests/proofs_check/small_files.hpp"

using flowcert::integrators::Ball;
using flowcert::proofs::Enclosed;
using flowcert::proofs::Truth;
using flowcert::tests::verdict_of;
using flowcert::theorems::Term;
using flowcert::theorems::variable;

namespace {

Enclosed power(const Ball& base, const Ball& exponent) {
  const Term term = pow(variable("a"), variable("b"));
  const Enclosed a{base, Truth::yes}, b{exponent, Truth::yes};
  const std::vector<const Enclosed*> args{&a, &b};
  return flowcert::proofs::enclose_operation(term.node(), args);
}

Ball two_to(long exponent) {
  Ball result(1);
  arb_mul_2exp_si(result.raw(), result.raw(), exponent);
  return result;
}

}  // namespace

TEST_CASE("powers whose exponents no memory holds are enclosed") {
  const Ball huge = two_to(1'000'000'000'000);
  CHECK(power(Ball(3), huge).defined == Truth::yes);
  CHECK_FALSE(power(Ball(3), huge).value.certainly_negative());
  CHECK((Ball(1) - power(Ball(1) / Ball(3), huge).value).certainly_positive());
  CHECK(power(Ball(-3), huge).defined == Truth::yes);
  CHECK(power(Ball(-1), two_to(70)).value.certainly_positive());  // an even exponent
  CHECK(power(Ball(-1), two_to(70) + Ball(1)).value.certainly_negative());
  CHECK(power(Ball(0), huge).defined != Truth::no);
}

TEST_CASE("towers are decided") {
  using flowcert::proofs::VerdictKind;
  const std::string box = "[parameters]\nx = { in = \"[0, 40]\" }\n[[check]]\nclaim = ";
  CHECK(verdict_of(box + "\"3^(2^(2^x)) > 1\"\n") == VerdictKind::proved);
  CHECK(verdict_of(box + "\"(-3)^(2^(2^(2^x))) > 0\"\n", 3) != VerdictKind::proved);  // 2^x may be no integer
  CHECK(verdict_of("[[check]]\nclaim = \"2^2^2^2^2^2 > 2^2^2^2^2\"\n", 3) != VerdictKind::refuted);
  CHECK(verdict_of("[parameters]\nx = { any = \"real\" }\nk = { any = \"integer\", min = 0 }\n[[check]]\n"
                   "claim = \"x^(2^64*k) == 1\"\n",
                   3) == VerdictKind::refuted);
}
