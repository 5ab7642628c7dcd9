#include "cli/time_range.hpp"

#include <algorithm>
#include <stdexcept>

namespace flowcert::cli {

using theorems::Integer;
using theorems::Rational;

namespace {

constexpr std::size_t most_times = 1'000'000;
constexpr std::size_t longest_number = 5000;

bool all_digits(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

[[noreturn]] void not_a_number(const std::string& text) {
  throw std::invalid_argument("'" + text + "' is not an exact number; expected one such as 2, 1/10, 0.25 or 1e-3");
}

Rational power_of_ten(int exponent) {
  const Integer power =
      boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(1, power) : Rational(power);
}

/// Digits, with a point and an exponent at will.
Rational decimal(const std::string& whole, std::string text) {
  int exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string::npos) {
    std::string digits = text.substr(e + 1);
    const bool negative = !digits.empty() && digits.front() == '-';
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+')) digits.erase(0, 1);
    if (!all_digits(digits) || digits.size() > 4) not_a_number(whole);
    exponent = negative ? -std::stoi(digits) : std::stoi(digits);
    text.erase(e);
  }
  if (const std::size_t point = text.find('.'); point != std::string::npos) {
    exponent -= static_cast<int>(text.size() - point - 1);
    text.erase(point, 1);
  }
  if (!all_digits(text)) not_a_number(whole);
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // a leading zero would mean octal
  return Rational(Integer(text)) * power_of_ten(exponent);
}

}  // namespace

Rational exact_number(const std::string& text) {
  std::string number = text;
  number.erase(0, std::min(number.find_first_not_of(' '), number.size()));
  number.erase(number.find_last_not_of(' ') + 1);
  if (number.empty() || number.size() > longest_number) not_a_number(text);
  const bool negative = number.front() == '-';
  if (negative) number.erase(0, 1);
  const std::size_t slash = number.find('/');
  Rational value = decimal(text, number.substr(0, slash));
  if (slash != std::string::npos) {
    const Rational divisor = decimal(text, number.substr(slash + 1));
    if (divisor == 0) throw std::invalid_argument("'" + text + "' divides by zero");
    value /= divisor;
  }
  return negative ? -value : value;
}

std::vector<Rational> times_of(const std::string& text) {
  const std::size_t first = text.find(':');
  if (first == std::string::npos) return {exact_number(text)};
  const std::size_t second = text.find(':', first + 1);
  if (second == std::string::npos || text.find(':', second + 1) != std::string::npos)
    throw std::invalid_argument("expected START:STEP:END, such as 0:1/10:2");
  const Rational start = exact_number(text.substr(0, first));
  const Rational step = exact_number(text.substr(first + 1, second - first - 1));
  const Rational end = exact_number(text.substr(second + 1));
  if (step <= 0) throw std::invalid_argument("the step between times must be positive");
  if (end < start) throw std::invalid_argument("the last time lies before the first");
  if ((end - start) / step >= most_times) throw std::invalid_argument("more than 1000000 times");
  std::vector<Rational> times;
  for (Rational time = start; time <= end; time += step) times.push_back(time);
  return times;
}

}  // namespace flowcert::cli
