#include "theorems/language/elaborate/factory.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "theorems/language/elaborate/value.hpp"
#include "theorems/language/source.hpp"

namespace flowcert::theorems {

namespace {

std::size_t limbs(const Rational& value) {
  return (msb(Integer(abs(numerator(value)) + 1)) + msb(Integer(denominator(value)))) / 64 + 1;
}

}  // namespace

std::string describe(const Value& value) {
  switch (value.kind) {
    case Value::Kind::scalar:
      return "a number";
    case Value::Kind::truth:
      return "a truth value";
    case Value::Kind::matrix:
      return value.is_vector ? fmt::format("a vector of {}", value.rows)
                             : fmt::format("a {}x{} matrix", value.rows, value.columns);
    case Value::Kind::singular_values:
      return "singular values, which need an index";
    case Value::Kind::layers:
      return "all layers, which need an index";
    case Value::Kind::gradients:
      return "all gradients, which need an index";
  }
  return "";
}

bool TermFactory::ShallowEqual::operator()(const Term& a, const Term& b) const {
  const TermNode& x = a.node();
  const TermNode& y = b.node();
  if (&x == &y) return true;
  if (x.hash != y.hash || x.op != y.op || x.args.size() != y.args.size() || x.name != y.name || x.number != y.number ||
      x.function != y.function || x.rows != y.rows || x.columns != y.columns || x.i != y.i || x.j != y.j ||
      x.low_open != y.low_open || x.high_open != y.high_open || x.integer_range != y.integer_range) {
    return false;
  }
  return std::equal(x.args.begin(), x.args.end(), y.args.begin(), [](const Term& p, const Term& q) {
    return p.id() == q.id() || (p.is_number() && q.is_number(p.number()));
  });
}

Term TermFactory::intern(const Term& term) {
  const auto [place, inserted] = terms_.insert(term);
  if (!inserted) return *place;
  nodes_ += 1 + term.args().size();
  if (nodes_ > most_nodes)
    throw LocatedError{offset,
                       fmt::format("the claim becomes too large when it is expanded: more than {} parts", most_nodes)};
  if (term.node().depth > deepest_term) {
    throw LocatedError{
        offset, fmt::format("the expression becomes too deep when it is expanded: more than {} levels", deepest_term)};
  }
  return *place;
}

void TermFactory::count_work(const std::vector<Term>& args) {
  work_ += 1 + args.size();
  for (const Term& arg : args) {
    if (arg.is_number()) work_ += limbs(arg.number());
  }
  if (work_ > most_work) throw LocatedError{offset, "the claim takes too long to expand"};
}

Term TermFactory::make(TermNode node) {
  count_work(node.args);
  if (node.op == Op::power && node.args[0].is_number()) work_ += 4 * limbs(node.args[0].number());
  return intern(make_term(std::move(node)));
}

Term TermFactory::apply(Op op, std::vector<Term> args) {
  TermNode node;
  node.op = op;
  node.args = std::move(args);
  return make(std::move(node));
}

// A balanced tree over the numbers; the others keep their order.
Term TermFactory::combine(Op op, std::vector<Term> args) {
  constexpr std::size_t few = 16;
  if (args.size() <= few) return apply(op, std::move(args));
  std::vector<Term> numbers;
  std::vector<Term> rest;
  for (Term& arg : args) (arg.is_number() ? numbers : rest).push_back(std::move(arg));
  while (numbers.size() > 1) {
    std::vector<Term> half;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
      count_work({numbers[i], numbers[i + 1]});
      Term both = theorems::apply(op, {numbers[i], numbers[i + 1]});
      if (!both.is_number()) throw LocatedError{offset, "the exact numbers become too long when the claim is expanded"};
      half.push_back(std::move(both));
    }
    if (numbers.size() % 2 == 1) half.push_back(numbers.back());
    numbers = std::move(half);
  }
  rest.insert(rest.end(), numbers.begin(), numbers.end());
  return apply(op, std::move(rest));
}

Term TermFactory::add(std::vector<Term> args) {
  return args.empty() ? number(0) : combine(Op::add, std::move(args));
}

Term TermFactory::multiply(std::vector<Term> args) {
  return args.empty() ? number(1) : combine(Op::multiply, std::move(args));
}

Term TermFactory::conjunction(std::vector<Term> args) {
  return args.empty()       ? apply(Op::true_value, {})
         : args.size() == 1 ? args[0]
                            : apply(Op::logical_and, std::move(args));
}

Term TermFactory::disjunction(std::vector<Term> args) {
  return args.empty()       ? apply(Op::false_value, {})
         : args.size() == 1 ? args[0]
                            : apply(Op::logical_or, std::move(args));
}

double TermFactory::written_size(const Term& term) {
  if (const auto found = sizes_.find(term.id()); found != sizes_.end()) return found->second.second;
  double size = 1;
  for (const Term& arg : term.args()) size += written_size(arg);
  sizes_.emplace(term.id(), std::pair(term, size));
  return size;
}

void TermFactory::check_size(const Term& term) {
  if (written_size(term) > largest_claim) {
    throw LocatedError{offset, "the claim becomes too large when its [let] entries are expanded"};
  }
}

}  // namespace flowcert::theorems
