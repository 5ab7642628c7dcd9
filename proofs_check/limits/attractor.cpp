#include "proofs_check/limits/attractor.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/decide/exact_refutation.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr const char* method = "attractor";
constexpr std::size_t most_points = 24;

using Point = std::vector<Term>;  // of each state

/// By its form: it is locally Lipschitz on the open set where it is defined.
bool lipschitz_where_defined(const Term& term) {
  static constexpr std::array operations{Op::add, Op::subtract, Op::multiply, Op::divide, Op::negate, Op::min, Op::max};
  if (term.args().empty()) return true;
  const bool whole_power =
      term.op() == Op::power && term.arg(1).is_number() && theorems::is_integer(term.arg(1).number());
  const theorems::Function* f = theorems::function_of(term.op());
  const bool function = f != nullptr && !theorems::jumps(*f) && !f->domain.with_ends;
  return (whole_power || function || std::find(operations.begin(), operations.end(), term.op()) != operations.end()) &&
         std::all_of(term.args().begin(), term.args().end(), lipschitz_where_defined);
}

class Attraction {
 public:
  Attraction(const theorems::Problem& problem, const Deadline& deadline)
      : problem_(problem), dynamics_(*problem.dynamics), deadline_(deadline) {}

  /// A point, among those that the claim and common sense suggest, to which the solution tends.
  [[nodiscard]] std::optional<Point> find(const Term& claim) {
    if (!applies() || !proved(for_parameters(all_defined(dynamics_.initial)))) return std::nullopt;
    for (const Point& point : candidates(claim)) {
      if (deadline_.passed()) return std::nullopt;
      if (at_rest(point) && attracts(point)) return point;
    }
    return std::nullopt;
  }

  /// Why the point that was found attracts.
  [[nodiscard]] const std::string& reason() const { return reason_; }

  [[nodiscard]] FormulaStatement for_parameters(const Term& claim) const {
    return {problem_.parameters, problem_.hypotheses, claim};
  }

 private:
  [[nodiscard]] bool iteration() const { return dynamics_.kind == theorems::Dynamics::Kind::iteration; }

  [[nodiscard]] bool applies() const {
    if (dynamics_.rests_where_undefined) return false;
    const char* time = iteration() ? "n" : "t";
    kernel::Motion motion;
    motion.iteration = iteration();
    motion.time = time;
    motion.state = dynamics_.state;
    motion.initial = dynamics_.initial;
    motion.field = dynamics_.right_hand_side;
    return std::all_of(motion.field.begin(), motion.field.end(), [&](const Term& field) {
      return !theorems::mentions(field, time) && kernel::continuous_where_defined(motion, field);
    });
  }

  [[nodiscard]] bool proved(const FormulaStatement& statement) const {
    return prove_formula(statement, deadline_.share(0.5)).evidence.has_value();
  }

  /// For all parameters, and all states that satisfy these hypotheses.
  [[nodiscard]] FormulaStatement for_states(const std::vector<Term>& where, const Term& claim) const {
    FormulaStatement result = for_parameters(claim);
    for (const std::string& name : dynamics_.state) {
      theorems::FreeParameter state;
      state.name = name;
      result.variables.push_back(state);
    }
    result.hypotheses.insert(result.hypotheses.end(), where.begin(), where.end());
    return result;
  }

  [[nodiscard]] Term state(std::size_t k) const { return theorems::variable(dynamics_.state[k]); }

  [[nodiscard]] Term at(const Term& term, const Point& point) const {
    theorems::Substitution values;
    for (std::size_t k = 0; k < point.size(); ++k) values.emplace(dynamics_.state[k], point[k]);
    return substitute(term, values);
  }

  [[nodiscard]] Point after_step(const Point& point) const {
    Point result;
    for (const Term& next : dynamics_.right_hand_side) result.push_back(at(next, point));
    return result;
  }

  [[nodiscard]] bool constant(const Term& term) const {
    static constexpr std::array moments{Op::ddt, Op::at};
    const auto moves = [&](const std::string& name) { return theorems::mentions(term, name); };
    return !contains(term, moments) && !moves("t") && !moves("n") &&
           std::none_of(dynamics_.state.begin(), dynamics_.state.end(), moves);
  }

  /// Parameters and numbers, and their roots.
  void constants_in(const Term& term, std::vector<Term>& values) const {
    if (constant(term) && (term.is_variable() || (term.is_number() && term.number() > 1))) {
      values.push_back(term);
      values.push_back(theorems::apply(Op::sqrt, {term}));
    }
    for (const Term& arg : term.args()) constants_in(arg, values);
  }

