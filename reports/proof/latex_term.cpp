#include "reports/proof/latex_term.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "reports/markup.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/printed.hpp"

namespace flowcert::reports::proof {

using theorems::Op;
using theorems::Printed;
using theorems::Strength;
using theorems::Term;

namespace {

using enum theorems::Strength;

std::string bracketed(const std::string& text) {
  const bool tall = text.find("\\frac") != std::string::npos || text.find("\\sum") != std::string::npos;
  return tall ? "\\left(" + text + "\\right)" : "(" + text + ")";
}

std::string at_least(const Printed& printed, Strength needed) {
  return printed.strength >= needed ? printed.text : bracketed(printed.text);
}

Printed print(const Term& term);

std::string join(const std::vector<Term>& args, const char* separator, Strength needed) {
  std::string text;
  for (const Term& arg : args) text += (text.empty() ? "" : separator) + at_least(print(arg), needed);
  return text;
}

/// Whether two factors side by side would be read as one number.
bool needs_dot(const std::string& left, const std::string& right) {
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return digit(right.front()) || (digit(left.back()) && right.rfind("\\frac", 0) == 0);
}

Printed print_product(const Term& term) {
  std::string text;
  for (const Term& arg : term.args()) {
    std::string factor = at_least(print(arg), text.empty() ? multiplicative : unary);
    if (!text.empty() && factor.front() == '-') factor = bracketed(factor);
    if (!text.empty()) text += needs_dot(text, factor) ? " \\cdot " : " \\, ";
    text += factor;
  }
  return {text, multiplicative};
}

Printed print_number(const theorems::Rational& value) {
  if (theorems::is_integer(value)) return {theorems::to_text(value), value < 0 ? unary : atom};
  const theorems::Rational size = abs(value);
  const std::string fraction =
      fmt::format("\\tfrac{{{}}}{{{}}}", theorems::to_text(theorems::Rational(numerator(size))),
                  theorems::to_text(theorems::Rational(denominator(size))));
  return {(value < 0 ? "-" : "") + fraction, value < 0 ? unary : power};
}

const char* relation_sign(Op op) {
  static constexpr std::array signs{" = ", " \\ne ", " < ", " \\le ", " > ", " \\ge "};
  return signs.at(static_cast<std::size_t>(op) - static_cast<std::size_t>(Op::equal));
}

Printed print_quantifier(const Term& term) {
  const theorems::TermNode& node = term.node();
  const std::string range = fmt::format("{}{}, {}{}", node.low_open ? "(" : "[", print(term.arg(0)).text,
                                        print(term.arg(1)).text, node.high_open ? ")" : "]");
  return {fmt::format("{} {} \\in {}{}\\colon {}", term.op() == Op::for_all ? "\\forall" : "\\exists",
                      latex_name(term.name()), range, node.integer_range ? " \\cap \\mathbb{Z}" : "",
                      print(term.arg(2)).text),
          implication};
}

/// A function of a matrix: its name and the entries.
Printed print_matrix_function(const Term& term) {
  using theorems::MatrixFunction;
  const theorems::TermNode& node = term.node();
  std::string rows;
  for (std::size_t r = 0; r < node.rows; ++r) {
    rows += r == 0 ? "" : " \\\\ ";
    for (std::size_t c = 0; c < node.columns; ++c)
      rows += (c == 0 ? "" : " & ") + print(node.args[r * node.columns + c]).text;
  }
  const std::string matrix = "\\begin{pmatrix} " + rows + " \\end{pmatrix}";
  switch (node.function) {
    case MatrixFunction::operator_norm:
      return {"\\lVert " + matrix + " \\rVert_{2}", atom};
    case MatrixFunction::nuclear_norm:
      return {"\\lVert " + matrix + " \\rVert_{*}", atom};
    case MatrixFunction::singular_value:
      return {fmt::format("\\sigma_{{{}}} {}", node.i, matrix), atom};
    case MatrixFunction::sqrtm_entry:
      return {fmt::format("\\bigl({}^{{1/2}}\\bigr)_{{{},{}}}", matrix, node.i, node.j), atom};
    case MatrixFunction::orth_entry:
      return {fmt::format("\\bigl(\\operatorname{{orth}} {}\\bigr)_{{{},{}}}", matrix, node.i, node.j), atom};
    case MatrixFunction::rank:
      return {"\\operatorname{rank} " + matrix, atom};
    case MatrixFunction::none:
      break;
  }
  return {matrix, atom};
}

/// exp of what is not too tall is a power of e.
Printed print_function(const Term& term) {
  const std::string inner = join(term.args(), ", ", weakest);
  if (term.op() == Op::min || term.op() == Op::max)
    return {(term.op() == Op::min ? "\\min" : "\\max") + bracketed(inner), atom};
  if (term.op() == Op::exp && inner.find("\\frac") == std::string::npos) return {"e^{" + inner + "}", power};
  const theorems::Function& f = *theorems::function_of(term.op());
  const std::string before(f.latex_before), after(f.latex_after);
  return {after.empty() ? before + bracketed(inner) : before + inner + after, atom};
}

Printed print(const Term& term) {
  switch (term.op()) {
    case Op::number:
      return print_number(term.number());
    case Op::pi:
      return {"\\pi", atom};
    case Op::euler:
      return {"e", atom};
    case Op::infinity:
      return {"\\infty", atom};
    case Op::variable:
      return {latex_name(term.name()), atom};
    case Op::true_value:
      return {"\\text{true}", atom};
    case Op::false_value:
      return {"\\text{false}", atom};
    case Op::add:
      return {join(term.args(), " + ", additive), additive};
    case Op::subtract:
      return {at_least(print(term.arg(0)), additive) + " - " + at_least(print(term.arg(1)), multiplicative), additive};
    case Op::multiply:
      return print_product(term);
    case Op::divide:
      return {"\\frac{" + print(term.arg(0)).text + "}{" + print(term.arg(1)).text + "}", power};
    case Op::negate:
      return {"-" + at_least(print(term.arg(0)), multiplicative), unary};
    case Op::power:
      return {at_least(print(term.arg(0)), atom) + "^{" + print(term.arg(1)).text + "}", power};
    case Op::matrix_function:
      return print_matrix_function(term);
    case Op::ddt:
      return {"\\frac{d}{dt} " + at_least(print(term.arg(0)), unary), multiplicative};
    case Op::at:
      return {print(term.arg(0)).text + " \\big|_{t = " + print(term.arg(1)).text + "}", multiplicative};
    case Op::logical_and:
      return {join(term.args(), " \\text{ and } ", negated), conjunct};
    case Op::logical_or:
      return {join(term.args(), " \\text{ or } ", conjunct), disjunct};
    case Op::logical_not:
      return {"\\text{not } " + at_least(print(term.arg(0)), atom), negated};
    case Op::implies:
      return {at_least(print(term.arg(0)), disjunct) + " \\Rightarrow " + at_least(print(term.arg(1)), disjunct),
              implication};
    case Op::for_all:
    case Op::exists:
      return print_quantifier(term);
    case Op::symbolic_sum:
    case Op::symbolic_product:
      return {fmt::format("\\{}_{{{}={}}}^{{{}}} {}", term.op() == Op::symbolic_sum ? "sum" : "prod",
                          latex_name(term.name()), print(term.arg(0)).text, print(term.arg(1)).text,
                          at_least(print(term.arg(2)), multiplicative)),
              multiplicative};
    case Op::asymptotic:
      return {print(term.arg(0)).text + " \\sim " + print(term.arg(1)).text, relational};
    case Op::order:
      return {"\\operatorname{order}" + bracketed(print(term.arg(0)).text), atom};
    default:
      break;
  }
  if (theorems::is_relation(term.op()))
    return {at_least(print(term.arg(0)), additive) + relation_sign(term.op()) + at_least(print(term.arg(1)), additive),
            relational};
  return print_function(term);
}

std::string letter(const std::string& stem) {
  static constexpr std::array greek{"alpha",  "beta",  "gamma",  "delta", "epsilon", "zeta",  "eta",   "theta",
                                    "iota",   "kappa", "lambda", "mu",    "nu",      "xi",    "rho",   "sigma",
                                    "tau",    "phi",   "chi",    "psi",   "omega",   "Gamma", "Delta", "Theta",
                                    "Lambda", "Xi",    "Sigma",  "Phi",   "Psi",     "Omega"};
  if (stem == "eps") return "\\varepsilon";
  if (std::find(greek.begin(), greek.end(), std::string_view(stem)) != greek.end()) return "\\" + stem;
  const std::string safe = escape_latex(stem);
  return stem.size() == 1 && std::isalpha(static_cast<unsigned char>(stem[0])) != 0 ? safe : "\\mathrm{" + safe + "}";
}

}  // namespace

std::string to_latex(const Term& term) {
  return print(term).text;
}

std::string latex_name(const std::string& name) {
  if (static_cast<unsigned char>(name[0]) < ' ') return name;  // a name that is given later (notation.hpp)
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  std::string index;
  std::size_t end = name.find('[');
  if (end != std::string::npos && name.back() == ']') {
    index = escape_latex(name.substr(end + 1, name.size() - end - 2));
  } else {
    end = name.size();
  }
  std::string stem = name.substr(0, end), below;
  if (const std::size_t line = stem.find('_'); line != std::string::npos && line > 0 && line + 1 < stem.size()) {
    below = stem.substr(line + 1);
    stem.resize(line);
    const bool plain = below.size() == 1 || std::all_of(below.begin(), below.end(), is_digit);
    below = plain ? escape_latex(below) : "\\mathrm{" + escape_latex(below) + "}";
  } else {
    std::size_t digits = stem.size();
    while (digits > 1 && is_digit(stem[digits - 1])) --digits;
    below = stem.substr(digits);
    stem.resize(digits);
  }
  if (!index.empty()) below += (below.empty() ? "" : ",") + index;
  return letter(stem) + (below.empty() ? "" : "_{" + below + "}");
}

}  // namespace flowcert::reports::proof
