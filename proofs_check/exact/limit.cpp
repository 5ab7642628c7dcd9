#include "proofs_check/exact/limit.hpp"

#include <algorithm>
#include <array>

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"
#include "proofs_check/kernel/holds.hpp"
#include "proofs_check/kernel/oscillation.hpp"
#include "proofs_check/kernel/uniform_limit.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

using kernel::NotExpanded;
using kernel::Rule;
using kernel::StepPtr;

namespace {

constexpr std::array numbers_of_parts{2, 4, 8, 14};

/// What the expansions' constants are found to be, as steps.
class ProvedConstants {
 public:
  ProvedConstants(Proof& proof, const FormulaStatement& statement) : proof_(proof), statement_(statement) {
    for (const Term& hypothesis : statement.hypotheses) facts_.take(hypothesis);
  }

  [[nodiscard]] const std::vector<StepPtr>& steps() const { return steps_; }

  kernel::Constants constants() {
    return {[this](const Term& c) { return sign(c); }, [this](const Term& c) { see_defined(c); }};
  }

 private:
  int sign(const Term& c) {
    try {
      return kernel::known_constants(facts_).sign(c);
    } catch (const NotExpanded&) {
    }
    proof_.check_time();
    for (const auto& [op, value] : {std::pair{Op::greater, 1}, std::pair{Op::less, -1}})
      if (const StepPtr step = between_numbers(relation(op, c, Term(0)))) {
        learn(step);
        return value;
      }
    const Signs possible = in_likely_order(c);
    for (const auto& [op, value] : possible)
      if (shown(relation(op, c, Term(0)))) return value;
    if (!free_variables(c).empty()) split(c, possible);
    throw NotExpanded{"the sign of " + theorems::to_text(c) + " is not known"};
  }

  void see_defined(const Term& c) {
    if (facts_.defined(c) || shown(relation(Op::equal, c, c))) return;
    throw NotExpanded{theorems::to_text(c) + " may be undefined"};
  }

  /// A relation between numbers, by balls.
  [[nodiscard]] StepPtr between_numbers(const Term& claim) const {
    if (!free_variables(claim).empty()) return nullptr;
    const auto nothing = std::make_shared<const kernel::Context>();
    for (const std::size_t bits : {64U, 256U, 1024U}) {
      kernel::Data data;
      data.places = {bits, 0};
      const StepPtr step = make_step(Rule::enclosure, nothing, claim, {}, std::move(data));
      if (kernel::holds(*step)) return make_step(Rule::weakening, context_of(statement_), claim, {step});
    }
    return nullptr;
  }

  bool shown(const Term& claim) {
    std::string reason;
    StepPtr step = between_numbers(claim);
    if (!step) step = try_statement(proof_, {statement_.variables, statement_.hypotheses, claim}, reason);
    if (step) learn(step);
    return step != nullptr;
  }

  void learn(const StepPtr& step) {
    facts_.take(step->conclusion.claim);
    steps_.push_back(step);
  }

  using Signs = std::vector<std::pair<Op, int>>;

  /// The sign depends on the parameters.
  void split(const Term& c, const Signs& possible) {
    std::vector<Op> relations;
    for (const auto& [op, value] : possible) relations.push_back(op);
    Scope scope(proof_);
    try {
      read_hypotheses(scope, statement_);
      throw split_into(scope, c, relations);
    } catch (const Restart&) {
    }
  }

  /// The signs that the constant may have, by what can be said of it at once.
  Signs in_likely_order(const Term& c) {
    Scope scope(proof_);
    SignSet possible = signs::any;
    try {
      read_hypotheses(scope, statement_);
      possible = sign_of(scope, same_sign(scope, translate(scope, c)));
    } catch (const Restart&) {
    } catch (const Split&) {
    } catch (const GiveUp&) {
    }
    Signs result;
    if (!(possible & signs::zero).within({0})) result.emplace_back(Op::equal, 0);
    if (!(possible & signs::positive).within({0})) result.emplace_back(Op::greater, 1);
    if (!(possible & signs::negative).within({0})) result.emplace_back(Op::less, -1);
    return result;
  }

