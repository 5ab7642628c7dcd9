#include "theorems/terms/statements.hpp"

#include <algorithm>

namespace flowcert::theorems {

namespace {

void add_parts(const Term& term, std::vector<Term>& parts) {
  if (term.op() != Op::logical_and) return parts.push_back(term);
  for (const Term& part : term.args()) add_parts(part, parts);
}

}  // namespace

bool mentions(const Term& term, const std::string& name) {
  const std::vector<std::string> names = free_variables(term);
  return std::binary_search(names.begin(), names.end(), name);
}

bool is_infinite(const Term& end) {
  return end.op() == Op::infinity || (end.op() == Op::negate && end.arg(0).op() == Op::infinity);
}

std::vector<Term> between(const Term& x, const Term& low, bool low_open, const Term& high, bool high_open) {
  std::vector<Term> result;
  if (!is_infinite(low)) result.push_back(relation(low_open ? Op::greater : Op::greater_equal, x, low));
  if (!is_infinite(high)) result.push_back(relation(high_open ? Op::less : Op::less_equal, x, high));
  return result;
}

Term map_args(const Term& term, const std::function<Term(const Term&)>& f) {
  std::vector<Term> args;
  bool changed = false;
  for (const Term& arg : term.args()) {
    args.push_back(f(arg));
    changed |= args.back().id() != arg.id();
  }
  if (!changed) return term;
  TermNode node = term.node();
  node.args = std::move(args);
  node.hash = 0;
  node.depth = 0;
  return make_term(std::move(node));
}

std::vector<Term> conjunction_parts(const Term& term) {
  std::vector<Term> parts;
  add_parts(term, parts);
  return parts;
}

}  // namespace flowcert::theorems
