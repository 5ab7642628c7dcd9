#include "theorems/language/elaborate/integer_range.hpp"

namespace flowcert::theorems {

namespace {

Rational floor_of(const Rational& value) {
  Integer result;
  mpz_fdiv_q(result.backend().data(), mpq_numref(value.backend().data()), mpq_denref(value.backend().data()));
  return Rational(result);
}

}  // namespace

void include_ends(Term& low, bool& low_open, Term& high, bool& high_open) {
  if (low.is_number()) {
    const Rational end = low.number();
    // The least whole number above an end that is left out; else the least that is not below it.
    low = Term(low_open ? Rational(floor_of(end) + 1) : Rational(-floor_of(-end)));
    low_open = false;
  }
  if (high.is_number()) {
    const Rational end = high.number();
    high = Term(high_open ? Rational(-floor_of(-end) - 1) : floor_of(end));
    high_open = false;
  }
}

}  // namespace flowcert::theorems
