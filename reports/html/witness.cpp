#include "reports/html/witness.hpp"

#include <fmt/format.h>

#include "reports/markup.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::reports::html {

using theorems::Integer;
using theorems::Rational;

namespace {

constexpr int digits = 30;
constexpr std::size_t longest_exact = 20000;
constexpr std::size_t longest_shown = 200;

Integer power_of_ten(long exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

bool is_fraction(const std::string& text) {
  const std::size_t start = !text.empty() && text.front() == '-' ? 1 : 0;
  const std::size_t slash = text.find('/');
  const auto all_digits = [](const std::string& part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
  };
  if (slash == std::string::npos) return all_digits(text.substr(start));
  return all_digits(text.substr(start, slash - start)) && all_digits(text.substr(slash + 1));
}

/// value * 10^shift, rounded half up; value > 0.
Integer scaled(const Rational& value, long shift) {
  const Rational moved = shift >= 0 ? value * Rational(power_of_ten(shift)) : value / Rational(power_of_ten(-shift));
  return numerator(moved + Rational(1, 2)) / denominator(moved + Rational(1, 2));
}

}  // namespace

std::string decimal_value(const std::string& exact) {
  if (exact.size() > longest_exact || !is_fraction(exact)) return {};
  const std::size_t slash = exact.find('/');
  if (slash == std::string::npos && exact.size() <= digits) return {};
  const Integer bottom(slash == std::string::npos ? "1" : exact.substr(slash + 1));
  const Integer top(exact.substr(0, slash));
  if (bottom == 0 || top == 0) return {};
  const Rational value = abs(Rational(top, bottom));
  // 10^guess <= value < 10^(guess + 2), as the lengths of the integers say.
  const long guess =
      static_cast<long>(numerator(value).str().size()) - static_cast<long>(denominator(value).str().size()) - 1;
  long exponent = guess;
  while (value >=
         (exponent + 1 >= 0 ? Rational(power_of_ten(exponent + 1)) : 1 / Rational(power_of_ten(-exponent - 1))))
    ++exponent;
  Integer mantissa = scaled(value, digits - 1 - exponent);
  if (mantissa == power_of_ten(digits)) {
    mantissa /= 10;
    ++exponent;
  }
  std::string text = mantissa.str();
  std::string result = top < 0 ? "-" : "";
  const bool finite =
      Rational(mantissa) * (exponent >= digits - 1 ? Rational(power_of_ten(exponent - digits + 1))
                                                   : 1 / Rational(power_of_ten(digits - 1 - exponent))) ==
      value;
  if (finite) text.erase(text.find_last_not_of('0') + 1);
  if (exponent >= 0 && exponent < digits) {
    while (static_cast<long>(text.size()) <= exponent) text += '0';
    result += text.substr(0, static_cast<std::size_t>(exponent) + 1);
    if (text.size() > static_cast<std::size_t>(exponent) + 1)
      result += "." + text.substr(static_cast<std::size_t>(exponent) + 1);
  } else if (exponent < 0 && exponent >= -4) {
    result += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + text;
  } else {
    result += text.substr(0, 1) + (text.size() > 1 ? "." + text.substr(1) : "") + fmt::format("e{}", exponent);
  }
  return result + (finite ? "" : "...");
}

std::string shortened(const std::string& text, std::size_t longest) {
  if (text.size() <= longest) return text;
  const std::size_t half = longest / 2;
  return text.substr(0, half) + fmt::format(" ...({} characters)... ", text.size() - 2 * half) +
         text.substr(text.size() - half);
}

std::string witness_table(const CheckRecord& check) {
  if (check.witness.empty()) return {};
  std::string html = fmt::format(
      "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Witness against {0}\"><table "
      "class=\"witness\"><caption>False at</caption>\n<thead><tr><th scope=\"col\">name</th><th "
      "scope=\"col\">value</th></tr></thead>\n<tbody>\n",
      escape_markup(check.name));
  for (const proofs::NamedValue& value : check.witness) {
    html += fmt::format("<tr><th scope=\"row\">{}</th><td><code>{}</code>", escape_markup(value.name),
                        escape_markup(shortened(value.value, longest_shown)));
    const std::string decimal = decimal_value(value.value);
    if (!decimal.empty()) html += fmt::format("<br><code>= {}</code>", decimal);
    html += "</td></tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace flowcert::reports::html
