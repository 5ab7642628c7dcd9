#include "proofs_check/exact/closed_form.hpp"

#include <algorithm>
#include <stdexcept>

#include "proofs_check/exact/continuity.hpp"

namespace flowcert::proofs::exact {

namespace {

theorems::Substitution along(const ClosedForm& form) {
  return {form.begin(), form.end()};
}

Term time_derivative(const View& view, const Term& f) {
  try {
    return derivative(f, view.time);
  } catch (const std::domain_error& error) {
    throw GiveUp{error.what()};
  }
}

/// Arguments whose zeros are the kinks of the terms: differences for min and max.
void collect_kinks(const View& view, const Term& term, std::vector<Term>& gaps) {
  const auto note = [&](const Term& gap) {
    if (mentions(gap, view.time) && std::find(gaps.begin(), gaps.end(), gap) == gaps.end()) gaps.push_back(gap);
  };
  if (term.op() == Op::abs) note(term.arg(0));
  if (term.op() == Op::min || term.op() == Op::max)
    for (std::size_t i = 0; i < term.args().size(); ++i)
      for (std::size_t j = 0; j < i; ++j) note(term.arg(i) - term.arg(j));
  for (const Term& arg : term.args()) collect_kinks(view, arg, gaps);
}

/// A closed form has to be continuous in time.
void refuse_jumps(const View& view, const Term& term) {
  const bool jump =
      term.op() == Op::sign || term.op() == Op::floor || term.op() == Op::ceil || term.op() == Op::matrix_function;
  if (jump && mentions(term, view.time)) throw GiveUp{"a closed form that jumps"};
  for (const Term& arg : term.args()) refuse_jumps(view, arg);
}

/// Where f is continuously differentiable in the state: conditions beyond being defined, which for the other operations
/// are open.
void collect_smoothness(const View& view, const Term& term, std::vector<Term>& conditions) {
  if (!mentions_state(view, term)) return;
  const Term zero(0);
  const Term& u = term.args().empty() ? term : term.arg(0);
  switch (term.op()) {
    case Op::sqrt:
      conditions.push_back(relation(Op::greater, u, zero));
      break;
    case Op::asin:
    case Op::acos:
      conditions.push_back(relation(Op::less, theorems::pow(u, Term(2)), Term(1)));
      break;
    case Op::power:
      if (!term.arg(1).is_number() || !theorems::is_integer(term.arg(1).number()))
        conditions.push_back(relation(Op::greater, u, zero));
      break;
    case Op::sign:
    case Op::floor:
    case Op::ceil:
    case Op::matrix_function:
      throw GiveUp{"no reason why the solution is unique: " + to_text(term) + " jumps"};
    default:
      break;
  }
  for (const Term& arg : term.args()) collect_smoothness(view, arg, conditions);
}

class Checker {
 public:
  Checker(Proof& proof, const View& view, const ClosedForm& form)
      : proof_(proof), view_(view), form_(form), signed_(take_signs_out(proof, view, form)) {
    for (const auto& [name, f] : form_) collect_kinks(view_, f, kinks_);
    for (const Term& surface : signed_.surfaces) surfaces_.push_back(substitute(surface, along(form_)));
  }

  void run() {
    starts_right();
    for (const auto& [name, f] : form_) prove_statement(proof_, for_all_times(view_, false, {}, defined(f)));
    continuous();
    kinks_are_isolated();
    surfaces_are_apart();
    equations_hold();
    for (std::size_t k = 0; k < surfaces_.size(); ++k) on_surface(k);
    unique();
    std::string text;
    for (const auto& [name, f] : form_) text += (text.empty() ? "" : ", ") + name + " = " + to_text(f);
    proof_.trail.push_back("closed form: " + text + " is the solution, and the only one");
  }

 private:
  void starts_right() {
    for (const auto& [name, f] : form_) {
      const std::size_t i = index_of(name);
      const Term residual = substitute(f, {{view_.time, Term(0)}}) - view_.initial[i];
      try {
        prove_statement(proof_, for_parameters(view_, {}, relation(Op::equal, residual, Term(0))));
      } catch (const GiveUp&) {
        proof_.defects.push_back({name, f, residual, true});
        throw GiveUp{"the closed form " + name + " = " + to_text(f) + " is not seen to start at " +
                     to_text(view_.initial[i])};
      }
    }
  }

