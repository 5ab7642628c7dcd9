#include "proofs_check/decide/times_of_claim.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "proofs_check/decide/formula.hpp"
#include "proofs_check/decide/ranges.hpp"
#include "proofs_check/decide/used_steps.hpp"
#include "theorems/language/elaborate/constant.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using theorems::FreeParameter;
using theorems::GroundClaim;
using theorems::Op;
using theorems::Problem;
using theorems::Term;

namespace {

constexpr int digits = 50;  // formulas about times are inequalities: nothing is confirmed

bool is_quantifier(const Term& term) {
  return term.op() == Op::for_all || term.op() == Op::exists;
}

bool is_time(const std::string& name) {
  return name == "t" || name == "n";
}

FreeParameter variable_of(const theorems::Binding& bound) {
  FreeParameter result;
  result.name = bound.name;
  result.integer = bound.integer;
  return result;
}

/// What is known where a part of the claim counts.
struct Context {
  std::vector<FreeParameter> variables;
  std::vector<Term> hypotheses;
  bool complete = true;  // false: something of the dynamics guards the part as well, which is not among the hypotheses

  [[nodiscard]] bool declares(const std::string& name) const {
    return std::any_of(variables.begin(), variables.end(), [&](const auto& other) { return other.name == name; });
  }
  /// Every name in the term is one of the variables: nothing of the dynamics.
  [[nodiscard]] bool covers(const Term& term) const {
    static constexpr std::array along{Op::at, Op::ddt};
    if (contains(term, along)) return false;
    const std::vector<std::string> names = free_variables(term);
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) { return declares(name); });
  }
  void assume(const Term& fact) {
    if (covers(fact)) {
      hypotheses.push_back(fact);
    } else {
      complete = false;
    }
  }
  void bind(const theorems::Binding& bound) {
    // A name bound again hides the outer one.
    std::erase_if(variables, [&](const auto& other) { return other.name == bound.name; });
    std::erase_if(hypotheses, [&](const Term& fact) { return theorems::mentions(fact, bound.name); });
    variables.push_back(variable_of(bound));
    for (const Term& end : range_of(bound)) assume(end);
  }
};

/// A time that the claim speaks of (the variable itself for a range), where it is not plain that the dynamics have it.
struct TimeSpokenOf {
  Term time;
  Context context;
  std::vector<Term> ends;  // it must not lie beyond these; those that it certainly does not are left out
  bool may_be_early = false;
  bool is_range = false;

  [[nodiscard]] FormulaStatement has_started() const {
    return {context.variables, context.hypotheses, relation(Op::less_equal, Term(0), time)};
  }
  /// Of an undefined time it is not said that it lies beyond.
  [[nodiscard]] FormulaStatement not_beyond(const Term& end) const {
    return {context.variables, context.hypotheses, theorems::negation(relation(Op::greater, time, end))};
  }
};

bool certainly_started(const Term& time) {
  const auto sign = compare_constants(time, Term(0));
  return sign && *sign >= 0;
}

bool certainly_not_beyond(const Term& time, const Term& end) {
  if (time == end) return true;
  const auto order = compare_constants(time, end);
  return order && *order <= 0;
}

/// The ends of the dynamics that a literal time is held against when the file is read.
std::vector<Term> ends_of(const Problem& problem) {
  std::vector<Term> ends;
  if (problem.dynamics && problem.dynamics->end) ends.push_back(*problem.dynamics->end);
  for (const theorems::FlowDescription& flow : problem.flows) {
    if (flow.discrete) {
      ends.emplace_back(static_cast<int>(flow.discrete->steps));
    } else if (flow.t_end) {
      ends.push_back(*flow.t_end);
    }
  }
  std::erase_if(ends, [](const Term& end) { return theorems::is_infinite(end); });
  return ends;
}

class TimesCollector {
 public:
  explicit TimesCollector(const Problem& problem) : ends_(ends_of(problem)) {
    // An optimizer's t is what its steps add up to, and its range is one of n.
    counts_steps_ = std::any_of(problem.flows.begin(), problem.flows.end(),
                                [](const auto& flow) { return flow.discrete.has_value(); });
  }

