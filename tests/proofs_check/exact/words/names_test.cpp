#include <catch2/catch.hpp>

#include "tests/proofs_check/small_files.hpp"

using flowcert::proofs::is_positive;
using flowcert::proofs::VerdictKind;
using flowcert::tests::verdict_of;

namespace {

const std::string sizes =
    "[parameters]\nn1 = { any = \"integer\", min = 1 }\nn2 = { any = \"integer\", min = 1 }\n"
    "I = { any = \"matrix\", rows = \"n1\", cols = \"n1\" }\nX = { any = \"matrix\", rows = \"n1\", cols = \"n2\" }\n"
    "number_1 = { any = \"real\" }\n[[check]]\nclaim = ";

}  // namespace

TEST_CASE("matrices that are written alike are not equal") {
  const auto claim =
      GENERATE(as<std::string>{}, "nuclear(eye(n1)) == nuclear(eye(n2))", "nuclear(I) == nuclear(eye(n1))",
               "trace(sqrtm(eye(n1))) == trace(sqrtm(eye(n2)))", "norm(eye(n1)) == norm(eye(n2))",
               "opnorm(I) == opnorm(eye(n1))", "trace(I) == trace(eye(n1))", "I == eye(n1)",
               "norm(X) >= number_1 or number_1 >= 1 + norm(X)", "trace(orth(eye(n1))) == trace(orth(eye(n2)))");
  CHECK_FALSE(is_positive(verdict_of(sizes + "\"n1 > 50 implies " + claim + "\"\n", 4)));
}

TEST_CASE("what is equal by its structure is proved, whatever it is called") {
  CHECK(verdict_of(sizes + "\"nuclear(I) == nuclear(1*I)\"\n", 4) == VerdictKind::proved);
  CHECK(verdict_of(sizes + "\"trace(I*eye(n1)) == trace(I)\"\n", 4) == VerdictKind::proved);
}