  Proof& proof_;
  const FormulaStatement& statement_;
  kernel::Facts facts_;
  std::vector<StepPtr> steps_;
};

/// A statement about all values of a sequent's context, whose variables are the statement's and some more.
FormulaStatement statement_of(const FormulaStatement& around, const kernel::Sequent& sequent) {
  FormulaStatement result{around.variables, sequent.context->hypotheses, sequent.claim};
  for (std::size_t k = around.variables.size(); k < sequent.context->variables.size(); ++k) {
    FreeParameter variable;
    variable.name = sequent.context->variables[k].name;
    variable.integer = sequent.context->variables[k].integer;
    result.variables.push_back(variable);
  }
  return result;
}

/// The claim's terms with the ranges' variables at their low ends, and at their high ends.
std::vector<std::vector<Term>> at_ends(const kernel::LimitClaim& claim) {
  std::vector<std::vector<Term>> result;
  for (const bool high : {false, true}) {
    theorems::Substitution values;
    for (const kernel::LimitRange& range : claim.ranges) values.emplace(range.name, high ? range.high : range.low);
    if (std::any_of(values.begin(), values.end(), [](const auto& v) { return theorems::is_infinite(v.second); }))
      continue;
    std::vector<Term> terms;
    for (const Term& term : claim.terms) terms.push_back(substitute(term, values));
    result.push_back(std::move(terms));
  }
  return result;
}

/// What the first term is of the second near the limit, if it tends to a multiple of it.
std::optional<Term> ratio_near(Proof& proof, const FormulaStatement& statement, const kernel::Approach& approach,
                               const std::vector<Term>& terms) {
  constexpr std::size_t parts = 4;
  ProvedConstants known(proof, statement);
  kernel::Expander expander(approach, known.constants(), parts);
  try {
    kernel::Expansion ratio = expander.quotient(expander.of(terms[0]), expander.of(terms[1]));
    if (expander.settle(ratio) == 0 || expander.compare(ratio.parts[0].growth, {}) != 0) return std::nullopt;
    return kernel::absolute(ratio.parts[0].coefficient);
  } catch (const NotExpanded&) {
  } catch (const kernel::UndefinedNearby&) {
  }
  return std::nullopt;
}

/// Above the term's absolute value: what oscillates is replaced by its largest value, and sums by those of their parts.
Term majorant(const Term& term) {
  std::vector<Term> parts;
  for (const Term& arg : term.args()) parts.push_back(arg);
  const auto each = [&] {
    for (Term& part : parts) part = majorant(part);
  };
  switch (term.op()) {
    case Op::number:
      return Term(Rational(abs(term.number())));
    case Op::add:
    case Op::multiply:
      each();
      return theorems::apply(term.op(), parts);
    case Op::subtract:
      return majorant(parts[0]) + majorant(parts[1]);
    case Op::negate:
      return majorant(parts[0]);
    case Op::divide:
      return majorant(parts[0]) / kernel::absolute(parts[1]);
    case Op::power:
      return theorems::pow(kernel::absolute(parts[0]), parts[1]);
    case Op::sin:
    case Op::cos:
    case Op::tanh:
    case Op::sign:
      return Term(1);
    default:
      return kernel::absolute(term);
  }
}

/// Bounds that may do, the most likely first: what the terms are at the ends of the ranges, multiples, powers.
std::vector<Term> bounds_for(Proof& proof, const FormulaStatement& statement, const kernel::LimitClaim& claim) {
  if (claim.kind == kernel::LimitKind::relation) return {Term(1)};
  std::vector<Term> result;
  if (claim.kind == kernel::LimitKind::bounded) {
    result = {Term(1), Term(10)};
    if (claim.ranges.empty()) return result;
    for (const std::vector<Term>& terms : at_ends(claim))
      if (const auto ratio = ratio_near(proof, statement, claim.approach, terms))
        result.insert(result.end(), {*ratio, *ratio + Term(1)});
    return result;
  }
  if (claim.ranges.empty()) return {majorant(claim.terms[0])};
  for (const std::vector<Term>& terms : at_ends(claim)) result.push_back(kernel::absolute(terms[0]));
  const Term g = kernel::small_near(claim.approach);
  for (const auto& power : {Rational(1), Rational(1, 2), Rational(2)})
    for (const int factor : {1, 10}) result.push_back(Term(factor) * theorems::pow(g, Term(power)));
  return result;
}

/// By a bound that does not depend on the ranges, in a neighbourhood of a fixed size.
StepPtr prove_uniform_limit(Proof& proof, const FormulaStatement& statement, const kernel::LimitClaim& claim) {
  const kernel::ContextPtr context = context_of(statement);
  std::string reason = "no bound that tends to 0 was found";
  const bool far = theorems::is_infinite(claim.approach.to);
  for (const Term& bound : bounds_for(proof, statement, claim)) {
    for (const auto& size : {Rational(1), far ? Rational(100) : Rational(1, 100)}) {
      const auto premises = kernel::premises_of_uniform_limit(context, claim, Term(size), bound);
      if (premises.empty()) break;
      std::vector<StepPtr> shown;
      for (auto premise = premises.rbegin(); premise != premises.rend(); ++premise) {  // the limit is the quicker one
        proof.check_time();
        const StepPtr step = try_statement(proof, statement_of(statement, *premise), reason);
        if (!step) break;
        shown.insert(shown.begin(), step);
      }
      if (shown.size() != premises.size()) continue;
      kernel::Data data;
      data.terms = {Term(size), bound};
      return make_step(Rule::uniform_limit, context, statement.claim, std::move(shown), std::move(data));
    }
  }
  throw GiveUp{"no bound over the range: " + reason};
}

void angles_in(const Term& term, std::vector<Term>& found) {
  const bool new_angle = (term.op() == Op::sin || term.op() == Op::cos) &&
                         std::find(found.begin(), found.end(), term.arg(0)) == found.end();
  if (new_angle) found.push_back(term.arg(0));
  for (const Term& arg : term.args()) angles_in(arg, found);
}

/// The claim is false at points where something that oscillates has one phase.
StepPtr deny_by_oscillation(Proof& proof, const FormulaStatement& statement, const kernel::LimitClaim& claim) {
  static const std::array phases{std::pair{Rational(0), Rational(1)}, std::pair{Rational(1), Rational(0)},
                                 std::pair{Rational(0), Rational(-1)}, std::pair{Rational(-1), Rational(0)},
                                 std::pair{Rational(3, 5), Rational(4, 5)}};
  constexpr std::size_t parts = 4;
  std::vector<Term> angles;
  for (const Term& term : claim.terms) angles_in(term, angles);
  std::string reason;
  for (const Term& angle : angles)
    for (const auto& [sine, cosine] : phases)
      for (const auto& gap : {Rational(1, 2), Rational(1, 1000)}) {
        const auto denial = kernel::denial_by_phase(claim, {angle, Term(sine), Term(cosine)}, Term(gap));
        if (!denial) continue;
        const StepPtr denied = try_statement(proof, {statement.variables, statement.hypotheses, *denial}, reason);
        if (!denied) continue;
        ProvedConstants known(proof, statement);
        try {  // only what is said of the constants on the way is of interest
          kernel::Expander expander(claim.approach, known.constants(), parts);
          kernel::Expansion expansion = expander.of(angle);
          (void)expander.settle(expansion);
        } catch (const NotExpanded&) {
          continue;
        } catch (const kernel::UndefinedNearby&) {
          continue;
        }
        std::vector<StepPtr> premises{denied};
        premises.insert(premises.end(), known.steps().begin(), known.steps().end());
        kernel::Data data;
        data.terms = {angle, Term(sine), Term(cosine), Term(gap)};
        data.places = {parts};
        StepPtr step =
            make_step(Rule::oscillation, context_of(statement), statement.claim, std::move(premises), std::move(data));
        if (kernel::holds(*step)) return step;
      }
  throw GiveUp{"nothing that oscillates was found to deny the limit"};
}

}  // namespace

