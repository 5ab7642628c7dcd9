#include "proofs_check/kernel/axioms.hpp"

#include <algorithm>
#include <array>

namespace flowcert::proofs::kernel::axioms {

namespace {

using theorems::apply;
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
Term implies(const Term& a, const Term& b) {
  return apply(Op::implies, {a, b});
}
Term of(Op op, const Term& x) {
  return apply(op, {x});
}
Term root(const Term& x) {
  return of(Op::sqrt, x);
}
Term square(const Term& x) {
  return pow(x, Term(2));
}
Statement never() {
  return {{equal(Term(0), Term(1))}, equal(Term(0), Term(1))};
}

/// A statement in which `x`, `y`, `z`, `w` stand for the terms that it is about.
struct Axiom {
  std::string_view name;
  std::size_t arguments;
  Terms conditions;
  Term conclusion;
};

constexpr std::array<const char*, 4> letters{"x", "y", "z", "w"};

std::vector<Axiom> table() {
  const Term x = theorems::variable("x"), y = theorems::variable("y"), z = theorems::variable("z"),
             w = theorems::variable("w"), pi = theorems::constant(Op::pi), exp = of(Op::exp, x), log = of(Op::log, x),
             sin = of(Op::sin, x), cos = of(Op::cos, x), asin = of(Op::asin, x), atan = of(Op::atan, x),
             mirrored = of(Op::exp, -x), half(Rational(1, 2));
  const Term quadratic = Term(1) + x + half * square(x);
  const Rational below(theorems::Integer("314159265358979323846"), theorems::Integer("100000000000000000000"));
  const Rational above(theorems::Integer("314159265358979323847"), theorems::Integer("100000000000000000000"));
  const Term negative = less(x, Term(0)), positive = relation(Op::greater, x, Term(0)),
             nonnegative = relation(Op::greater_equal, x, Term(0)), nonpositive = less_equal(x, Term(0));
  const Term y_positive = relation(Op::greater, y, Term(0)), y_nonnegative = relation(Op::greater_equal, y, Term(0)),
             z_positive = relation(Op::greater, z, Term(0)), w_nonnegative = relation(Op::greater_equal, w, Term(0));
  const Terms within_one{less_equal(x, Term(1)), relation(Op::greater_equal, x, Term(-1))};
  const auto at_pi_by = [&](Op op, int n, const Term& value) { return equal(of(op, pi / Term(n)), value); };
  return {
      {"exp is positive", 1, {}, relation(Op::greater, exp, Term(0))},
      {"exp(x) >= 1 + x", 1, {}, less_equal(Term(1) + x, exp)},
      {"exp(a) >= exp(b)*(1 + a - b)", 2, {}, less_equal(of(Op::exp, y) * (Term(1) + (x - y)), exp)},
      {"exp(a)*(1 - a) <= 1", 1, {}, less_equal(exp * (Term(1) - x), Term(1))},
      {"exp(a) >= 1 + a + a^2/2 for a >= 0", 1, {}, implies(nonnegative, less_equal(quadratic, exp))},
      {"exp(a) <= 1 + a + a^2/2 for a <= 0", 1, {}, implies(nonpositive, less_equal(exp, quadratic))},
      {"exp(0) is 1", 0, {}, equal(of(Op::exp, Term(0)), Term(1))},
      {"e is exp(1)", 0, {}, equal(theorems::constant(Op::euler), of(Op::exp, Term(1)))},
      {"exp of log", 1, {positive}, equal(of(Op::exp, log), x)},
      {"log(x) <= x - 1", 1, {positive}, less_equal(log, x - Term(1))},
      {"x*log(x) >= x - 1", 1, {positive}, less_equal(x - Term(1), x * log)},
      {"y*(log(x) - log(y)) <= x - y", 2, {positive, y_positive}, less_equal(y * (log - of(Op::log, y)), x - y)},
      {"power of a root", 2, {nonnegative, y_positive}, equal(pow(pow(x, Term(1) / y), y), x)},
      {"a power is not negative", 2, {nonnegative, y_positive}, relation(Op::greater_equal, pow(x, y), Term(0))},
      {"a power of something positive", 2, {positive}, relation(Op::greater, pow(x, y), Term(0))},
      {"a power by its root",
       4,
       {nonnegative, y_positive, z_positive, w_nonnegative, equal(pow(w, z), pow(x, y))},
       equal(pow(x, y / z), w)},
      {"square of a root", 1, {nonnegative}, equal(square(root(x)), x)},
      {"a root is not negative", 1, {nonnegative}, relation(Op::greater_equal, root(x), Term(0))},
      {"a root of something positive", 1, {positive}, relation(Op::greater, root(x), Term(0))},
      {"the root that is not negative", 2, {y_nonnegative, equal(square(y), x)}, equal(root(x), y)},
      {"abs of something not negative", 1, {nonnegative}, equal(of(Op::abs, x), x)},
      {"abs of something not positive", 1, {nonpositive}, equal(of(Op::abs, x), -x)},
      {"sign of something positive", 1, {positive}, equal(of(Op::sign, x), Term(1))},
      {"sign of something negative", 1, {negative}, equal(of(Op::sign, x), Term(-1))},
      {"sign of zero", 1, {equal(x, Term(0))}, equal(of(Op::sign, x), Term(0))},
      {"sinh by exp", 1, {}, equal(of(Op::sinh, x), (exp - mirrored) / Term(2))},
      {"cosh by exp", 1, {}, equal(of(Op::cosh, x), (exp + mirrored) / Term(2))},
      {"tanh by exp", 1, {}, equal(of(Op::tanh, x), (exp - mirrored) / (exp + mirrored))},
      {"floor is not above", 1, {}, less_equal(of(Op::floor, x), x)},
      {"floor is near", 1, {}, less(x, of(Op::floor, x) + Term(1))},
      {"ceil is not below", 1, {}, less_equal(x, of(Op::ceil, x))},
      {"ceil is near", 1, {}, less(of(Op::ceil, x) - Term(1), x)},
      {"sin(a) <= a for a >= 0", 1, {}, implies(nonnegative, less_equal(sin, x))},
      {"sin(a) >= a for a <= 0", 1, {}, implies(nonpositive, less_equal(x, sin))},
      {"cos(a) >= 1 - a^2/2", 1, {}, less_equal(Term(1) - half * square(x), cos)},
      {"sin^2 <= 1", 1, {}, less_equal(square(sin), Term(1))},
      {"cos^2 <= 1", 1, {}, less_equal(square(cos), Term(1))},
      {"sin^2 + cos^2", 1, {}, equal(square(sin), Term(1) - square(cos))},
      {"sin of a sum", 2, {}, equal(of(Op::sin, x + y), sin * of(Op::cos, y) + cos * of(Op::sin, y))},
      {"cos of a sum", 2, {}, equal(of(Op::cos, x + y), cos * of(Op::cos, y) - sin * of(Op::sin, y))},
      {"sin is odd", 1, {}, equal(of(Op::sin, -x), -sin)},
      {"cos is even", 1, {}, equal(of(Op::cos, -x), cos)},
      {"sin(0)", 0, {}, equal(of(Op::sin, Term(0)), Term(0))},
      {"cos(0)", 0, {}, equal(of(Op::cos, Term(0)), Term(1))},
      {"sin(pi/6)", 0, {}, at_pi_by(Op::sin, 6, half)},
      {"cos(pi/6)", 0, {}, at_pi_by(Op::cos, 6, root(Term(3)) / Term(2))},
      {"sin(pi/4)", 0, {}, at_pi_by(Op::sin, 4, root(Term(2)) / Term(2))},
      {"cos(pi/4)", 0, {}, at_pi_by(Op::cos, 4, root(Term(2)) / Term(2))},
      {"sin(pi/2)", 0, {}, at_pi_by(Op::sin, 2, Term(1))},
      {"cos(pi/2)", 0, {}, at_pi_by(Op::cos, 2, Term(0))},
      {"pi is above 3.14159265358979323846", 0, {}, less(Term(below), pi)},
      {"pi is below 3.14159265358979323847", 0, {}, less(pi, Term(above))},
      {"tan by sin and cos", 1, {relation(Op::not_equal, cos, Term(0))}, equal(of(Op::tan, x), sin / cos)},
      {"acos by asin", 1, within_one, equal(of(Op::acos, x), pi / Term(2) - asin)},
      {"sin of asin", 1, within_one, equal(of(Op::sin, asin), x)},
      {"cos of asin", 1, within_one, equal(of(Op::cos, asin), root(Term(1) - square(x)))},
      {"sin of atan", 1, {}, equal(of(Op::sin, atan), x / root(Term(1) + square(x)))},
      {"cos of atan", 1, {}, equal(of(Op::cos, atan), Term(1) / root(Term(1) + square(x)))},
      {"asin is at most pi/2", 1, within_one, less_equal(asin, pi / Term(2))},
      {"asin is at least -pi/2", 1, within_one, less_equal(-(pi / Term(2)), asin)},
      {"atan is below pi/2", 1, {}, less(atan, pi / Term(2))},
      {"atan is above -pi/2", 1, {}, less(-(pi / Term(2)), atan)},
  };
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

}  // namespace

Statement about(std::string_view name, const Terms& terms) {
  if (name == "the least") return extremum(Op::min, Op::less_equal, terms);
  if (name == "the greatest") return extremum(Op::max, Op::greater_equal, terms);
  if (name == "equal arguments") return equal_arguments(terms);
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