  void range(const theorems::Binding& bound, const Context& inside) {
    TimeSpokenOf spoken{theorems::variable(bound.name), inside, {}, !certainly_started(bound.low), true};
    for (const Term& end : ends_) {
      if (counts_steps_ && bound.name == "t") break;
      if (!theorems::is_infinite(bound.high) && !certainly_not_beyond(bound.high, end)) spoken.ends.push_back(end);
    }
    add(std::move(spoken));
  }

  /// Guards are read from left to right, as definedness is.
  void claim(const Term& term, Context context) {
    if (is_quantifier(term)) {
      const theorems::Binding bound = range_bound_by(term);
      moments(term.arg(0), context);
      moments(term.arg(1), context);
      context.bind(bound);
      if (is_time(bound.name)) range(bound, context);
      return claim(term.arg(2), std::move(context));
    }
    if (term.op() == Op::logical_and || term.op() == Op::logical_or || term.op() == Op::implies) {
      for (const Term& part : term.args()) {
        claim(part, context);
        context.assume(term.op() == Op::logical_or ? theorems::negation(part) : part);
      }
      return;
    }
    if (term.op() == Op::logical_not) return claim(term.arg(0), std::move(context));
    moments(term, context);
  }

  [[nodiscard]] std::vector<TimeSpokenOf> take() { return std::move(times_); }

 private:
  void moments(const Term& term, const Context& context) {
    static constexpr std::array along{Op::at};
    if (!contains(term, along)) return;
    if (term.op() == Op::at) {
      const Term& time = term.arg(1);
      TimeSpokenOf spoken{time, context, {}, !certainly_started(time), false};
      for (const Term& end : ends_)
        if (!counts_steps_ && !certainly_not_beyond(time, end)) spoken.ends.push_back(end);
      add(std::move(spoken));
    }
    for (const Term& arg : term.args()) moments(arg, context);
  }

  void add(TimeSpokenOf spoken) {
    if (spoken.may_be_early || !spoken.ends.empty()) times_.push_back(std::move(spoken));
  }

  std::vector<Term> ends_;
  bool counts_steps_ = false;
  std::vector<TimeSpokenOf> times_;
};

Context outer_context(const Problem& problem) {
  return {problem.parameters, problem.hypotheses, true};
}

std::vector<TimeSpokenOf> times_of(const Problem& problem, const GroundClaim& claim) {
  if (!problem.dynamics && problem.flows.empty()) return {};
  TimesCollector collector(problem);
  Context context = outer_context(problem);
  for (const theorems::Binding& bound : claim.reals) context.bind(bound);
  for (const theorems::Binding& bound : claim.reals)
    if (is_time(bound.name)) collector.range(bound, context);
  collector.claim(claim.claim, context);
  return collector.take();
}

/// What a claim comes to at most when every relation along the dynamics is as true as the times in it allow: where this
/// is false, so is the claim.
class AtMost {
 public:
  Term of(const Term& term, const Context& context, bool positive) {
    if (is_quantifier(term)) {
      Context inside = context;
      inside.bind(range_bound_by(term));
      theorems::TermNode node = term.node();
      node.args[2] = of(term.arg(2), inside, positive);
      node.hash = node.depth = 0;
      return theorems::make_term(std::move(node));
    }
    if (term.op() == Op::logical_not) return theorems::negation(of(term.arg(0), context, !positive));
    if (term.op() == Op::implies)
      return theorems::apply(Op::implies, {of(term.arg(0), context, !positive), of(term.arg(1), context, positive)});
    if (term.op() == Op::logical_and || term.op() == Op::logical_or) {
      std::vector<Term> parts;
      for (const Term& part : term.args()) parts.push_back(of(part, context, positive));
      return theorems::apply(term.op(), std::move(parts));
    }
    if (context.covers(term)) return term;
    if (!positive) return theorems::constant(Op::false_value);
    std::vector<Term> guards{theorems::constant(Op::true_value)};
    guard(term, context, guards);
    return theorems::conjunction(guards);
  }

