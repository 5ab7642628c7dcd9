#include "theorems/functions/exact_value.hpp"

#include <algorithm>

namespace flowcert::theorems {

namespace {

Integer root_of(const Integer& value, unsigned long degree) {
  Integer root;
  if (mpz_root(root.backend().data(), value.backend().data(), degree) == 0) throw NotRational("an irrational root");
  return root;
}

}  // namespace

Rational only_at(const Rational& u, int point, int value) {
  if (u != point) throw NotRational("a transcendental value");
  return value;
}

Rational exact_root(const Rational& value, const Integer& degree) {
  if (value < 0) throw Undefined("an even root or rational power of a negative number");
  if (value == 0 || value == 1) return value;
  if (degree > static_cast<long>(bits_of(value))) throw NotRational("an irrational root");
  const auto n = degree.convert_to<unsigned long>();
  return Rational(root_of(numerator(value), n), root_of(denominator(value), n));
}

Integer floor_of(const Rational& value) {
  Integer result;
  mpz_fdiv_q(result.backend().data(), mpq_numref(value.backend().data()), mpq_denref(value.backend().data()));
  return result;
}

std::size_t bits_of(const Rational& value) {
  return std::max(mpz_sizeinbase(mpq_numref(value.backend().data()), 2),
                  mpz_sizeinbase(mpq_denref(value.backend().data()), 2));
}

}  // namespace flowcert::theorems
