#include "theorems/language/elaborate/number_functions.hpp"

#include <fmt/format.h>

#include "theorems/language/source.hpp"

namespace flowcert::theorems {

namespace {

constexpr long largest = 2000;

long whole(const TermFactory& factory, const std::string& name, const Term& term) {
  const bool fits = term.is_number() && is_integer(term.number()) && term.number() >= 0 && term.number() <= largest;
  if (!fits) throw LocatedError{factory.offset, fmt::format("{} takes whole numbers from 0 to {}", name, largest)};
  return numerator(term.number()).convert_to<long>();
}

/// n (n - 1) ... (n - k + 1)
Integer falling(long n, long k) {
  Integer result = 1;
  for (long i = 0; i < k; ++i) result *= n - i;
  return result;
}

}  // namespace

std::optional<Term> number_function(TermFactory& factory, const std::string& name, const std::vector<Term>& args) {
  if (name == "mod") {
    const Term turns = factory.apply(Op::floor, {factory.apply(Op::divide, {args[0], args[1]})});
    return factory.apply(Op::subtract, {args[0], factory.multiply({args[1], turns})});
  }
  if (name == "factorial") {
    const long n = whole(factory, name, args[0]);
    return factory.number(Rational(falling(n, n)));
  }
  if (name == "binomial") {
    const long n = whole(factory, name, args[0]), k = whole(factory, name, args[1]);
    return factory.number(k > n ? Rational(0) : Rational(falling(n, k), falling(k, k)));
  }
  return std::nullopt;
}

}  // namespace flowcert::theorems
