#include "theorems/terms/number_places.hpp"

#include <algorithm>
#include <unordered_set>

namespace flowcert::theorems {

namespace {

int digits_of(const Integer& value) {
  constexpr double log10_of_2 = 0.30102999566398120;
  return value == 0 ? 0 : static_cast<int>(static_cast<double>(msb(Integer(abs(value)))) * log10_of_2) + 1;
}

int longest(const Term& term, std::unordered_set<const TermNode*>& seen) {
  if (!seen.insert(term.id()).second) return 0;
  int result = 0;
  if (term.is_number()) result = digits_of(numerator(term.number())) + digits_of(denominator(term.number()));
  for (const Term& arg : term.args()) result = std::max(result, longest(arg, seen));
  return result;
}

}  // namespace

int number_places(const Term& term) {
  std::unordered_set<const TermNode*> seen;
  return longest(term, seen);
}

}  // namespace flowcert::theorems
