#include <fmt/format.h>

#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

namespace {

using Kind = ParameterSyntax::Kind;
constexpr long longest_vector = 10'000;
constexpr std::size_t most_entries = 250'000;

}  // namespace

const Value& Evaluator::parameter(const std::string& name) {
  const auto found = parameter_values_.find(name);
  if (found != parameter_values_.end()) return found->second;
  const ParameterSyntax& syntax = *parameters_.at(name);
  factory_.offset = syntax.offset;
  Value value = make_parameter(syntax);
  return parameter_values_.emplace(name, std::move(value)).first->second;
}

Value Evaluator::make_parameter(const ParameterSyntax& syntax) {
  switch (syntax.kind) {
    case Kind::value: {
      Value value = materialized(evaluate(*syntax.value, nullptr), *syntax.value);
      if (value.is_truth())
        throw LocatedError{syntax.value->offset, "a parameter is a number, a vector or a matrix, not a claim"};
      for (const Term& entry : value.entries) require_constant(entry, *syntax.value, "a parameter");
      return value;
    }
    case Kind::box:
    case Kind::any:
      return symbolic(syntax);
    case Kind::each:
      return picked(syntax);
    case Kind::limit: {
      const auto pick = choices_.picks.find(syntax.name);
      if (pick == choices_.picks.end()) return scalar_value(factory_.variable(syntax.name));
      return limit_value(syntax, pick->second);
    }
  }
  return {};
}

Value Evaluator::symbolic(const ParameterSyntax& syntax) {
  const auto side = [&](const ExpressionPtr& size) {
    const long n = integer(*size, nullptr, "a size");
    if (n < 1 || n > longest_vector) {
      throw LocatedError{size->offset, fmt::format("a size must be from 1 to {}, not {}", longest_vector, n)};
    }
    return static_cast<std::size_t>(n);
  };
  if (syntax.domain == ParameterSyntax::Domain::matrix) {
    const std::size_t rows = side(syntax.rows);
    const std::size_t columns = side(syntax.columns);
    if (rows * columns > most_entries) {
      throw LocatedError{syntax.offset, fmt::format("the matrix is too large: at most {} entries", most_entries)};
    }
    if (syntax.symmetric && rows != columns) {
      throw LocatedError{syntax.offset, fmt::format("a symmetric matrix is square, not {}x{}", rows, columns)};
    }
    std::vector<Term> entries;
    for (std::size_t i = 1; i <= rows; ++i) {
      for (std::size_t j = 1; j <= columns; ++j) {
        const bool mirrored = syntax.symmetric && j < i;
        entries.push_back(factory_.variable(fmt::format("{}[{},{}]", syntax.name, mirrored ? j : i, mirrored ? i : j)));
      }
    }
    return matrix_value(rows, columns, std::move(entries));
  }
  if (syntax.size != nullptr) {
    std::vector<Term> entries;
    const std::size_t size = side(syntax.size);
    for (std::size_t i = 1; i <= size; ++i) entries.push_back(factory_.variable(fmt::format("{}[{}]", syntax.name, i)));
    return vector_value(std::move(entries));
  }
  if (const auto size = choices_.sizes.find(syntax.name); size != choices_.sizes.end()) {
    return scalar_value(factory_.number(size->second));
  }
  return scalar_value(factory_.variable(syntax.name));
}

Value Evaluator::picked(const ParameterSyntax& syntax) {
  const auto found = choices_.picks.find(syntax.name);
  const std::uint32_t pick = found == choices_.picks.end() ? 0 : found->second;
  if (syntax.each_low != nullptr) {
    return scalar_value(factory_.number(integer(*syntax.each_low, nullptr, "a range's end") + static_cast<long>(pick)));
  }
  const Expression& element = *syntax.each.at(pick);
  Value value = materialized(evaluate(element, nullptr), element);
  if (value.is_truth())
    throw LocatedError{element.offset, "a parameter is a number, a vector or a matrix, not a claim"};
  for (const Term& entry : value.entries) require_constant(entry, element, "a parameter");
  return value;
}

// from, from*ratio, ...: for a finite limit other than 0 it is the distance to the limit that shrinks by the ratio.
Value Evaluator::limit_value(const ParameterSyntax& syntax, std::uint32_t pick) {
  const Rational from = rational(*syntax.from, nullptr, "'from'");
  const Rational ratio = rational(*syntax.ratio, nullptr, "'ratio'");
  const Term to = end(*syntax.to, nullptr);
  Rational factor = 1;
  for (std::uint32_t i = 0; i < pick; ++i) {
    factor *= ratio;
    // Charges the work of long numbers, so that no ratio can make this endless.
    (void)factory_.apply(Op::add, {factory_.number(factor), factory_.number(1)});
  }
  const Rational base = to.is_number() ? to.number() : Rational(0);
  return scalar_value(factory_.number(Rational(base + (from - base) * factor)));
}

std::string chosen_text(const Value& value) {
  if (!value.is_matrix()) return to_text(value.term());
  std::string text;
  for (std::size_t i = 0; i < value.rows; ++i) {
    std::string row;
    for (std::size_t j = 0; j < value.columns; ++j) row += (j > 0 ? ", " : "") + to_text(value.at(i, j));
    if (!value.is_vector) row = "[" + row + "]";
    text += (i > 0 ? ", " : "") + row;
  }
  return "[" + text + "]";
}

}  // namespace flowcert::theorems
