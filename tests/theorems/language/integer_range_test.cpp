#include "theorems/language/elaborate/integer_range.hpp"

#include <catch2/catch.hpp>

using namespace flowcert::theorems;

namespace {

struct Range {
  Term low;
  bool low_open;
  Term high;
  bool high_open;
};

void becomes(Range range, const Range& expected) {
  include_ends(range.low, range.low_open, range.high, range.high_open);
  CHECK(range.low == expected.low);
  CHECK(range.high == expected.high);
  CHECK(range.low_open == expected.low_open);
  CHECK(range.high_open == expected.high_open);
}

}  // namespace

TEST_CASE("A range of whole numbers ends with its last number") {
  becomes({0, false, 5, true}, {0, false, 4, false});
  becomes({0, true, 5, false}, {1, false, 5, false});
  becomes({0, false, Term(Rational(9, 2)), true}, {0, false, 4, false});
  becomes({Term(Rational(1, 2)), false, Term(Rational(7, 2)), false}, {1, false, 3, false});
  becomes({Term(Rational(-1, 2)), true, 3, false}, {0, false, 3, false});
  becomes({0, true, 1, true}, {1, false, 0, false});  // nothing is in it, and the caller sees that
}

TEST_CASE("An end that is no number stays as it is") {
  becomes({0, false, variable("p"), true}, {0, false, variable("p"), true});
  becomes({0, false, constant(Op::infinity), true}, {0, false, constant(Op::infinity), true});
}
