#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "theorems/functions/list.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::theorems {

/// What a term's node does. Matrices never appear: the elaborator expands them entry by entry, and what cannot be
/// expanded (singular values, polar factor, ...) is a MatrixFunction of the entries with a scalar value.
enum class Op {
  // leaves
  number,
  pi,
  euler,
  infinity,
  variable,  // parameter, state variable, time `t`, step index `n`, bound variable or flow observable
  // arithmetic
  add,       // n-ary, at least one argument
  subtract,  // 2
  multiply,  // n-ary, at least one argument
  divide,    // 2
  negate,    // 1
  power,     // base, exponent
// functions of one argument
#define FLOWCERT_ENUMERATOR(NAME) NAME,
  FLOWCERT_FUNCTIONS(FLOWCERT_ENUMERATOR)
#undef FLOWCERT_ENUMERATOR
  // functions of one or more arguments
  min,
  max,
  // a scalar of a matrix whose entries are the arguments, row by row
  matrix_function,
  // dynamics
  ddt,  // ddt(e): derivative of e along the dynamics
  at,   // at(e, time)
  // truth values
  true_value,
  false_value,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // 2
  logical_and,
  logical_or,  // n-ary
  logical_not,
  implies,
  // quantifiers over a real interval or an integer range: args = {low, high, body}; name = bound variable
  for_all,
  exists,
  // sum or product whose range is not a number: args = {low, high, body}; name = bound index
  symbolic_sum,
  symbolic_product,
  // limit claims, outermost in a check
  asymptotic,  // A ~ B
  order,       // order(A) or order(A, variable): value is the exponent; name = the variable ("" = the check's own)
};

enum class MatrixFunction { none, operator_norm, nuclear_norm, singular_value, sqrtm_entry, orth_entry, rank };

class Term;

/// A node is immutable once made. Terms share nodes: a term is a directed acyclic graph.
struct TermNode {
  Op op = Op::number;
  Rational number;   // Op::number
  std::string name;  // Op::variable, quantifiers, symbolic sums
  std::vector<Term> args;
  bool low_open = false, high_open = false, integer_range = false;  // quantifiers
  // Op::matrix_function: args are rows*columns entries (and for rank, one more: the tolerance).
  MatrixFunction function = MatrixFunction::none;
  std::size_t rows = 0, columns = 0;
  std::size_t i = 0, j = 0;  // singular_value: i = k (from 1); *_entry: (i, j) from 1
  // filled by make_term
  std::size_t hash = 0;
  std::size_t depth = 0;
};

/// A value: cheap to copy, compares by structure.
class Term {
 public:
  Term();                       // the number 0
  Term(const Rational& value);  // NOLINT(google-explicit-constructor)
  Term(int value);              // NOLINT(google-explicit-constructor)
  explicit Term(std::shared_ptr<const TermNode> node) : node_(std::move(node)) {}

  [[nodiscard]] Op op() const { return node_->op; }
  [[nodiscard]] const Rational& number() const { return node_->number; }
  [[nodiscard]] const std::string& name() const { return node_->name; }
  [[nodiscard]] const std::vector<Term>& args() const { return node_->args; }
  [[nodiscard]] const Term& arg(std::size_t i) const { return node_->args[i]; }
  [[nodiscard]] const TermNode& node() const { return *node_; }
  [[nodiscard]] const TermNode* id() const { return node_.get(); }  // identity, for memo tables
  [[nodiscard]] bool is_number() const { return op() == Op::number; }
  [[nodiscard]] bool is_number(const Rational& value) const { return is_number() && number() == value; }
  [[nodiscard]] bool is_variable() const { return op() == Op::variable; }

  friend bool operator==(const Term& a, const Term& b);

 private:
  std::shared_ptr<const TermNode> node_;
};

struct TermHash {
  std::size_t operator()(const Term& term) const { return term.node().hash; }
};

/// The only way to make a node: fills hash and depth, folds arithmetic of rational numbers exactly (never a division by
/// zero, never a power beyond `max_folded_exponent`), and drops neutral elements (x + 0, x * 1, x^1). Nothing that
/// could change where a term is defined is folded: 0 * log(x), x - x and x / x stay.
[[nodiscard]] Term make_term(TermNode node);
inline constexpr long max_folded_exponent = 4096;

// Convenience constructors.
[[nodiscard]] Term variable(std::string name);
[[nodiscard]] Term constant(Op op);  // pi, euler, infinity, true_value, false_value
[[nodiscard]] Term apply(Op op, std::vector<Term> args);
[[nodiscard]] Term add(std::vector<Term> args);
[[nodiscard]] Term multiply(std::vector<Term> args);
[[nodiscard]] Term pow(const Term& base, const Term& exponent);
[[nodiscard]] Term relation(Op op, const Term& left, const Term& right);
[[nodiscard]] Term conjunction(std::vector<Term> args);
[[nodiscard]] Term disjunction(std::vector<Term> args);
[[nodiscard]] Term negation(const Term& claim);
Term operator+(const Term& a, const Term& b);
Term operator-(const Term& a, const Term& b);
Term operator*(const Term& a, const Term& b);
Term operator/(const Term& a, const Term& b);
Term operator-(const Term& a);

[[nodiscard]] bool is_relation(Op op);
[[nodiscard]] bool is_truth_valued(Op op);

using Substitution = std::unordered_map<std::string, Term>;

/// Replaces free variables simultaneously. Bound variables are respected. Shared nodes stay shared. Does not look into
/// at(e, time): the caller decides what substitution means there (throws std::logic_error when it meets ddt or at).
[[nodiscard]] Term substitute(const Term& term, const Substitution& replacements);

/// Names of the free variables, sorted.
[[nodiscard]] std::vector<std::string> free_variables(const Term& term);

/// True if any node of the term has one of these ops.
[[nodiscard]] bool contains(const Term& term, std::span<const Op> ops);

/// Partial derivative. Throws std::domain_error for what has none as an expression (sign, floor, relations ...); abs,
/// min and max differentiate to expressions in sign that hold where the derivative exists.
[[nodiscard]] Term derivative(const Term& term, const std::string& variable_name);

/// The derivative along x_i' = f_i, plus the partial derivative in `time`: the Lie derivative.
[[nodiscard]] Term lie_derivative(const Term& term, const std::vector<std::pair<std::string, Term>>& field,
                                  const std::string& time);

/// Text in the claim language, for messages and reports. Parses back to the same term.
[[nodiscard]] std::string to_text(const Term& term);

}  // namespace flowcert::theorems
