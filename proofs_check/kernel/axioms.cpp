#include "proofs_check/kernel/axioms.hpp"

#include <algorithm>
#include <array>

#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::kernel::axioms {

namespace {

using theorems::apply;
using theorems::Axiom;
using theorems::pow;

Term less(const Term& a, const Term& b) {
  return relation(Op::less, a, b);
}
Term less_equal(const Term& a, const Term& b) {
  return relation(Op::less_equal, a, b);
}
Term equal(const Term& a, const Term& b) {
  return relation(Op::equal, a, b);
}
Term of(Op op, const Term& x) {
  return apply(op, {x});
}
Statement never() {
  return {{equal(Term(0), Term(1))}, equal(Term(0), Term(1))};
}

constexpr std::array<const char*, 4> letters{"x", "y", "z", "w"};

/// Of powers and of pi; those of functions stand with these.
std::vector<Axiom> table() {
  const Term x = theorems::variable("x"), y = theorems::variable("y"), z = theorems::variable("z"),
             w = theorems::variable("w"), pi = theorems::constant(Op::pi);
  const Rational below(theorems::Integer("314159265358979323846"), theorems::Integer("100000000000000000000"));
  const Rational above(theorems::Integer("314159265358979323847"), theorems::Integer("100000000000000000000"));
  const auto positive = [](const Term& u) { return relation(Op::greater, u, Term(0)); };
  const auto nonnegative = [](const Term& u) { return relation(Op::greater_equal, u, Term(0)); };
  std::vector<Axiom> result{
      {"power of a root", 2, {nonnegative(x), positive(y)}, equal(pow(pow(x, Term(1) / y), y), x)},
      {"a power is not negative", 2, {nonnegative(x), positive(y)}, nonnegative(pow(x, y))},
      {"a power of something positive", 2, {positive(x)}, positive(pow(x, y))},
      {"a power by its root",
       4,
       {nonnegative(x), positive(y), positive(z), nonnegative(w), equal(pow(w, z), pow(x, y))},
       equal(pow(x, y / z), w)},
      {"pi is above 3.14159265358979323846", 0, {}, less(Term(below), pi)},
      {"pi is below 3.14159265358979323847", 0, {}, less(pi, Term(above))},
  };
  for (const Op op : theorems::functions::ops) {
    const std::vector<Axiom> own = theorems::axioms_of(op);
    result.insert(result.end(), own.begin(), own.end());
  }
  return result;
}

const std::vector<Axiom>& all() {
  static const std::vector<Axiom> axioms = table();
  return axioms;
}

/// min or max of all terms but the last, which is one of them and compares with each of them so.
Statement extremum(Op op, Op order, const Terms& terms) {
  if (terms.size() < 2) return never();
  const Terms all(terms.begin(), terms.end() - 1);
  if (std::find(all.begin(), all.end(), terms.back()) == all.end()) return never();
  Statement result{{}, equal(apply(op, all), terms.back())};
  for (const Term& other : all)
    if (!(other == terms.back())) result.conditions.push_back(relation(order, terms.back(), other));
  return result;
}

/// f(a, ...) == f(b, ...) where a == b, ...; the terms are f(a, ...) and b, ...
Statement equal_arguments(const Terms& terms) {
  if (terms.empty()) return never();
  const Term& f = terms[0];
  if (f.op() < Op::add || f.op() > Op::max || f.args().size() + 1 != terms.size()) return never();
  Statement result{{}, equal(f, apply(f.op(), Terms(terms.begin() + 1, terms.end())))};
  for (std::size_t k = 1; k < terms.size(); ++k) result.conditions.push_back(equal(f.arg(k - 1), terms[k]));
  return result;
}

/// The whole number that is the second term is the first, rounded.
Statement rounded(Op op, const Terms& terms) {
  if (terms.size() != 2 || !terms[1].is_number() || !theorems::is_integer(terms[1].number())) return never();
  const Term low = op == Op::floor ? terms[1] : terms[1] - Term(1), high = low + Term(1);
  return {op == Op::floor ? Terms{less_equal(low, terms[0]), less(terms[0], high)}
                          : Terms{less(low, terms[0]), less_equal(terms[0], high)},
          equal(of(op, terms[0]), terms[1])};
}

/// A function's value at a rational number, where that is one; the term is the function of the number.
Statement at_number(const Terms& terms) {
  const theorems::Function* f = terms.size() == 1 ? theorems::function_of(terms[0].op()) : nullptr;
  if (f == nullptr || !terms[0].arg(0).is_number()) return never();
  try {
    return {{}, equal(terms[0], Term(f->at_rational(terms[0].arg(0).number())))};
  } catch (const theorems::NotRational&) {
  } catch (const theorems::Undefined&) {
  }
  return never();
}

}  // namespace

Statement about(std::string_view name, const Terms& terms) {
  if (name == "the least") return extremum(Op::min, Op::less_equal, terms);
  if (name == "the greatest") return extremum(Op::max, Op::greater_equal, terms);
  if (name == "equal arguments") return equal_arguments(terms);
  if (name == "function of a number") return at_number(terms);
  if (name == "floor of a number") return rounded(Op::floor, terms);
  if (name == "ceil of a number") return rounded(Op::ceil, terms);
  const std::vector<Axiom>& axioms = all();
  const auto found = std::find_if(axioms.begin(), axioms.end(), [&](const Axiom& a) { return a.name == name; });
  if (found == axioms.end() || found->arguments != terms.size()) return never();
  theorems::Substitution meaning;
  for (std::size_t k = 0; k < terms.size(); ++k) meaning.emplace(letters[k], terms[k]);
  Statement result{{}, substitute(found->conclusion, meaning)};
  for (const Term& condition : found->conditions) result.conditions.push_back(substitute(condition, meaning));
  return result;
}

std::vector<std::pair<std::string_view, std::size_t>> names() {
  std::vector<std::pair<std::string_view, std::size_t>> result;
  for (const Axiom& axiom : all()) result.emplace_back(axiom.name, axiom.arguments);
  return result;
}

}  // namespace flowcert::proofs::kernel::axioms
