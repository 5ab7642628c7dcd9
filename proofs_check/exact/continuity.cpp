#include "proofs_check/exact/continuity.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "proofs_check/exact/formula.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_signs = 4;  // inside one term that needs to be away from something

/// What is continuous, and analytic but for abs, min and max, wherever its arguments are.
bool is_continuous_everywhere(Op op) {
  static constexpr std::array ops{Op::number,   Op::pi,       Op::euler,  Op::variable, Op::add,
                                  Op::subtract, Op::multiply, Op::negate, Op::min,      Op::max};
  const theorems::Function* f = theorems::function_of(op);
  if (f != nullptr) return theorems::is_total(*f) && !jumps(*f);
  return std::find(ops.begin(), ops.end(), op) != ops.end();
}

void collect_signs(const Term& term, std::vector<Term>& signs) {
  if (term.op() == Op::sign && std::find(signs.begin(), signs.end(), term) == signs.end()) signs.push_back(term);
  for (const Term& arg : term.args()) collect_signs(arg, signs);
}

Term with_sign(const Term& term, const Term& sign, int value) {
  if (term == sign) return Term(value);
  return map_args(term, [&](const Term& arg) { return with_sign(arg, sign, value); });
}

/// The term with 1, 0 and -1 in place of each sign: around a point its values are near one of theirs.
std::vector<Term> branches(const Term& term) {
  static constexpr std::array steps{Op::floor, Op::ceil, Op::matrix_function};
  if (contains(term, steps)) throw GiveUp{"how far " + to_text(term) + " stays from what it must not be is not known"};
  std::vector<Term> signs, result{term};
  collect_signs(term, signs);
  if (signs.size() > most_signs) throw GiveUp{"too many signs in " + to_text(term)};
  for (const Term& sign : signs) {
    std::vector<Term> next;
    for (const Term& part : result)
      for (const int value : {1, 0, -1}) next.push_back(with_sign(part, sign, value));
    result = std::move(next);
  }
  return result;
}

class Interior {
 public:
  Interior(Proof& proof, const View& view, bool always_with_room)
      : proof_(proof), view_(view), always_with_room_(always_with_room) {}

  [[nodiscard]] Term of(const std::vector<Term>& terms) {
    for (const Term& term : terms) visit(term);
    return theorems::conjunction(std::move(conditions_));
  }

 private:
  void visit(const Term& term) {
    if (!seen_.insert(term.id()).second) return;
    if (!varies(view_, term)) {  // a constant only has to be there
      if (!term.is_number()) conditions_.push_back(defined(term));
      return;
    }
    for (const Term& arg : term.args()) visit(arg);
    if (is_continuous_everywhere(term.op())) return;
    const Term zero(0);
    switch (term.op()) {
      case Op::divide:
        return demand(term.arg(1), [&](const Term& u) { return relation(Op::not_equal, u, zero); });
      case Op::power:
        return visit_power(term);
      default:
        if (const theorems::Function* f = theorems::function_of(term.op())) return visit_function(*f, term.arg(0));
        throw GiveUp{"where " + to_text(term) + " is continuous is not known"};
    }
  }

  /// What jumps is bounded where its argument is, and measurable.
  void visit_function(const theorems::Function& f, const Term& argument) {
    if (jumps(f)) return;
    if (!f.domain.with_ends) return demand(argument, [&](const Term& u) { return *theorems::interior_claim(f, u); });
    demand_or_closed(argument, [&](const Term& u, bool strictly) {
      return strictly ? *theorems::interior_claim(f, u) : *theorems::domain_claim(f, u);
    });
  }

  /// u^n for whole numbers n: everywhere, or where u != 0. u^q for other fixed q: where u > 0, and at u = 0 if q > 0.
  /// u^v: where u > 0.
  void visit_power(const Term& term) {
    const Term &base = term.arg(0), &exponent = term.arg(1), zero(0);
    const auto positive = [&](const Term& u) { return relation(Op::greater, u, zero); };
    if (!exponent.is_number()) {
      if (has_jumps(base) || has_jumps(exponent)) throw GiveUp{"a power of what jumps"};
      return demand(base, positive);
    }
    const Rational& q = exponent.number();
    if (theorems::is_integer(q)) {
      if (q < 0) demand(base, [&](const Term& u) { return relation(Op::not_equal, u, zero); });
      return;
    }
    if (q < 0) return demand(base, positive);
    demand_or_closed(base, [&](const Term& u, bool strictly) {
      return relation(strictly ? Op::greater : Op::greater_equal, u, zero);
    });
  }

  /// An open condition on u: if it holds at a point it holds around it, u being continuous; and if it holds of all the
  /// values that u's signs give it, its values around the point stay away from those that are not allowed.
  template <class Condition>
  void demand(const Term& u, const Condition& condition) {
    for (const Term& branch : branches(u)) conditions_.push_back(condition(branch));
  }

  /// As demand; but if the condition holds of all states and times without room to spare, that is enough.
  template <class Condition>
  void demand_or_closed(const Term& u, const Condition& condition) {
    for (const Term& branch : branches(u)) {
      std::string reason;
      if (always_with_room_ || !try_statement(proof_, for_all_states(view_, {}, condition(branch, false)), reason))
        conditions_.push_back(condition(branch, true));
    }
  }

  Proof& proof_;
  const View& view_;
  bool always_with_room_;
  std::unordered_set<const theorems::TermNode*> seen_;
  std::vector<Term> conditions_;
};

void collect_powers(const View& view, const Term& term, std::vector<Term>& conditions) {
  if (!varies(view, term)) return;
  if (term.op() == Op::power && varies(view, term.arg(1))) {
    const Term condition = relation(Op::greater, term.arg(0), Term(0));
    if (std::find(conditions.begin(), conditions.end(), condition) == conditions.end()) conditions.push_back(condition);
  }
  for (const Term& arg : term.args()) collect_powers(view, arg, conditions);
}

}  // namespace

Term continuous_where_defined(const View& view, const std::vector<Term>& terms) {
  std::vector<Term> conditions;
  for (const Term& term : terms) {
    if (has_jumps(term) && varies(view, term)) throw GiveUp{"a term that jumps: " + to_text(term)};
    collect_powers(view, term, conditions);
  }
  return theorems::conjunction(std::move(conditions));
}

Term interior_of(Proof& proof, const View& view, const std::vector<Term>& terms) {
  return Interior(proof, view, false).of(terms);
}

Term analytic_interior_of(Proof& proof, const View& view, const std::vector<Term>& terms) {
  for (const Term& term : terms)
    if (has_jumps(term)) throw GiveUp{"a term that jumps: " + to_text(term)};
  return Interior(proof, view, true).of(terms);
}

}  // namespace flowcert::proofs::exact
