#include <catch2/catch.hpp>
#include <stdexcept>

#include "cli/time_range.hpp"

using flowcert::cli::exact_number;
using flowcert::cli::times_of;
using flowcert::theorems::Rational;

TEST_CASE("numbers are read exactly") {
  CHECK(exact_number("2") == 2);
  CHECK(exact_number("007") == 7);
  CHECK(exact_number("0") == 0);
  CHECK(exact_number("-1/10") == Rational(-1, 10));
  CHECK(exact_number("0.1") == Rational(1, 10));
  CHECK(exact_number(".5") == Rational(1, 2));
  CHECK(exact_number("2.5e-3") == Rational(1, 400));
  CHECK(exact_number("1e+2") == 100);
  CHECK(exact_number(" 1/3 ") == Rational(1, 3));
}

TEST_CASE("what is no exact number is refused") {
  for (const char* text :
       {"", " ", ".", "x", "1/", "1/0", "1e", "1e99999", "0x10", "--1", "1 2", "nan", "1/2/3", "1.2.3"})
    CHECK_THROWS_AS(exact_number(text), std::invalid_argument);
}

TEST_CASE("a range reaches its end exactly") {
  const auto times = times_of("0:1/10:2");
  REQUIRE(times.size() == 21);
  CHECK(times[3] == Rational(3, 10));
  CHECK(times.back() == 2);
  CHECK(times_of("0:0.3:1").back() == Rational(9, 10));
  CHECK(times_of("5").size() == 1);
  CHECK(times_of("1:1:1").size() == 1);
}

TEST_CASE("a range that goes nowhere or everywhere is refused") {
  for (const char* text : {"0:1", "0:0:1", "0:-1:1", "1:1:0", "0:1e-9:1", "0:1:2:3", ":", "::"})
    CHECK_THROWS_AS(times_of(text), std::invalid_argument);
}
