#include "proofs_check/exact/linear_parts.hpp"

#include <set>

#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/translate.hpp"

namespace flowcert::proofs::exact {

namespace {

std::optional<Integer> whole_root(const Integer& n) {
  if (n < 0) return std::nullopt;
  const Integer root = boost::multiprecision::sqrt(n);
  return root * root == n ? std::optional(root) : std::nullopt;
}

Term square_root(const Term& x) {
  if (x.is_number()) {
    const auto top = whole_root(numerator(x.number())), bottom = whole_root(denominator(x.number()));
    if (top && bottom) return Term(Rational(*top, *bottom));
  }
  return theorems::apply(Op::sqrt, {x});
}

}  // namespace

bool is_zero(const ComplexTerm& z) {
  return z.re.is_number(0) && z.im.is_number(0);
}

ComplexTerm real(const Term& x) {
  return {x, Term(0)};
}

LinearParts::LinearParts(Proof& proof, const View& view, const std::vector<std::string>& states)
    : proof_(proof), view_(view), states_(states) {
  theorems::Substitution zero;
  for (const std::string& state : states_) zero.emplace(state, Term(0));
  for (const std::string& state : states_) {
    const Term& field = view_.field[index_of(view_, state)];
    if (has_kinks(field) || has_jumps(field)) throw NotLinear{};
    std::vector<Term> row;
    for (const std::string& other : states_) {
      row.push_back(mentions(field, other) ? normal(derivative(field, other)) : Term(0));
      if (mentions(row.back(), view_.time) || mentions_state(view_, row.back())) throw NotLinear{};
    }
    matrix_.push_back(std::move(row));
    outside_.push_back(substitute(field, zero));
    if (mentions_state(view_, outside_.back())) throw NotLinear{};
  }
}

Term LinearParts::normal(const Term& term) {
  if (term.is_number()) return term;
  try {
    Scope scope(proof_);
    read_hypotheses(scope, for_all_times(view_, false, {}, defined(term)));
    assume_defined(scope, term);
    return term_of(scope, translate(scope, term));
  } catch (const Restart&) {
  } catch (const Split&) {
  } catch (const GiveUp&) {
  }
  return term;
}

bool LinearParts::known(const Term& claim) {
  std::string reason;
  return try_statement(proof_, for_parameters(view_, {}, claim), reason) != nullptr;
}

bool LinearParts::has_sign(Op sign, const Term& x) {
  if (!x.is_number()) return known(relation(sign, x, Term(0)));
  return sign == Op::greater ? x.number() > 0 : sign == Op::less ? x.number() < 0 : x.number() == 0;
}

bool LinearParts::is_not_zero(const ComplexTerm& z) {
  for (const Term& part : {z.re, z.im})
    if (part.is_number() && part.number() != 0) return true;
  return known(relation(Op::not_equal, plus(times(z.re, z.re), times(z.im, z.im)), Term(0)));
}

std::vector<std::size_t> LinearParts::next_group(const std::vector<bool>& solved) const {
  const auto needs = [&](std::size_t i) {
    std::set<std::size_t> result{i};
    std::vector<std::size_t> todo{i};
    while (!todo.empty()) {
      const std::size_t k = todo.back();
      todo.pop_back();
      for (std::size_t j = 0; j < size(); ++j)
        if (!solved[j] && !matrix_[k][j].is_number(0) && result.insert(j).second) todo.push_back(j);
    }
    return result;
  };
  std::set<std::size_t> least;
  for (std::size_t i = 0; i < size(); ++i) {
    if (solved[i]) continue;
    const std::set<std::size_t> group = needs(i);
    if (least.empty() || group.size() < least.size()) least = group;
  }
  if (least.size() > 2) throw NotLinear{};
  return {least.begin(), least.end()};
}

LinearParts::Two LinearParts::two(std::size_t i, std::size_t j, const std::vector<Term>& off) {
  const Term half(Rational(1, 2));
  Two result;
  result.mean = normal(half * (matrix_[i][i] + matrix_[j][j]));
  const Term gap = normal(half * (matrix_[i][i] - matrix_[j][j]));
  result.d = normal(gap * gap + matrix_[i][j] * matrix_[j][i]);
  result.sign = Op::equal;
  for (const Op sign : {Op::greater, Op::less})
    if (result.sign == Op::equal && has_sign(sign, result.d)) result.sign = sign;
  if (result.sign == Op::equal && !has_sign(Op::equal, result.d)) throw NotLinear{};
  result.root = result.sign == Op::greater ? square_root(result.d)
                : result.sign == Op::less  ? square_root(normal(-result.d))
                                           : Term(1);
  const Term first = plus(times(gap, off[0]), times(matrix_[i][j], off[1]));
  const Term second = plus(times(matrix_[j][i], off[0]), times(times(Term(-1), gap), off[1]));
  for (const Term& turned : {first, second})
    result.turned.push_back(turned.is_number(0) ? turned : turned / result.root);
  return result;
}

}  // namespace flowcert::proofs::exact
