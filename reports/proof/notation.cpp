#include "reports/proof/notation.hpp"

#include <fmt/format.h>

#include <cctype>

#include "reports/proof/latex_term.hpp"
#include "reports/proof/readable_term.hpp"
#include "theorems/terms/rewrite.hpp"

namespace flowcert::reports::proof {

using theorems::Op;
using theorems::Term;

namespace {

// Characters that no name of a claim file has.
constexpr char difference_begins = '\x01', difference_ends = '\x02';

constexpr std::size_t worth_a_name = 10;  // characters of what a name of the file stands for

std::size_t end_of_group(const std::string& text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '(' || text[at] == '[') ++depth;
    if ((text[at] == ')' || text[at] == ']') && --depth == 0) return at + 1;
  }
  return at;
}

/// Where the name, number, application or power that begins here ends.
std::size_t end_of_factor(const std::string& text, std::size_t at) {
  while (at < text.size()) {
    const char c = text[at];
    if (c == '(' || c == '[') {
      at = end_of_group(text, at);
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '^' || c == difference_begins ||
               c == difference_ends) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

/// x*-y is written x*(-y).
std::string mathematical(std::string text) {
  for (std::size_t at = 0; (at = text.find("*-", at)) != std::string::npos; at += 2) {
    text.insert(end_of_factor(text, at + 2), ")");
    text.insert(at + 1, "(");
  }
  for (std::size_t at = 0; (at = text.find("==", at)) != std::string::npos; ++at) text.erase(at, 1);
  return text;
}

Formula in_words(std::size_t size) {
  const std::string text = fmt::format("[a formula of {} characters]", size);
  return {text, "\\text{" + text + "}"};
}

}  // namespace

Term difference_of(std::size_t line) {
  return theorems::variable(fmt::format("{}{}{}", difference_begins, line, difference_ends));
}

std::vector<std::size_t> differences_in(const Formula& formula) {
  std::vector<std::size_t> lines;
  for (std::size_t at = 0; (at = formula.text.find(difference_begins, at)) != std::string::npos; ++at)
    lines.push_back(std::stoul(formula.text.substr(at + 1)));
  return lines;
}

Formula with_differences_named(const Formula& formula, const std::function<std::size_t(std::size_t)>& number) {
  const auto named = [&](std::string text, const char* own, const char* before, const char* after) {
    for (std::size_t at = 0; (at = text.find(difference_begins, at)) != std::string::npos;) {
      const std::size_t end = text.find(difference_ends, at);
      const std::size_t line = std::stoul(text.substr(at + 1));
      text.replace(at, end - at + 1, line == 0 ? own : fmt::format("{}{}{}", before, number(line), after));
    }
    return text;
  };
  return {named(formula.text, "D", "D(", ")"), named(formula.latex, "\\Delta", "\\Delta_{", "}")};
}

Formula formula_of(const Term& term) {
  Formula result{mathematical(theorems::to_text(term)), ""};
  if (result.text.size() > Notation::longest) return in_words(result.text.size());
  result.latex = to_latex(term);
  return result;
}

Notation::Notation(const std::vector<std::pair<std::string, Term>>& lets) : lets_(lets), used_(lets.size(), false) {
  for (std::size_t k = 0; k < lets_.size(); ++k)
    if (theorems::to_text(lets_[k].second).size() >= worth_a_name) by_value_.emplace(lets_[k].second, k);
}

Term Notation::with_names(const Term& term) {
  if (by_value_.empty()) return term;
  return theorems::rewrite(term, [&](const Term& part) -> std::optional<Term> {
    const auto named = by_value_.find(part);
    if (named == by_value_.end()) return std::nullopt;
    used_[named->second] = true;
    return theorems::variable(lets_[named->second].first);
  });
}

Formula Notation::formula(const Term& term) {
  return formula_of(readable_statement(with_names(without_defined_parts(term))));
}

Formula Notation::formula_as_written(const Term& term) {
  return formula_of(with_names(term));
}

/// Each summand in its own form; a sum among several summands stands in brackets.
Formula Notation::sum(const std::vector<Term>& summands) {
  Formula result;
  for (const Term& summand : summands) {
    Term part = readable(with_names(summand));
    const bool minus = part.op() == Op::negate;
    if (minus) part = part.arg(0);
    Formula formula = formula_of(part);
    const bool sum = part.op() == Op::add || part.op() == Op::subtract || formula.text.front() == '-';
    if (summands.size() > 1 && sum) formula = {"(" + formula.text + ")", "(" + formula.latex + ")"};
    const char* sign = result.text.empty() ? (minus ? "-" : "") : (minus ? " - " : " + ");
    result.text += sign + formula.text;
    result.latex += sign + formula.latex;
  }
  if (summands.empty()) return {"0", "0"};
  return result.text.size() > longest ? in_words(result.text.size()) : result;
}

Formula Notation::equation(const Term& left, const std::vector<Term>& summands) {
  const Formula first = formula_of(readable(with_names(left))), second = sum(summands);
  return {first.text + " = " + second.text, first.latex + " = " + second.latex};
}

Formula Notation::contradiction(const std::vector<Term>& summands) {
  const Formula total = sum(summands);
  return {"0 = " + total.text + " > 0", "0 = " + total.latex + " > 0"};
}

/// What the file's name stands for, with other names of the file in it.
Formula Notation::value_of(std::size_t let) {
  const auto& [name, value] = lets_[let];
  theorems::TermNode node = value.node();
  for (Term& arg : node.args) arg = with_names(arg);
  node.hash = 0;
  node.depth = 0;
  return formula_of(relation(Op::equal, theorems::variable(name), readable(theorems::make_term(std::move(node)))));
}

std::vector<Item> Notation::abbreviations() {
  for (std::size_t k = lets_.size(); k-- > 0;)  // later names are made of earlier ones, which they bring into use
    if (used_[k]) (void)value_of(k);
  std::vector<Item> result;
  for (std::size_t k = 0; k < lets_.size(); ++k) {
    if (!used_[k]) continue;
    Item item;
    item.claim = value_of(k);
    result.push_back(std::move(item));
  }
  return result;
}

}  // namespace flowcert::reports::proof
