#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "theorems/language/source.hpp"
#include "theorems/terms/rational.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

enum class Syntax {
  number,         // number
  name,           // name, possibly dotted; also pi, e, inf
  sum_chain,      // args[0] +/- args[1] ...: signs[i] belongs to args[i], signs[0] = '+'
  product_chain,  // args[0] * or / args[1] ...: signs[0] = '*'
  negate,
  power,
  relation_chain,  // args[0] relations[0] args[1] relations[1] ...
  logical_not,
  logical_and,  // n-ary
  logical_or,   // n-ary
  implies,
  call,     // name(args)
  index,    // args[0][args[1], ...]
  literal,  // [a, b] or [[a, b], [c, d]]: args; rows are literals themselves
  sum,      // binders, args[0]
  product,
  for_all,
  exists,
};

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

/// `name in low..high` or `name in [low, high]`.
struct Binder {
  std::string name;
  std::size_t offset = 0;
  bool range = false;  // low..high
  bool low_open = false, high_open = false;
  ExpressionPtr low, high;
};

/// Text as it was written, with the places in the file. Immutable once made.
struct Expression {
  Syntax kind = Syntax::number;
  std::size_t offset = 0;  // in the file
  Rational number;
  std::string name;
  std::vector<ExpressionPtr> args;
  std::vector<char> signs;
  std::vector<Op> relations;  // Op::equal ... Op::greater_equal, Op::asymptotic
  std::vector<Binder> binders;
};

/// An interval of constants such as `[1/4, 4)`.
struct Interval {
  bool low_open = false, high_open = false;
  ExpressionPtr low, high;
};

/// The left side of a [let] entry: `name`, `name[c, ...]` or `name(x, ...)`.
struct LetHead {
  std::string name;
  bool indexed = false, function = false;
  std::vector<std::string> arguments;
};

struct LimitText {
  std::string variable;
  ExpressionPtr to;
};

/// True for words that the grammar takes for itself: and, or, not, implies, iff, in, sum, prod, exists, forall.
[[nodiscard]] bool is_keyword(const std::string& word);

// Readers of a whole string. All throw LocatedError at the offset in the file.
// `digits_left` counts down the decimal digits that all numbers of a file may have together.
[[nodiscard]] ExpressionPtr parse_expression(const SourcedText& text, long& digits_left);
[[nodiscard]] std::vector<Binder> parse_binders(const SourcedText& text, long& digits_left);
[[nodiscard]] Interval parse_interval(const SourcedText& text, long& digits_left);
/// `low..high`
[[nodiscard]] std::pair<ExpressionPtr, ExpressionPtr> parse_range(const SourcedText& text, long& digits_left);
[[nodiscard]] LimitText parse_limit(const SourcedText& text, long& digits_left);
[[nodiscard]] LetHead parse_let_head(const SourcedText& text);

/// The text with the fewest parentheses that parses back to the same expression.
[[nodiscard]] std::string to_text(const Expression& expression);
[[nodiscard]] std::string to_text(const Binder& binder);

inline constexpr long digits_per_file = 20'000'000;
inline constexpr int deepest_nesting = 200;
inline constexpr long largest_exponent = 1'000'000;

}  // namespace flowcert::theorems
