#include <catch2/catch.hpp>

#include "tests/proofs_check/small_files.hpp"

using flowcert::proofs::is_positive;
using flowcert::proofs::VerdictKind;
using flowcert::tests::verdict_of;

TEST_CASE("definitions are hygienic wherever they are used") {
  const std::string q = "[parameters]\na = { in = \"[2, 3]\" }\n[let]\n\"Q(y)\" = \"exists(x in [0, 1], x > y)\"\n";
  CHECK_FALSE(is_positive(verdict_of(q + "[[check]]\nclaim = \"not Q(2) and exists(x in [3, 4], Q(2))\"\n")));
  CHECK_FALSE(is_positive(verdict_of(q + "[[check]]\nclaim = \"(0 == 1 and Q(a)) or forall(x in [5, 6], Q(a))\"\n")));
  CHECK_FALSE(is_positive(verdict_of(q + "[[check]]\nclaim = \"Q(a)\"\nfor = \"x in [5, 6]\"\n")));
  CHECK_FALSE(is_positive(verdict_of(q + "[[check]]\nclaim = \"exists(x in [5, 6], Q(x))\"\n")));
  CHECK_FALSE(
      is_positive(verdict_of(q + "[[check]]\nclaim = \"exists(x_2 in [5, 6], exists(x in [5, 6], Q(x_2)))\"\n")));
}

TEST_CASE("a definition is true where it is true, under binders of its own names too") {
  const std::string p =
      "[parameters]\na = { in = \"[2, 3]\" }\n[let]\n\"P(y)\" = \"exists(x in [0, 1], x < y - 2 + 1/2)\"\n";
  CHECK(verdict_of(p +
                   "[[step]]\nname = \"s\"\nclaim = \"P(a)\"\n[[check]]\nclaim = \"P(a)\"\nfor = \"x in [5, 6]\"\n") ==
        VerdictKind::certified);
  CHECK(verdict_of(p + "[[check]]\nclaim = \"forall(x in [2, 3], P(x))\"\n") == VerdictKind::certified);
}

TEST_CASE("sums over the classes capture no index") {
  const std::string head =
      "[parameters]\nk = { any = \"integer\", min = 1 }\np = { any = \"real\", size = \"k\", positive = true }\n"
      "[let]\n\"T(x)\" = \"sum(c in 1..k, p[c]*x)\"\n";
  CHECK_FALSE(is_positive(verdict_of(
      head + "[[check]]\nclaim = \"k >= 10 implies sum(c in 1..k, T(p[c])) == k*sum(c in 1..k, p[c]^2)\"\n", 5)));
  CHECK_FALSE(is_positive(verdict_of(
      head + "[[check]]\nclaim = \"k >= 10 implies sum(d in 1..k, T(p[d])) == sum(c in 1..k, p[c]^2)\"\n", 5)));
  CHECK(verdict_of(head + "[[check]]\nclaim = \"T(2) == 2*sum(d in 1..k, p[d])\"\n", 5) == VerdictKind::proved);
}

TEST_CASE("an argument that moves is not captured by a quantifier over the time") {
  CHECK_THROWS_AS(verdict_of("[system]\nstate = { x = \"1\" }\nequations = { x = \"-x\" }\nt_end = \"1\"\n"
                             "[let]\n\"P(y)\" = \"exists(t in [0, 1], x < y)\"\n[[check]]\nclaim = \"P(x)\"\n"),
                  flowcert::theorems::InputError);
}