  void suggest(const Term& claim, std::size_t k, std::vector<Term>& values) const {
    if (claim.op() == Op::equal || claim.op() == Op::asymptotic) {
      for (const std::size_t side : {0U, 1U})
        if (claim.arg(side) == state(k) && constant(claim.arg(1 - side))) values.push_back(claim.arg(1 - side));
    } else if (claim.op() == Op::logical_and) {
      for (const Term& part : claim.args()) suggest(part, k, values);
    }
  }

  [[nodiscard]] std::vector<Point> candidates(const Term& claim) const {
    std::vector<Point> result{{}};
    for (std::size_t k = 0; k < dynamics_.state.size(); ++k) {
      std::vector<Term> values;
      suggest(claim, k, values);
      for (const int value : {0, 1, -1}) values.emplace_back(value);
      if (dynamics_.state.size() == 1) constants_in(dynamics_.right_hand_side[0], values);
      std::vector<Point> longer;
      for (const Term& value : values)
        for (const Point& point : result) {
          if (longer.size() >= most_points) break;
          longer.push_back(point);
          longer.back().push_back(value);
        }
      result = std::move(longer);
    }
    return result;
  }

  [[nodiscard]] static Term all_defined(const std::vector<Term>& terms) {
    std::vector<Term> parts;
    for (const Term& term : terms) parts.push_back(relation(Op::equal, term, term));
    return theorems::conjunction(parts);
  }

  /// The dynamics stay where they are at the point, which is defined, and so are they there.
  [[nodiscard]] bool at_rest(const Point& point) const {
    std::vector<Term> parts{all_defined(point)};
    for (std::size_t k = 0; k < point.size(); ++k)
      parts.push_back(relation(Op::equal, at(dynamics_.right_hand_side[k], point), iteration() ? point[k] : Term(0)));
    return proved(for_parameters(theorems::conjunction(parts)));
  }

  [[nodiscard]] bool attracts(const Point& point) {
    if (point.size() > 1) return by_distance(point);
    if (!iteration()) return along_segment(dynamics_.initial[0], point[0]);
    Point start = dynamics_.initial;
    for (const char* from : {"the start", "the first step", "the second step"}) {
      if (stepwise(start[0], point[0], from)) return true;
      start = after_step(start);
    }
    return by_distance(point);
  }

  /// (x - start)(point - x) >= 0 and x != point: from the start to the point.
  [[nodiscard]] std::vector<Term> segment(const Term& start, const Term& point) const {
    const Term x = state(0);
    if (start.is_number() && point.is_number()) {
      const bool up = start.number() < point.number();
      return up ? theorems::between(x, start, false, point, true) : theorems::between(x, point, true, start, false);
    }
    return {relation(Op::greater_equal, (x - start) * (point - x), Term(0)), relation(Op::not_equal, x, point)};
  }

  [[nodiscard]] bool along_segment(const Term& start, const Term& point) {
    // Elsewhere a solution may leave the point again: x' = sqrt(abs(1 - x)).
    if (!lipschitz_where_defined(dynamics_.right_hand_side[0])) return by_distance({point});
    const Term towards = dynamics_.right_hand_side[0] * (point - state(0));
    if (!proved(for_states(segment(start, point), relation(Op::greater, towards, Term(0))))) return false;
    reason_ = "the right-hand side points to " + to_text(point) + " everywhere between the start and it";
    return true;
  }

  /// The steps are monotone towards the point, from where they begin or from all of the segment between 0 and the
  /// point.
  [[nodiscard]] bool stepwise(const Term& start, const Term& point, const char* from) {
    const Term x = state(0), next = dynamics_.right_hand_side[0];
    const Term closer = theorems::conjunction({relation(Op::greater, (next - x) * (point - x), Term(0)),
                                               relation(Op::greater_equal, (point - next) * (point - x), Term(0))});
    if (!proved(for_parameters(relation(Op::equal, start, start)))) return false;
    bool found = proved(for_states(segment(start, point), closer));
    if (!found && !point.is_number(0)) {
      const Term inside = theorems::conjunction(
          {relation(Op::greater_equal, start * (point - start), Term(0)), relation(Op::not_equal, start, Term(0))});
      std::vector<Term> all = segment(Term(0), point);
      all.push_back(relation(Op::not_equal, x, Term(0)));
      found = proved(for_parameters(inside)) && proved(for_states(all, closer));
    }
    if (found)
      reason_ = std::string("from ") + from + " on the steps lead towards " + to_text(point) + " and never beyond";
    return found;
  }

  [[nodiscard]] Term distance(const Point& from, const Point& to) const {
    std::vector<Term> squares;
    for (std::size_t k = 0; k < to.size(); ++k) squares.push_back(theorems::pow(from[k] - to[k], Term(2)));
    return theorems::add(squares);
  }