 private:
  static void guard(const Term& term, const Context& context, std::vector<Term>& guards) {
    if (term.op() == Op::at) {
      if (!context.covers(term.arg(1))) return;
      guards.push_back(relation(Op::less_equal, Term(0), term.arg(1)));
      return;  // inside it is another time
    }
    const bool of_the_present = term.is_variable() && !context.declares(term.name());
    if (of_the_present || term.op() == Op::ddt) {
      for (const char* time : {"t", "n"})
        if (context.declares(time)) guards.push_back(relation(Op::less_equal, Term(0), theorems::variable(time)));
      return;
    }
    for (const Term& arg : term.args()) guard(arg, context, guards);
  }
};

std::optional<Outcome> false_before_start(const Problem& problem, const GroundClaim& claim, const Deadline& deadline) {
  Context context = outer_context(problem);
  for (const theorems::Binding& bound : claim.reals) context.bind(bound);
  Term body = claim.claim;
  while (body.op() == Op::for_all) {  // one more variable is easier to search for than a quantifier
    context.bind(range_bound_by(body));
    body = body.arg(2);
  }
  if (!context.complete) return std::nullopt;
  const FormulaStatement statement{context.variables, context.hypotheses, AtMost().of(body, context, true)};
  Outcome outcome = decide_formula(statement, digits, deadline);
  if (outcome.verdict.kind() != VerdictKind::refuted) return std::nullopt;
  outcome.message = "the dynamics start at 0 and have no value at an earlier or undefined time: " + outcome.message;
  return outcome;
}

bool shown(const FormulaStatement& statement, const Deadline& deadline) {
  return is_positive(decide_formula(statement, digits, deadline).verdict.kind());
}

}  // namespace

TimesOfClaim examine_times(const Problem& problem, const GroundClaim& claim, const Deadline& deadline) {
  TimesOfClaim result;
  for (const TimeSpokenOf& spoken : times_of(problem, claim)) {
    const std::string text = to_text(spoken.time);
    if (!spoken.context.covers(spoken.time)) {
      result.doubt = "the time '" + text + "' is not known to be one of the dynamics";
      continue;
    }
    if (spoken.may_be_early && !shown(spoken.has_started(), deadline.share(0.3))) {
      result.doubt = "the time '" + text + "' may be undefined or lie before the start of the dynamics, at 0";
      if ((result.refuted = false_before_start(problem, claim, deadline.share(0.5)))) return result;
    }
    for (const Term& end : spoken.ends)
      if (!shown(spoken.not_beyond(end), deadline.share(0.3)))
        result.doubt = "the time '" + text + "' may lie beyond the end of the dynamics, " + to_text(end);
  }
  return result;
}

std::string times_in_error(const Problem& problem, const GroundClaim& claim, const Deadline& deadline) {
  for (const TimeSpokenOf& spoken : times_of(problem, claim)) {
    if (!spoken.context.covers(spoken.time) || !spoken.context.complete) continue;
    if (spoken.is_range && spoken.may_be_early) {
      std::vector<Term> hypotheses = spoken.context.hypotheses;
      hypotheses.push_back(relation(Op::less_equal, Term(0), spoken.time));
      if (hypotheses_contradict(spoken.context.variables, hypotheses, deadline.share(0.5)))
        return "the range of " + to_text(spoken.time) +
               " lies before the start of the dynamics, at 0, whatever the parameters; expected one from 0 on";
    }
    for (const Term& end : spoken.ends) {
      const Outcome outcome = decide_formula(spoken.not_beyond(end), digits, deadline.share(0.5));
      if (outcome.verdict.kind() != VerdictKind::refuted) continue;
      std::string where;
      for (const NamedValue& value : outcome.witness)
        where += (where.empty() ? " for " : ", ") + value.name + " = " + value.value;
      return "the time " + to_text(spoken.time) + " lies beyond the end of the dynamics, " + to_text(end) + where +
             "; expected times up to the end for all values that are admitted";
    }
  }
  return {};
}

}  // namespace flowcert::proofs