  /// The closed form in the time, and the field around it but for the signs: where they are defined (shown elsewhere)
  /// they are continuous.
  void continuous() {
    std::vector<Term> terms;
    for (const auto& [name, f] : form_) terms.push_back(f);
    prove_statement(proof_, for_all_times(view_, false, {}, continuous_where_defined(view_, terms)));
    terms.clear();
    for (const auto& [name, f] : form_) terms.push_back(signed_.field[index_of(name)]);
    terms.insert(terms.end(), signed_.surfaces.begin(), signed_.surfaces.end());
    const Term around = continuous_where_defined(view_, terms);
    prove_statement(proof_, for_all_times(view_, false, {}, substitute(around, along(form_))));
  }

  /// g = 0 implies g' != 0: the zeros of g are isolated, so on bounded times there are finitely many.
  void isolated(const Term& g, const std::vector<Term>& where) {
    if (has_kinks(g)) throw GiveUp{"a kink inside a kink"};
    std::vector<Term> facts = where;
    facts.push_back(relation(Op::equal, g, Term(0)));
    prove_statement(proof_,
                    for_all_times(view_, false, facts, relation(Op::not_equal, time_derivative(view_, g), Term(0))));
  }

  void kinks_are_isolated() {
    for (const Term& gap : kinks_) {
      isolated(gap, {});
      proof_.trail.push_back("isolated times: " + to_text(gap) + " == 0");
    }
  }

  void surfaces_are_apart() {
    for (std::size_t k = 0; k < surfaces_.size(); ++k)
      for (std::size_t j = 0; j < k; ++j)
        prove_statement(proof_, for_all_times(view_, false, {relation(Op::equal, surfaces_[k], Term(0))},
                                              relation(Op::not_equal, surfaces_[j], Term(0))));
  }

  /// Off the kinks, and off the surfaces but `skip`.
  std::vector<Term> away(std::size_t skip) const {
    std::vector<Term> result;
    for (const Term& gap : kinks_) result.push_back(nonzero(gap));
    for (std::size_t j = 0; j < surfaces_.size(); ++j)
      if (j != skip) result.push_back(nonzero(surfaces_[j]));
    return result;
  }

  static Term nonzero(const Term& g) {
    return theorems::disjunction({relation(Op::greater, g, Term(0)), relation(Op::less, g, Term(0))});
  }

  /// The field along F with the sign of surface k replaced by `value` and the others as they are.
  Term field_along(std::size_t i, std::size_t k, const Term& value) const {
    theorems::Substitution signs;
    for (std::size_t j = 0; j < surfaces_.size(); ++j)
      signs.emplace(signed_.names[j], j == k ? value : theorems::apply(Op::sign, {signed_.surfaces[j]}));
    return substitute(substitute(signed_.field[i], signs), along(form_));
  }

  void equations_hold() {
    for (const auto& [name, f] : form_) {
      const Term right = field_along(index_of(name), surfaces_.size(), Term(0));
      const Term slope = time_derivative(view_, f);
      try {
        prove_statement(proof_, for_all_times(view_, true, away(surfaces_.size()), relation(Op::equal, slope, right)));
      } catch (const GiveUp& stop) {
        if (kinks_.empty() && surfaces_.empty()) proof_.defects.push_back({name, f, slope - right, false});
        throw GiveUp{"the closed form " + name + " = " + to_text(f) +
                     " is not seen to satisfy its equation: " + stop.reason};
      }
    }
  }

  /// While F stays on surface k its velocity is in the segment between the two one-sided values of the field.
  void on_surface(std::size_t k) {
    std::vector<Term> where = away(k);
    where.push_back(relation(Op::equal, surfaces_[k], Term(0)));
    std::vector<Term> middle, claims;
    const Term half(Rational(1, 2));
    for (const auto& [name, f] : form_) {
      const std::size_t i = index_of(name);
      const Term mean = half * (field_along(i, k, Term(1)) + field_along(i, k, Term(-1)));
      claims.push_back(relation(Op::equal, time_derivative(view_, f), mean));
    }
    std::string reason;
    if (try_statement(proof_, for_all_times(view_, true, where, theorems::conjunction(claims)), reason)) {
      proof_.trail.push_back("on the surface " + to_text(signed_.surfaces[k]) +
                             " == 0 the velocity is the mean of the two one-sided ones (Filippov)");
      return;
    }
    std::vector<Term> off_kinks;
    for (const Term& gap : kinks_) off_kinks.push_back(nonzero(gap));
    isolated(surfaces_[k], off_kinks);
    proof_.trail.push_back("the surface " + to_text(signed_.surfaces[k]) + " == 0 is crossed at isolated times");
  }

