#include "theorems/language/syntax/number.hpp"

#include <fmt/format.h>

#include "theorems/language/syntax/expression.hpp"

namespace flowcert::theorems {

namespace {

Integer ten_to(long exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

long exponent_of(const std::string& text, std::size_t offset) {
  const bool negative = text[0] == '-';
  std::size_t first = text[0] == '-' || text[0] == '+' ? 1 : 0;
  while (first + 1 < text.size() && text[first] == '0') ++first;
  const std::string digits = text.substr(first);
  const long size = digits.size() > 9 ? largest_exponent + 1 : std::stol(digits);
  if (size > largest_exponent) {
    throw LocatedError{offset, fmt::format("the exponent is too large: at most {} in size", largest_exponent)};
  }
  return negative ? -size : size;
}

}  // namespace

Rational exact_number(const std::string& text, std::size_t offset, long& digits_left) {
  const std::size_t e = text.find_first_of("eE");
  const std::string mantissa = text.substr(0, e);
  long exponent = e == std::string::npos ? 0 : exponent_of(text.substr(e + 1), offset);
  const std::size_t point = mantissa.find('.');
  std::string digits = mantissa;
  if (point != std::string::npos) {
    digits.erase(point, 1);
    exponent -= static_cast<long>(digits.size() - point);
  }
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return 0;
  digits.erase(0, first);  // a leading 0 would be read as octal
  digits_left -= static_cast<long>(digits.size()) + std::abs(exponent);
  if (digits_left < 0) {
    throw LocatedError{
        offset, fmt::format("the numbers of this file are too long: at most {} digits together", digits_per_file)};
  }
  const Integer whole(digits);
  return exponent >= 0 ? Rational(Integer(whole * ten_to(exponent))) : Rational(whole, ten_to(-exponent));
}

}  // namespace flowcert::theorems
