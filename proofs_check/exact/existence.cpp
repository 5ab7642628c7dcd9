#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/continuity.hpp"
#include "proofs_check/exact/growth.hpp"
#include "proofs_check/kernel/life.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

using kernel::Rule;
using kernel::StepPtr;

namespace {

Term sum_of_squares(const View& view) {
  std::vector<Term> parts;
  for (const std::string& name : view.state) parts.push_back(theorems::pow(theorems::variable(name), Term(2)));
  return theorems::add(parts);
}

/// Constants to try in V' <= K (1 + V): numbers, then polynomials in the parameters.
std::vector<Term> growth_constants(const View& view) {
  std::vector<Term> result{Term(1), Term(16)};
  std::vector<Term> parts{Term(1)};
  for (const FreeParameter& p : view.parameters)
    if (std::any_of(view.field.begin(), view.field.end(), [&](const Term& f) { return mentions(f, p.name); }))
      parts.push_back(theorems::pow(theorems::variable(p.name), Term(2)));
  if (parts.size() == 1) {
    result.emplace_back(1000);
  } else {
    const Term size = theorems::add(parts);
    result.push_back(Term(4) * size);
    result.push_back(Term(4) * theorems::pow(size, Term(2)));
  }
  return result;
}

bool all_positive(const View& view) {
  for (const std::string& name : view.state) {
    bool found = false;
    for (const Term& fact : view.known)
      found |= (fact.op() == Op::greater || fact.op() == Op::greater_equal) &&
               fact.arg(0) == theorems::variable(name) && fact.arg(1).is_number(0);
    if (!found) return false;
  }
  return true;
}

/// V = sum w_i x_i on a positive orthant, and the sum of 1/w_i: each x_i is at most their product.
struct WeightedSum {
  Term value{0}, inverses{0};
};

/// Their weights: 1 and the positive coefficients that the field contains.
std::vector<WeightedSum> weighted_sums(Proof& proof, const View& view) {
  std::vector<Term> weights{Term(1)};
  for (const Term& f : view.field) {
    std::vector<Term> work{f};
    while (!work.empty() && weights.size() < 6) {
      const Term term = work.back();
      work.pop_back();
      std::string reason;
      const bool free = !mentions_state(view, term) && !mentions(term, view.time);
      if (free && std::find(weights.begin(), weights.end(), term) == weights.end() &&
          try_statement(proof, for_parameters(view, {}, relation(Op::greater, term, Term(0))), reason))
        weights.push_back(term);
      if (!free) work.insert(work.end(), term.args().begin(), term.args().end());
    }
  }
  std::vector<WeightedSum> sums(1);
  for (const std::string& name : view.state) {
    std::vector<WeightedSum> longer;
    for (const WeightedSum& sum : sums)
      for (const Term& w : weights)
        if (longer.size() < 40)
          longer.push_back({sum.value + w * theorems::variable(name), sum.inverses + Term(1) / w});
    sums = longer;
  }
  return sums;
}

/// `bounds`: V, K, w and k with V' <= K (1 + V) and |x_i| <= w V + k, for the kernel.
using Bounds = std::vector<Term>;

bool grows_slowly(Proof& proof, const View& view, const Term& v, const Term& constant) {
  std::string reason;
  const Term claim = relation(Op::less_equal, slope_of(view, v), constant * (Term(1) + v));
  if (!try_statement(proof, for_all_states(view, view.known, claim), reason)) return false;
  proof.trail.push_back("existence: V = " + to_text(v) + " has bounded sublevel sets and V' <= (" + to_text(constant) +
                        ")*(1 + V), so the solution stays bounded on bounded times");
  return true;
}

/// The sum of 1/p over the parameters in e that are positive: e*sum >= |x|^2 for e = a*x^2 + b*y^2 + ...
std::optional<Term> sum_of_inverses(Proof& proof, const View& view, const Term& e) {
  std::vector<Term> parts;
  for (const FreeParameter& p : view.parameters) {
    const Term value = theorems::variable(p.name);
    std::string reason;
    if (mentions(e, p.name) &&
        try_statement(proof, for_parameters(view, {}, relation(Op::greater, value, Term(0))), reason))
      parts.push_back(Term(1) / value);
  }
  if (parts.empty()) return std::nullopt;
  return theorems::add(parts);
}

std::optional<Bounds> by_conserved(Proof& proof, const View& view, const Term& e) {
  std::string reason;
  const Term size = sum_of_squares(view);
  std::vector<std::pair<Term, int>> bounds{{Term(Rational(1, 4)), 10}, {Term(Rational(1, 100)), 1000}};
  if (const auto inverses = sum_of_inverses(proof, view, e)) bounds.insert(bounds.begin(), {Term(1) / *inverses, 0});
  for (const Term& v : {e, -e})
    for (const auto& [slope, offset] : bounds) {
      const Term claim = relation(Op::greater_equal, v + Term(offset), slope * size);
      if (!try_statement(proof, for_all_states(view, view.known, claim), reason)) continue;
      proof.trail.push_back("existence: " + to_text(v) + " is conserved and grows like the squared norm");
      return Bounds{v, Term(0), Term(1) / slope, Term(offset) / slope + Term(1)};
    }
  return std::nullopt;
}

/// What bounds the solution, for the kernel; nothing where it has no rule for what was found. Throws GiveUp if nothing
/// was.
std::optional<Bounds> prove_bounded(Proof& proof, const View& view, const std::vector<Term>& conserved) {
  for (const Term& e : conserved)
    if (const auto bounds = by_conserved(proof, view, e)) return bounds;
  const bool in_one_product = bounded_above_in_one_product(proof, view);
  const std::vector<Term> constants = growth_constants(view);
  for (const Term& k : constants)
    if (grows_slowly(proof, view, sum_of_squares(view), k)) return Bounds{sum_of_squares(view), k, Term(1), Term(1)};
  if (all_positive(view))
    for (const WeightedSum& sum : weighted_sums(proof, view))
      for (const Term& k : constants)
        if (grows_slowly(proof, view, sum.value, k)) return Bounds{sum.value, k, sum.inverses, Term(1)};
  if (in_one_product) return std::nullopt;
  throw GiveUp{"no reason found why the solution exists on the whole stated interval"};
}

/// |x_i'| <= c wherever the field is defined, with a c that is tried.
std::optional<Term> speed_limit(Proof& proof, const View& view, std::size_t i) {
  std::vector<Term> facts = facts_along(view);
  const std::vector<Term> somewhere = field_defined(view);
  facts.insert(facts.end(), somewhere.begin(), somewhere.end());
  for (const int c : {1, 10}) {
    const Term& f = view.field[i];
    const Term claim =
        theorems::conjunction({relation(Op::less_equal, f, Term(c)), relation(Op::greater_equal, f, Term(-c))});
    std::string reason;
    if (try_statement(proof, for_all_states(view, facts, claim), reason)) return Term(c);
  }
  return std::nullopt;
}

/// A solution whose speed is bounded by c converges as its life ends, to a point at most c t from the start; if the
/// field is continuous around all these points up to the horizon, it goes on (Peano).
void prove_confined(Proof& proof, const View& view) {
  if (!view.horizon || is_infinite(*view.horizon) || jumps(view))
    throw GiveUp{"no bound on the time, or a field that jumps"};
  const Term interior = interior_of(proof, view, view.field);
  if (interior.op() == Op::true_value) throw GiveUp{"the field is continuous everywhere"};
  const Term t = theorems::variable(view.time);
  std::vector<Term> near;
  std::string limits;
  for (std::size_t i = 0; i < view.state.size(); ++i) {
    const auto limit = speed_limit(proof, view, i);
    if (!limit) throw GiveUp{"no bound on the speed of " + view.state[i] + " was found"};
    const Term moved = theorems::variable(view.state[i]) - view.initial[i];
    near.push_back(relation(Op::less_equal, moved, *limit * t));
    near.push_back(relation(Op::greater_equal, moved, -(*limit * t)));
    limits += (limits.empty() ? "|" : ", |") + view.state[i] + "'| <= " + to_text(*limit);
  }
  prove_statement(proof, for_all_states(view, near, interior));
  proof.trail.push_back("existence: " + limits +
                        " wherever the field is defined, and it is continuous around every point that can be reached "
                        "at these speeds up to the horizon");
}

/// The kernel's step for what was found; on trust where the search does not show all that it demands.
/// `everywhere_shown`: what was shown of the right-hand sides in all states.
StepPtr life_by_rule(Proof& proof, const View& view, Rule rule, const Bounds& bounds, const StepPtr& everywhere_shown) {
  const std::size_t steps = proof.trail.size();
  try {
    const std::vector<std::size_t> everywhere = closed_everywhere(proof, view);
    const auto demands = rule == Rule::life_by_growth ? kernel::premises_of_growth(*view.own, everywhere)
                                                      : kernel::premises_of_bound(*view.own, everywhere, bounds);
    if (demands) {
      const StepPtr step =
          step_about_life(proof, view, rule, kernel::Judgement::lives, *demands, everywhere, bounds, everywhere_shown);
      proof.trail.resize(steps);  // what was written before says it all
      return step;
    }
  } catch (const GiveUp&) {
  }
  proof.trail.resize(steps);
  return unchecked(along(view), theorems::constant(Op::true_value), "a bounded solution", kernel::Judgement::lives);
}

/// Each part lives, by itself if that can be seen without what is known of the whole.
StepPtr life_in_parts(Proof& proof, const View& view, const std::vector<std::vector<std::string>>& parts) {
  std::vector<StepPtr> lives;
  for (const std::vector<std::string>& part : parts) {
    const View alone = part_alone(view, part);
    if (const auto bounds = prove_bounded(proof, alone, {})) {
      lives.push_back(life_by_rule(proof, alone, Rule::life_by_bound, *bounds, nullptr));
    } else {
      lives.push_back(unchecked(along(alone), theorems::constant(Op::true_value), "a bound above in one product",
                                kernel::Judgement::lives));
    }
  }
  return step_about(along(view), Rule::in_parts, theorems::constant(Op::true_value), std::move(lives),
                    kernel::Judgement::lives);
}

/// The field is defined and continuous, or measurable and locally bounded, around every state and up to the horizon,
/// and the solution stays bounded.
StepPtr prove_unconfined(Proof& proof, const View& view, const std::vector<Term>& conserved) {
  std::vector<Term> everywhere = field_defined(view);
  everywhere.push_back(interior_of(proof, view, view.field));
  const StepPtr shown = prove_statement(proof, for_all_states(view, {}, theorems::conjunction(everywhere)));
  if (kernel::grows_linearly_in_turn(view)) {
    proof.trail.emplace_back(
        "existence: the right-hand side is defined and locally bounded everywhere and grows at most linearly, perhaps "
        "in some states after others");
    return life_by_rule(proof, view, Rule::life_by_growth, {}, shown);
  }
  if (jumps(view)) throw GiveUp{"no reason found why the solution exists on the whole stated interval"};
  const std::size_t steps = proof.trail.size();
  const std::vector<std::vector<std::string>> parts = components(view);
  if (parts.size() > 1) {
    try {
      return life_in_parts(proof, view, parts);
    } catch (const GiveUp&) {
      proof.trail.resize(steps);
    }
  }
  const auto bounds = prove_bounded(proof, view, conserved);
  if (bounds) return life_by_rule(proof, view, Rule::life_by_bound, *bounds, shown);
  return unchecked(along(view), theorems::constant(Op::true_value), "a bound above in one product",
                   kernel::Judgement::lives);
}

}  // namespace