  /// Smooth fields are locally Lipschitz. On a surface: Filippov 1988, section 10, theorem 2: right uniqueness if at
  /// each of its points the field points to the positive side on the negative one, or to the negative on the positive
  /// one.
  void unique() {
    std::vector<Term> conditions;
    for (const auto& [name, f] : form_) {
      const Term& field = signed_.field[index_of(name)];
      if (!surfaces_.empty() && has_kinks(field)) throw GiveUp{"a field with both jumps and kinks"};
      if (has_jumps(field)) throw GiveUp{"a field that jumps in time"};
      collect_smoothness(view_, field, conditions);
    }
    for (const Term& surface : signed_.surfaces) {
      if (has_kinks(surface)) throw GiveUp{"a surface with kinks"};
      collect_smoothness(view_, surface, conditions);
    }
    for (const auto& [name, f] : form_)
      conditions.push_back(defined(variable_field(index_of(name), surfaces_.size(), Term(0))));
    for (const Term& condition : conditions)
      prove_statement(proof_, for_all_times(view_, false, {}, substitute(condition, along(form_))));
    for (std::size_t k = 0; k < surfaces_.size(); ++k) {
      const Term below = normal_speed(k, Term(-1)), above = normal_speed(k, Term(1));
      prove_statement(proof_, for_all_times(view_, false, {relation(Op::equal, surfaces_[k], Term(0))},
                                            theorems::disjunction({relation(Op::less, above, Term(0)),
                                                                   relation(Op::greater, below, Term(0))})));
    }
    proof_.trail.emplace_back(surfaces_.empty()
                                  ? "unique: the right-hand side is locally Lipschitz along it"
                                  : "unique: smooth off the surfaces, and on them the one-sided fields do not part");
  }

  Term normal_speed(std::size_t k, const Term& sign) const {
    std::vector<std::pair<std::string, Term>> velocity;
    for (const auto& [name, f] : form_) velocity.emplace_back(name, variable_field(index_of(name), k, sign));
    try {
      return substitute(lie_derivative(signed_.surfaces[k], velocity, view_.time), along(form_));
    } catch (const std::domain_error& error) {
      throw GiveUp{error.what()};
    }
  }

  Term variable_field(std::size_t i, std::size_t k, const Term& value) const {
    theorems::Substitution signs;
    for (std::size_t j = 0; j < surfaces_.size(); ++j)
      signs.emplace(signed_.names[j], j == k ? value : theorems::apply(Op::sign, {signed_.surfaces[j]}));
    return substitute(signed_.field[i], signs);
  }

  std::size_t index_of(const std::string& name) const {
    return static_cast<std::size_t>(std::find(view_.state.begin(), view_.state.end(), name) - view_.state.begin());
  }

  Proof& proof_;
  const View& view_;
  const ClosedForm& form_;
  SignedField signed_;
  std::vector<Term> kinks_, surfaces_;
};

}  // namespace

UniqueSolution prove_closed_form(Proof& proof, const View& view, const ClosedForm& form) {
  for (const auto& [name, f] : form) {
    if (mentions_state(view, f)) throw GiveUp{"a closed form that mentions the state"};
    refuse_jumps(view, f);
    const auto place = std::find(view.state.begin(), view.state.end(), name);
    const Term& right = view.field[static_cast<std::size_t>(place - view.state.begin())];
    for (const std::string& other : view.state)
      if (mentions(right, other) && !form.contains(other)) throw GiveUp{"no closed form for " + other};
  }
  Checker(proof, view, form).run();
  return UniqueSolution();
}

}  // namespace flowcert::proofs::exact
