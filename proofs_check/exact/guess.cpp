// Guesses only: nothing here is relied upon, prove_closed_form decides.
#include <algorithm>

#include "proofs_check/exact/closed_form.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/linear_solution.hpp"
#include "proofs_check/exact/translate.hpp"
#include "proofs_check/kernel/solution.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_guesses = 8;

template <class F>
void in_scope(Proof& proof, const FormulaStatement& statement, const F& f) {
  for (int i = 0; i < 8; ++i) {
    try {
      Scope scope(proof);
      read_hypotheses(scope, statement);
      f(scope);
      return;
    } catch (const Restart&) {
    } catch (const Split&) {
      return;
    } catch (const GiveUp&) {
      return;
    }
  }
}

/// Coefficients of a term as a polynomial in a variable, lowest first; empty if it is none.
std::vector<Term> coefficients(Proof& proof, const FormulaStatement& world, const Term& term, const std::string& name) {
  std::vector<Term> result;
  in_scope(proof, world, [&](Scope& scope) {
    assume_defined(scope, term);
    const Fraction value = translate(scope, term);
    const Symbol x = scope.find("variable " + name)->symbol;
    const Term bottom = term_of(scope, Fraction{1, value.denominator});
    if (mentions(bottom, name) || value.numerator.degree(x) > 12) return;
    for (int k = 0; k <= value.numerator.degree(x); ++k) {
      const Term c = term_of(scope, value.numerator.coeff(x, k));
      if (mentions(c, name)) {
        result.clear();
        return;
      }
      result.push_back(c.is_number(0) ? c : c * bottom);
    }
  });
  return result;
}

std::vector<Term> exponentials_in(const Term& term) {
  std::vector<Term> result;
  if (term.op() == Op::exp) result.push_back(term);
  for (const Term& arg : term.args())
    for (const Term& inner : exponentials_in(arg)) result.push_back(inner);
  return result;
}

Term at_zero(const Term& term, const std::string& name) {
  return substitute(term, {{name, Term(0)}});
}

/// x' = c0 + c1 x, and x' = c1 x + c2 x^2, with constant coefficients.
std::optional<Term> linear_or_logistic(Proof& proof, const View& view, std::size_t i) {
  const std::string& name = view.state[i];
  if (mentions(view.field[i], view.time) || has_kinks(view.field[i])) return std::nullopt;
  const std::vector<Term> c =
      coefficients(proof, for_all_states(view, {}, defined(view.field[i])), view.field[i], name);
  const Term t = theorems::variable(view.time), &x0 = view.initial[i];
  if (c.empty() || c.size() > 3) return std::nullopt;
  if (c.size() == 1) return x0 + c[0] * t;
  const Term growth = theorems::apply(Op::exp, {c[1] * t});
  if (c.size() == 2) return c[0].is_number(0) ? x0 * growth : (x0 + c[0] / c[1]) * growth - c[0] / c[1];
  if (!c[0].is_number(0)) return std::nullopt;
  if (c[1].is_number(0)) return x0 / (Term(1) - c[2] * x0 * t);
  const Term decay = theorems::apply(Op::exp, {-(c[1] * t)});
  return x0 / ((Term(1) + x0 * c[2] / c[1]) * decay - x0 * c[2] / c[1]);
}

/// x' = c x^m for m > 2, and x' = c exp(k x): separated, x^(1 - m)/(1 - m) and -exp(-k x)/k grow like c t.
std::optional<Term> separated(Proof& proof, const View& view, std::size_t i) {
  const std::string& name = view.state[i];
  const Term &field = view.field[i], t = theorems::variable(view.time), x = theorems::variable(name);
  const Term& x0 = view.initial[i];
  if (mentions(field, view.time) || has_kinks(field)) return std::nullopt;
  const FormulaStatement world = for_all_states(view, {}, defined(field));
  const std::vector<Term> c = coefficients(proof, world, field, name);
  if (c.size() > 3) {
    for (std::size_t k = 0; k + 1 < c.size(); ++k)
      if (!c[k].is_number(0)) return std::nullopt;
    const int power = static_cast<int>(c.size()) - 2;
    const Term grown = Term(1) - Term(power) * c.back() * theorems::pow(x0, Term(power)) * t;
    return x0 * theorems::pow(grown, Term(Rational(-1, power)));
  }
  for (const Term& part : exponentials_in(field)) {
    const std::vector<Term> rate = coefficients(proof, world, part.arg(0), name);
    if (rate.size() != 2) continue;
    const Term decay = theorems::apply(Op::exp, {-(rate[1] * x)}), factor = at_zero(field * decay, name);
    std::string reason;
    const FormulaStatement same = for_all_states(view, {}, relation(Op::equal, field, factor / decay));
    if (!try_statement(proof, same, reason)) continue;
    const Term start = theorems::apply(Op::exp, {-(rate[1] * x0)});
    return -(theorems::apply(Op::log, {start - rate[1] * factor * t}) / rate[1]);
  }
  return std::nullopt;
}