  [[nodiscard]] bool by_distance(const Point& point) {
    Point here;
    for (std::size_t k = 0; k < point.size(); ++k) here.push_back(state(k));
    const Term now = distance(here, point);
    std::vector<Term> slope;
    for (std::size_t k = 0; k < point.size(); ++k)
      slope.push_back((state(k) - point[k]) * dynamics_.right_hand_side[k]);
    const Term falls = iteration() ? relation(Op::less, distance(dynamics_.right_hand_side, point), now)
                                   : relation(Op::less, theorems::add(slope), Term(0));
    const std::vector<Term> ball{relation(Op::less_equal, now, distance(dynamics_.initial, point)),
                                 relation(Op::greater, now, Term(0))};
    if (!proved(for_parameters(at(falls, dynamics_.initial))) || !proved(for_states(ball, falls))) return false;
    reason_ = "the distance from the point decreases strictly on the ball through the start";
    return true;
  }

  const theorems::Problem& problem_;
  const theorems::Dynamics& dynamics_;
  Deadline deadline_;
  std::string reason_;
};

/// Polynomials in the states are continuous everywhere.
bool polynomial(const Term& term, const theorems::Dynamics& dynamics) {
  const bool moves = std::any_of(dynamics.state.begin(), dynamics.state.end(),
                                 [&](const std::string& name) { return theorems::mentions(term, name); });
  if (!moves) return true;
  switch (term.op()) {
    case Op::variable:
      return true;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::negate:
      return std::all_of(term.args().begin(), term.args().end(),
                         [&](const Term& arg) { return polynomial(arg, dynamics); });
    case Op::power:
      return term.arg(1).is_number() && theorems::is_integer(term.arg(1).number()) && term.arg(1).number() >= 0 &&
             polynomial(term.arg(0), dynamics);
    default:
      return false;
  }
}

/// What the claim says of the limit, put in place of the state: an inequality must be strict there, then it holds near
/// the limit as well.
std::optional<Term> at_limit(const Term& claim, const theorems::Dynamics& dynamics, const Point& point) {
  if (claim.op() == Op::logical_and) {
    std::vector<Term> parts;
    for (const Term& part : claim.args()) {
      const auto one = at_limit(part, dynamics, point);
      if (!one) return std::nullopt;
      parts.push_back(*one);
    }
    return theorems::conjunction(parts);
  }
  if (!is_relation(claim.op()) || !polynomial(claim.arg(0), dynamics) || !polynomial(claim.arg(1), dynamics))
    return std::nullopt;
  static constexpr std::array others{Op::ddt, Op::at, Op::order};
  if (contains(claim, others) || theorems::mentions(claim, "t") || theorems::mentions(claim, "n")) return std::nullopt;
  theorems::Substitution values;
  for (std::size_t k = 0; k < point.size(); ++k) values.emplace(dynamics.state[k], point[k]);
  const Term there = substitute(claim, values);
  if (claim.op() == Op::less_equal) return relation(Op::less, there.arg(0), there.arg(1));
  if (claim.op() == Op::greater_equal) return relation(Op::greater, there.arg(0), there.arg(1));
  return there;
}

bool has_inequality(const Term& claim) {
  static constexpr std::array inequalities{Op::less, Op::less_equal, Op::greater, Op::greater_equal};
  return contains(claim, inequalities);
}

}  // namespace

Outcome decide_by_attractor(const theorems::Problem& problem, const theorems::GroundCheck& check,
                            const theorems::GroundClaim& claim, const Deadline& deadline) {
  Outcome outcome;
  if (!check.limit->time || check.rate || !claim.reals.empty()) return outcome;
  attempt(outcome.tried, method, [&]() -> AttemptReport {
    Attraction attraction(problem, deadline.share(0.7));
    const auto point = attraction.find(claim.claim);
    if (!point) return {"gave up", "no point is known to attract the solution"};
    const auto there = at_limit(claim.claim, *problem.dynamics, *point);
    if (!there) return {"gave up", "the claim is no polynomial in the states"};
    const FormulaStatement statement = attraction.for_parameters(*there);
    const ExactOutcome proof = in_time(prove_formula(statement, deadline.share(0.5)), deadline);
    if (proof.evidence) {
      accept_proof(outcome, proof, method);
      outcome.derivation = nullptr;  // the kernel has no rule for attractors
      outcome.proof.insert(outcome.proof.begin(), attraction.reason());
      return {"proved", attraction.reason()};
    }
    if (has_inequality(*there)) return {"gave up", proof.reason};  // false at the limit says nothing of what is near
    const ExactRefutationOutcome refutation = refute_exactly(statement, deadline);
    if (!refutation.witness) return {"gave up", proof.reason};
    refute(outcome, *refutation.witness, method, refutation.backend, attraction.reason() + "; " + refutation.message);
    return {"refuted", refutation.message};
  });
  return outcome;
}

}  // namespace flowcert::proofs