void prove_initial_values(Proof& proof, const View& view) {
  std::vector<Term> parts;
  for (const Term& value : view.initial)
    if (!value.is_number()) parts.push_back(defined(value));
  const std::size_t steps = proof.trail.size();
  prove_statement(proof, for_parameters(view, {}, theorems::conjunction(parts)));
  proof.trail.resize(steps);  // nothing that a reader has to see
}

/// A solution that ends before the horizon leaves every bounded set on which the field is defined and locally bounded
/// (Filippov 1988, section 7, theorem 2; for continuous fields Peano). So it is enough that the field is defined for
/// all states and that the solution stays bounded on bounded times: |x|' <= C (1 + |x|), or V' <= K (1 + V), by
/// Gronwall; each part of the state that acts on no other by itself. Or that the field is bounded, and defined around
/// all points that can be reached at that speed.
LivesThrough prove_existence(Proof& proof, const View& view, const std::vector<Term>& conserved) {
  const std::size_t steps = proof.trail.size();
  GiveUp first{""};
  try {
    return LivesThrough(prove_unconfined(proof, view, conserved));
  } catch (const GiveUp& stop) {
    first = stop;
    proof.trail.resize(steps);
  }
  try {
    prove_confined(proof, view);
  } catch (const GiveUp&) {
    proof.trail.resize(steps);
    throw first;
  }
  return LivesThrough(
      unchecked(along(view), theorems::constant(Op::true_value), "bounded speed", kernel::Judgement::lives));
}

}  // namespace flowcert::proofs::exact
