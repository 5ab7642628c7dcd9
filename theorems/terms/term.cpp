#include "theorems/terms/term.hpp"

#include <algorithm>
#include <stdexcept>

#include "theorems/terms/fold.hpp"

namespace flowcert::theorems {

namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U));
}

void fill_hash_and_depth(TermNode& node) {
  std::size_t hash = static_cast<std::size_t>(node.op);
  if (node.op == Op::number) hash = mix(hash, boost::multiprecision::hash_value(node.number));
  hash = mix(hash, std::hash<std::string>{}(node.name));
  hash = mix(hash, static_cast<std::size_t>(node.function) + 31 * node.rows + 131 * node.i + 1031 * node.j);
  for (const Term& arg : node.args) {
    hash = mix(hash, arg.node().hash);
    node.depth = std::max(node.depth, arg.node().depth + 1);
  }
  node.hash = hash;
}

bool same_head(const TermNode& a, const TermNode& b) {
  return a.op == b.op && a.hash == b.hash && a.number == b.number && a.name == b.name &&
         a.args.size() == b.args.size() && a.function == b.function && a.rows == b.rows && a.columns == b.columns &&
         a.i == b.i && a.j == b.j && a.low_open == b.low_open && a.high_open == b.high_open &&
         a.integer_range == b.integer_range;
}

}  // namespace

Term::Term() : Term(Rational(0)) {}

Term::Term(int value) : Term(Rational(value)) {}

Term::Term(const Rational& value) {
  TermNode node;
  node.number = value;
  fill_hash_and_depth(node);
  node_ = std::make_shared<const TermNode>(std::move(node));
}

bool operator==(const Term& a, const Term& b) {
  if (a.id() == b.id()) return true;
  if (!same_head(a.node(), b.node())) return false;
  return std::equal(a.args().begin(), a.args().end(), b.args().begin());
}

Term make_term(TermNode node) {
  if (auto folded = fold(node)) return *folded;
  fill_hash_and_depth(node);
  return Term(std::make_shared<const TermNode>(std::move(node)));
}

Term variable(std::string name) {
  TermNode node;
  node.op = Op::variable;
  node.name = std::move(name);
  return make_term(std::move(node));
}

Term constant(Op op) {
  return apply(op, {});
}

Term apply(Op op, std::vector<Term> args) {
  TermNode node;
  node.op = op;
  node.args = std::move(args);
  return make_term(std::move(node));
}

Term add(std::vector<Term> args) {
  return args.empty() ? Term(0) : apply(Op::add, std::move(args));
}
Term multiply(std::vector<Term> args) {
  return args.empty() ? Term(1) : apply(Op::multiply, std::move(args));
}
Term pow(const Term& base, const Term& exponent) {
  return apply(Op::power, {base, exponent});
}

Term relation(Op op, const Term& left, const Term& right) {
  if (!is_relation(op)) throw std::logic_error("relation(): not a relation");
  return apply(op, {left, right});
}

Term conjunction(std::vector<Term> args) {
  if (args.empty()) return constant(Op::true_value);
  return args.size() == 1 ? args[0] : apply(Op::logical_and, std::move(args));
}

Term disjunction(std::vector<Term> args) {
  if (args.empty()) return constant(Op::false_value);
  return args.size() == 1 ? args[0] : apply(Op::logical_or, std::move(args));
}

Term negation(const Term& claim) {
  return apply(Op::logical_not, {claim});
}

Term operator+(const Term& a, const Term& b) {
  return apply(Op::add, {a, b});
}
Term operator-(const Term& a, const Term& b) {
  return apply(Op::subtract, {a, b});
}
Term operator*(const Term& a, const Term& b) {
  return apply(Op::multiply, {a, b});
}
Term operator/(const Term& a, const Term& b) {
  return apply(Op::divide, {a, b});
}
Term operator-(const Term& a) {
  return apply(Op::negate, {a});
}

bool is_relation(Op op) {
  return op >= Op::equal && op <= Op::greater_equal;
}

bool is_truth_valued(Op op) {
  return (op >= Op::true_value && op <= Op::exists) || op == Op::asymptotic;
}

}  // namespace flowcert::theorems
