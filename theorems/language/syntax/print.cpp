#include <fmt/format.h>

#include "theorems/language/syntax/expression.hpp"

namespace flowcert::theorems {

namespace {

// Binding strength as in the grammar (parser.cpp).
enum Strength { implication, disjunct, conjunct, negated, relational, additive, multiplicative, unary, power, postfix };

struct Printed {
  std::string text;
  Strength strength;
};

Printed print(const Expression& expression);

std::string at_least(const Expression& expression, Strength needed) {
  Printed printed = print(expression);
  return printed.strength >= needed ? printed.text : fmt::format("({})", printed.text);
}

std::string list(const std::vector<ExpressionPtr>& args, std::size_t first = 0) {
  std::string text;
  for (std::size_t i = first; i < args.size(); ++i) {
    if (i > first) text += ", ";
    text += print(*args[i]).text;
  }
  return text;
}

const char* sign_of(Op op) {
  switch (op) {
    case Op::equal:
      return "==";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    default:
      return "~";
  }
}

std::string words(const Expression& expression, const char* word, Strength needed) {
  std::string text;
  for (const ExpressionPtr& arg : expression.args) {
    if (!text.empty()) text += word;
    text += at_least(*arg, needed);
  }
  return text;
}

std::string chain(const Expression& expression, Strength first, Strength rest, bool spaced) {
  std::string text = at_least(*expression.args[0], first);
  for (std::size_t i = 1; i < expression.args.size(); ++i) {
    text += spaced ? fmt::format(" {} ", expression.signs[i]) : std::string(1, expression.signs[i]);
    text += at_least(*expression.args[i], rest);
  }
  return text;
}

std::string relations(const Expression& expression) {
  std::string text = at_least(*expression.args[0], additive);
  for (std::size_t i = 1; i < expression.args.size(); ++i) {
    text += fmt::format(" {} {}", sign_of(expression.relations[i - 1]), at_least(*expression.args[i], additive));
  }
  return text;
}

std::string bound(const char* word, const Expression& expression) {
  std::string text = fmt::format("{}(", word);
  for (const Binder& binder : expression.binders) text += to_text(binder) + ", ";
  return text + print(*expression.args[0]).text + ")";
}

/// A decimal when it is short, else a quotient that is read back exactly.
Printed number(const Rational& value) {
  if (is_integer(value)) return {to_text(value), postfix};
  Integer bottom = denominator(value);
  int twos = 0;
  int fives = 0;
  while (bottom % 2 == 0 && twos < 4000) bottom /= 2, ++twos;
  while (bottom % 5 == 0 && fives < 4000) bottom /= 5, ++fives;
  const int places = std::max(twos, fives);
  if (bottom != 1 || places >= 4000) return {to_text(value), multiplicative};
  const Integer scaled = numerator(
      Rational(value * Rational(Integer(boost::multiprecision::pow(Integer(10), static_cast<unsigned>(places))))));
  if (places > 12) return {fmt::format("{}e-{}", scaled.str(), places), postfix};
  std::string digits = scaled.str();
  if (digits.size() <= static_cast<std::size_t>(places))
    digits = std::string(static_cast<std::size_t>(places) + 1 - digits.size(), '0').append(digits);
  const std::size_t point = digits.size() - static_cast<std::size_t>(places);
  return {fmt::format("{}.{}", digits.substr(0, point), digits.substr(point)), postfix};
}

Printed print(const Expression& expression) {
  const auto& args = expression.args;
  switch (expression.kind) {
    case Syntax::number:
      return number(expression.number);
    case Syntax::name:
      return {expression.name, postfix};
    case Syntax::sum_chain:
      return {chain(expression, multiplicative, multiplicative, true), additive};
    case Syntax::product_chain:
      return {chain(expression, unary, unary, false), multiplicative};
    case Syntax::negate:
      return {fmt::format("-{}", at_least(*args[0], unary)), unary};
    case Syntax::power:
      return {fmt::format("{}^{}", at_least(*args[0], postfix), at_least(*args[1], unary)), power};
    case Syntax::relation_chain:
      return {relations(expression), relational};
    case Syntax::logical_not:
      return {fmt::format("not {}", at_least(*args[0], negated)), negated};
    case Syntax::logical_and:
      return {words(expression, " and ", negated), conjunct};
    case Syntax::logical_or:
      return {words(expression, " or ", conjunct), disjunct};
    case Syntax::implies:
      return {fmt::format("{} implies {}", at_least(*args[0], disjunct), at_least(*args[1], implication)), implication};
    case Syntax::call:
      return {fmt::format("{}({})", expression.name, list(args)), postfix};
    case Syntax::index:
      return {fmt::format("{}[{}]", at_least(*args[0], postfix), list(args, 1)), postfix};
    case Syntax::literal:
      return {fmt::format("[{}]", list(args)), postfix};
    case Syntax::sum:
      return {bound("sum", expression), postfix};
    case Syntax::product:
      return {bound("prod", expression), postfix};
    case Syntax::for_all:
      return {bound("forall", expression), postfix};
    case Syntax::exists:
      return {bound("exists", expression), postfix};
  }
  return {"", postfix};
}

}  // namespace

std::string to_text(const Expression& expression) {
  return print(expression).text;
}

std::string to_text(const Binder& binder) {
  if (binder.range) return fmt::format("{} in {}..{}", binder.name, to_text(*binder.low), to_text(*binder.high));
  return fmt::format("{} in {}{}, {}{}", binder.name, binder.low_open ? "(" : "[", to_text(*binder.low),
                     to_text(*binder.high), binder.high_open ? ")" : "]");
}

}  // namespace flowcert::theorems
