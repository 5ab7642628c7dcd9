#include <fmt/format.h>

#include <array>
#include <cmath>

#include "theorems/functions/functions.hpp"
#include "theorems/terms/printed.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

namespace {

using enum Strength;

std::string at_least(const Printed& printed, Strength needed) {
  return printed.strength >= needed ? printed.text : fmt::format("({})", printed.text);
}

std::string_view function_name(Op op) {
  if (op == Op::min) return "min";
  if (op == Op::max) return "max";
  return name_of_function(op);
}

const char* relation_sign(Op op) {
  static constexpr std::array signs{"==", "!=", "<", "<=", ">", ">="};
  return signs.at(static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::equal));
}

Printed print(const Term& term);

std::string join(const std::vector<Term>& args, const char* separator, Strength needed) {
  std::string text;
  for (const Term& arg : args) {
    if (!text.empty()) text += separator;
    text += at_least(print(arg), needed);
  }
  return text;
}

Printed print_number(const Rational& value) {
  if (is_integer(value)) return {to_text(value), value < 0 ? unary : atom};
  return {to_text(value), multiplicative};
}

Printed print_quantifier(const Term& term) {
  const char* word = term.op() == Op::for_all ? "forall" : "exists";
  const std::string low = print(term.arg(0)).text;
  const std::string high = print(term.arg(1)).text;
  const bool closed = !term.node().low_open && !term.node().high_open;
  const std::string range =
      term.node().integer_range && closed
          ? fmt::format("{}..{}", low, high)
          : fmt::format("{}{}, {}{}", term.node().low_open ? "(" : "[", low, high, term.node().high_open ? ")" : "]");
  return {fmt::format("{}({} in {}, {})", word, term.name(), range, print(term.arg(2)).text), atom};
}

Printed print_matrix_function(const Term& term) {
  const TermNode& node = term.node();
  std::string rows;
  for (std::size_t r = 0; r < node.rows; ++r) {
    std::string row;
    for (std::size_t c = 0; c < node.columns; ++c) {
      row += (c == 0 ? "" : ", ") + print(node.args[r * node.columns + c]).text;
    }
    rows += fmt::format("{}[{}]", r == 0 ? "" : ", ", row);
  }
  const std::string matrix = fmt::format("[{}]", rows);
  switch (node.function) {
    case MatrixFunction::operator_norm:
      return {fmt::format("opnorm({})", matrix), atom};
    case MatrixFunction::nuclear_norm:
      return {fmt::format("nuclear({})", matrix), atom};
    case MatrixFunction::singular_value:
      return {fmt::format("sv({})[{}]", matrix, node.i), atom};
    case MatrixFunction::sqrtm_entry:
      return {fmt::format("sqrtm({})[{}, {}]", matrix, node.i, node.j), atom};
    case MatrixFunction::orth_entry:
      return {fmt::format("orth({})[{}, {}]", matrix, node.i, node.j), atom};
    case MatrixFunction::rank:
      return {fmt::format("rank({}, {})", matrix, print(node.args.back()).text), atom};
    case MatrixFunction::none:
      break;
  }
  return {matrix, atom};
}

Printed print(const Term& term) {
  switch (term.op()) {
    case Op::number:
      return print_number(term.number());
    case Op::pi:
      return {"pi", atom};
    case Op::euler:
      return {"e", atom};
    case Op::infinity:
      return {"inf", atom};
    case Op::variable:
      return {term.name(), atom};
    case Op::true_value:
      return {"0 == 0", relational};
    case Op::false_value:
      return {"0 != 0", relational};
    case Op::add:
      return {join(term.args(), " + ", additive), additive};
    case Op::subtract:
      return {at_least(print(term.arg(0)), additive) + " - " + at_least(print(term.arg(1)), multiplicative), additive};
    case Op::multiply:
      return {join(term.args(), "*", unary), multiplicative};
    case Op::divide:
      return {at_least(print(term.arg(0)), multiplicative) + "/" + at_least(print(term.arg(1)), unary), multiplicative};
    case Op::negate:
      return {fmt::format("-{}", at_least(print(term.arg(0)), unary)), unary};
    case Op::power:
      return {at_least(print(term.arg(0)), atom) + "^" + at_least(print(term.arg(1)), power), power};
    case Op::matrix_function:
      return print_matrix_function(term);
    case Op::ddt:
      return {fmt::format("ddt({})", print(term.arg(0)).text), atom};
    case Op::at:
      return {fmt::format("at({}, {})", print(term.arg(0)).text, print(term.arg(1)).text), atom};
    case Op::logical_and:
      return {join(term.args(), " and ", negated), conjunct};
    case Op::logical_or:
      return {join(term.args(), " or ", conjunct), disjunct};
    case Op::logical_not:
      return {fmt::format("not {}", at_least(print(term.arg(0)), relational)), negated};
    case Op::implies:
      return {at_least(print(term.arg(0)), disjunct) + " implies " + at_least(print(term.arg(1)), disjunct),
              implication};
    case Op::for_all:
    case Op::exists:
      return print_quantifier(term);
    case Op::symbolic_sum:
    case Op::symbolic_product:
      return {fmt::format("{}({} in {}..{}, {})", term.op() == Op::symbolic_sum ? "sum" : "prod", term.name(),
                          print(term.arg(0)).text, print(term.arg(1)).text, print(term.arg(2)).text),
              atom};
    case Op::asymptotic:
      return {at_least(print(term.arg(0)), additive) + " ~ " + at_least(print(term.arg(1)), additive), relational};
    case Op::order:
      return {fmt::format("order({}{}{})", print(term.arg(0)).text, term.name().empty() ? "" : ", ", term.name()),
              atom};
    default:
      break;
  }
  if (is_relation(term.op())) {
    return {at_least(print(term.arg(0)), additive) + " " + relation_sign(term.op()) + " " +
                at_least(print(term.arg(1)), additive),
            relational};
  }
  return {fmt::format("{}({})", function_name(term.op()), join(term.args(), ", ", weakest)), atom};
}

}  // namespace

std::string to_text(const Term& term) {
  return print(term).text;
}

}  // namespace flowcert::theorems