/// Times at which a polynomial c (t + h)^m - r vanishes.
std::vector<Term> vanishing_times(Proof& proof, const View& view, const Term& w) {
  std::vector<Term> result;
  const FormulaStatement world = for_all_times(view, false, {}, defined(w));
  const std::vector<Term> c = coefficients(proof, world, w, view.time);
  if (c.size() < 2) return result;
  const auto degree = static_cast<int>(c.size()) - 1;
  const Term h = c[c.size() - 2] / (Term(degree) * c.back());
  const Term shifted = substitute(w, {{view.time, theorems::variable(view.time) - h}});
  const std::vector<Term> s = coefficients(proof, world, shifted, view.time);
  if (s.size() != c.size()) return result;
  for (std::size_t k = 1; k + 1 < s.size(); ++k)
    if (!s[k].is_number(0)) return result;
  const Term rest = -(s[0] / s.back());
  if (degree == 1) return {rest - h};
  const Term root = degree == 2 ? theorems::apply(Op::sqrt, {rest}) : theorems::pow(rest, Term(Rational(1, degree)));
  result = {root - h};
  if (degree % 2 == 0) result.push_back(-root - h);
  return result;
}

/// The starting velocity where its components are 1, 0 or -1 for certain; empty otherwise.
std::map<std::string, int> starting_speed(Proof& proof, const View& view, const std::vector<std::string>& component) {
  std::map<std::string, int> speed;
  for (const std::string& name : component) {
    std::string reason;
    for (const int v : {1, -1, 0}) {
      const Term claim = relation(Op::equal, at_start(view, view.field[index_of(view, name)]), Term(v));
      if (!try_statement(proof, for_parameters(view, {}, claim), reason)) continue;
      speed[name] = v;
      break;
    }
    if (!speed.contains(name)) return {};
  }
  return speed;
}

/// Straight on with these velocities until a surface is reached, then at rest; and never at rest, as the last resort.
void add_stopping(Proof& proof, const View& view, const std::map<std::string, int>& speed,
                  std::vector<ClosedForm>& result) {
  ClosedForm line;
  const Term t = theorems::variable(view.time);
  for (const auto& [name, v] : speed) line[name] = view.initial[index_of(view, name)] + Term(v) * t;
  const std::size_t steps = proof.trail.size();
  try {
    for (const Term& surface : kernel::surfaces_of(*view.own, stated(line))) {
      const Term w = substitute(surface, {line.begin(), line.end()});
      for (const Term& time : vanishing_times(proof, view, w)) {
        ClosedForm stops;
        for (const auto& [name, v] : speed)
          stops[name] = view.initial[index_of(view, name)] + Term(v) * theorems::apply(Op::min, {t, time});
        result.push_back(stops);
      }
    }
  } catch (const GiveUp&) {  // no surface is known
  }
  proof.trail.resize(steps);
  result.push_back(line);
}

/// Constant speed until a surface is reached. Where the start does not show the speed (it may lie on a surface), all up
/// or all down is tried.
std::vector<ClosedForm> constant_speed(Proof& proof, const View& view, const std::vector<std::string>& component) {
  std::vector<ClosedForm> result;
  const std::map<std::string, int> start = starting_speed(proof, view, component);
  if (!start.empty()) add_stopping(proof, view, start, result);
  const bool moves = std::all_of(start.begin(), start.end(), [](const auto& s) { return s.second != 0; });
  if (!start.empty() && moves) return result;
  for (const int v : {1, -1}) {
    std::map<std::string, int> speed;
    for (const std::string& name : component) speed[name] = v;
    add_stopping(proof, view, speed, result);
  }
  return result;
}

}  // namespace

std::vector<ClosedForm> guess_closed_forms(Proof& proof, const View& view, const std::vector<std::string>& component,
                                           const std::vector<Term>& equalities) {
  std::vector<ClosedForm> result{{}};
  for (const std::string& name : component) {
    const Term x = theorems::variable(name);
    std::vector<Term> forms;
    const auto offer = [&](const Term& f) {
      if (!mentions_state(view, f) && std::find(forms.begin(), forms.end(), f) == forms.end()) forms.push_back(f);
    };
    for (const Term& equality : equalities) {
      if (equality.arg(0) == x) offer(equality.arg(1));
      if (equality.arg(1) == x) offer(equality.arg(0));
    }
    const std::size_t i = index_of(view, name);
    const bool alone = std::none_of(component.begin(), component.end(), [&](const std::string& other) {
      return other != name && mentions(view.field[i], other);
    });
    const auto known = alone ? linear_or_logistic(proof, view, i) : std::nullopt;
    if (known) forms.push_back(*known);
    if (alone && forms.empty())
      if (const auto found = separated(proof, view, i)) forms.push_back(*found);
    std::vector<ClosedForm> longer;
    for (const ClosedForm& form : result)
      for (const Term& f : forms) {
        if (longer.size() >= most_guesses) break;
        longer.push_back(form);
        longer.back()[name] = f;
      }
    result = std::move(longer);
  }
  if (result.empty() || component.size() > 1)
    if (const auto known = linear_solution(proof, view, component)) result.push_back(*known);
  if (std::any_of(component.begin(), component.end(),
                  [&](const std::string& name) { return has_jumps(view.field[index_of(view, name)]); })) {
    const std::vector<ClosedForm> more = constant_speed(proof, view, component);
    result.insert(result.end(), more.begin(), more.end());
  }
  return result;
}

}  // namespace flowcert::proofs::exact