StepPtr prove_limit(Proof& proof, const FormulaStatement& statement, const kernel::LimitClaim& claim, bool negated) {
  if (!claim.ranges.empty()) {
    if (negated) throw GiveUp{"no way to deny a limit over a range"};
    return prove_uniform_limit(proof, statement, claim);
  }
  ProvedConstants known(proof, statement);
  std::string reason;
  for (const int parts : numbers_of_parts) {
    try {
      if (kernel::holds_by_expansion(claim, known.constants(), static_cast<std::size_t>(parts)) == negated)
        throw GiveUp{negated ? "the limit is as claimed" : "the limit is another one", true};
      kernel::Data data;
      data.places = {static_cast<std::size_t>(parts)};
      proof.trail.push_back("limit: " + theorems::to_text(statement.claim) + ": by expansions of " +
                            std::to_string(parts) + " parts");
      proof.backends.insert("flowcert's expansions");
      return make_step(Rule::expansion, context_of(statement), statement.claim, known.steps(), std::move(data));
    } catch (const NotExpanded& stop) {
      reason = stop.reason;
      if (!stop.more_parts) break;
    }
  }
  if (negated) return deny_by_oscillation(proof, statement, claim);
  try {
    return prove_uniform_limit(proof, statement, claim);
  } catch (const GiveUp&) {
    throw GiveUp{"no expansion: " + reason};
  }
}

}  // namespace flowcert::proofs::exact
