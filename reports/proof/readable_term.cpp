#include "reports/proof/readable_term.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace flowcert::reports::proof {

using theorems::Op;
using theorems::Term;

namespace {

/// The term without its sign, if it has one that can be seen.
std::optional<Term> without_minus(const Term& term) {
  if (term.is_number() && term.number() < 0) return Term(-term.number());
  if (term.op() == Op::negate) return term.arg(0);
  if (term.op() == Op::multiply && term.arg(0).is_number() && term.arg(0).number() < 0) {
    std::vector<Term> factors(term.args().begin() + 1, term.args().end());
    if (term.arg(0).number() != -1) factors.insert(factors.begin(), Term(-term.arg(0).number()));
    return factors.size() == 1 ? factors[0] : theorems::multiply(factors);
  }
  if (term.op() == Op::divide) {
    const Term& below = term.arg(1);
    if (below.is_number() && below.number() < 0) return term.arg(0) / Term(-below.number());
    if (const auto top = without_minus(term.arg(0))) return *top / below;
  }
  return std::nullopt;
}

struct Signed {
  std::vector<Term> positive, negative;
};

void collect(const Term& term, bool minus, Signed& parts) {
  if (term.op() == Op::add) {
    for (const Term& part : term.args()) collect(part, minus, parts);
  } else if (term.op() == Op::subtract) {
    collect(term.arg(0), minus, parts);
    collect(term.arg(1), !minus, parts);
  } else if (const auto inner = without_minus(term)) {
    collect(*inner, !minus, parts);
  } else {
    (minus ? parts.negative : parts.positive).push_back(readable(term));
  }
}

Term sum(const std::vector<Term>& parts) {
  if (parts.empty()) return Term(0);
  return parts.size() == 1 ? parts[0] : theorems::add(parts);
}

Term joined(const Signed& parts) {
  if (parts.positive.empty()) {
    if (parts.negative.empty()) return Term(0);
    Term result = -parts.negative[0];
    for (std::size_t k = 1; k < parts.negative.size(); ++k) result = result - parts.negative[k];
    return result;
  }
  Term result = sum(parts.positive);
  for (const Term& part : parts.negative) result = result - part;
  return result;
}

Op mirrored(Op op) {
  static constexpr std::pair<Op, Op> pairs[] = {{Op::less, Op::greater}, {Op::less_equal, Op::greater_equal}};
  for (const auto& [one, other] : pairs) {
    if (op == one) return other;
    if (op == other) return one;
  }
  return op;
}

/// A quotient by a number is a multiple where that is shorter: x/1, 2*x/2.
Term shortened(const Term& quotient) {
  const Term &top = quotient.arg(0), &below = quotient.arg(1);
  if (!below.is_number() || below.number() <= 0) return quotient;
  if (below.number() == 1) return top;
  if (top.op() != Op::multiply || !top.arg(0).is_number() || top.arg(0).number() != below.number()) return quotient;
  const std::vector<Term> factors(top.args().begin() + 1, top.args().end());
  return factors.size() == 1 ? factors[0] : theorems::multiply(factors);
}

bool constant(const std::vector<Term>& parts) {
  return std::all_of(parts.begin(), parts.end(), [](const Term& part) { return part.is_number(); });
}

}  // namespace

Term readable(const Term& term) {
  if (term.args().empty()) return term;
  if (term.op() == Op::add || term.op() == Op::subtract || without_minus(term)) {
    Signed parts;
    collect(term, false, parts);
    return joined(parts);
  }
  theorems::TermNode node = term.node();
  for (Term& arg : node.args) arg = readable(arg);
  node.hash = 0;
  node.depth = 0;
  const Term result = theorems::make_term(std::move(node));
  return result.op() == Op::divide ? shortened(result) : result;
}

Term readable_statement(const Term& statement) {
  if (theorems::is_relation(statement.op())) {
    if (statement.arg(1).is_number(0) && statement.arg(0).op() != Op::subtract) {
      Signed parts;
      collect(statement.arg(0), false, parts);
      if (!parts.negative.empty()) {
        const Term left = sum(parts.positive), right = sum(parts.negative);
        if (constant(parts.positive) && !constant(parts.negative))
          return relation(mirrored(statement.op()), right, left);
        return relation(statement.op(), left, right);
      }
    }
    return relation(statement.op(), readable(statement.arg(0)), readable(statement.arg(1)));
  }
  if (!theorems::is_truth_valued(statement.op()) || statement.args().empty()) return readable(statement);
  theorems::TermNode node = statement.node();
  for (Term& arg : node.args) arg = theorems::is_truth_valued(arg.op()) ? readable_statement(arg) : readable(arg);
  node.hash = 0;
  node.depth = 0;
  return theorems::make_term(std::move(node));
}

Term without_defined_parts(const Term& statement) {
  if (statement.op() == Op::implies)
    return theorems::apply(Op::implies, {statement.arg(0), without_defined_parts(statement.arg(1))});
  if (statement.op() != Op::logical_and) return statement;
  std::vector<Term> parts;
  for (const Term& arg : statement.args()) {
    const Term part = without_defined_parts(arg);
    if (part.op() == Op::equal && part.arg(0) == part.arg(1)) continue;
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
  }
  return parts.empty() ? statement.arg(0) : parts.size() == 1 ? parts[0] : theorems::conjunction(parts);
}

namespace {

bool is_less(Op relation) {
  return relation == Op::less || relation == Op::less_equal;
}

Term difference(const Term& a, const Term& b) {
  if (b.is_number(0)) return a;
  return a.is_number(0) ? turned(b) : a - b;
}

std::string in_order(const Term& term) {
  if (term.op() != Op::multiply) return theorems::to_text(term);
  std::vector<std::string> factors;
  for (const Term& arg : term.args()) factors.push_back(theorems::to_text(arg));
  std::sort(factors.begin(), factors.end());
  std::string text;
  for (const std::string& factor : factors) text += factor + "*";
  return text;
}

std::vector<std::string> summands(const Term& term) {
  Signed parts;
  collect(term, false, parts);
  std::vector<std::string> all;
  for (const Term& part : parts.positive) all.push_back("+" + in_order(part));
  for (const Term& part : parts.negative) all.push_back("-" + in_order(part));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

Term turned(const Term& a) {
  if (a.op() == Op::subtract) return a.arg(1) - a.arg(0);
  if (a.op() == Op::multiply && (a.arg(0).op() == Op::subtract || a.arg(0).op() == Op::negate)) {
    std::vector<Term> factors = a.args();
    factors[0] = turned(factors[0]);
    return theorems::multiply(factors);
  }
  return a.op() == Op::negate ? a.arg(0) : -a;
}

Term difference_of_sides(const Term& relation) {
  return is_less(relation.op()) ? difference(relation.arg(1), relation.arg(0))
                                : difference(relation.arg(0), relation.arg(1));
}

bool same_summands(const Term& a, const Term& b) {
  return summands(a) == summands(b);
}

}  // namespace flowcert::reports::proof
