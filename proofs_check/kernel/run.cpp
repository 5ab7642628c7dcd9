#include "proofs_check/kernel/run.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/kernel/domain.hpp"
#include "proofs_check/kernel/motion.hpp"
#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

constexpr long most_steps = 5000;

}  // namespace

std::optional<bool> truth_of(const Term& statement) {
  if (statement.op() == Op::true_value) return true;
  if (statement.op() == Op::false_value) return false;
  if (theorems::is_relation(statement.op())) {
    if (!statement.arg(0).is_number() || !statement.arg(1).is_number()) return std::nullopt;
    const Rational &a = statement.arg(0).number(), &b = statement.arg(1).number();
    const Outcomes allowed = outcomes_of(statement.op());
    return a < b ? allowed.less : a == b ? allowed.equal : allowed.greater;
  }
  static constexpr Op connectives[] = {Op::logical_and, Op::logical_or, Op::logical_not, Op::implies};
  if (std::find(std::begin(connectives), std::end(connectives), statement.op()) == std::end(connectives))
    return std::nullopt;
  std::vector<bool> parts;
  for (const Term& arg : statement.args()) {
    const auto part = truth_of(arg);
    if (!part) return std::nullopt;
    parts.push_back(*part);
  }
  if (statement.op() == Op::logical_not) return !parts[0];
  if (statement.op() == Op::implies) return !parts[0] || parts[1];
  return statement.op() == Op::logical_and ? std::all_of(parts.begin(), parts.end(), [](bool p) { return p; })
                                           : std::any_of(parts.begin(), parts.end(), [](bool p) { return p; });
}

namespace {

std::optional<long> step_number(const Term& time, long last) {
  if (!time.is_number() || !theorems::is_integer(time.number()) || time.number() < 0 || time.number() > last)
    return std::nullopt;
  return numerator(time.number()).convert_to<long>();
}

class Run {
 public:
  explicit Run(const Motion& motion) : motion_(motion) {}

  /// All states up to the last step; false if one is no number.
  bool follow(long last) {
    std::vector<Term> state = motion_.initial;
    for (long n = 0; n <= last; ++n) {
      if (!std::all_of(state.begin(), state.end(), [](const Term& x) { return x.is_number(); })) return false;
      theorems::Substitution values{{motion_.time, Term(Rational(n))}};
      for (std::size_t i = 0; i < state.size(); ++i) values.emplace(motion_.state[i], state[i]);
      orbit_.push_back(values);
      for (std::size_t i = 0; i < state.size(); ++i) state[i] = theorems::substitute(motion_.field[i], values);
    }
    return true;
  }

  /// The statement about the numbers of step n.
  [[nodiscard]] std::optional<Term> at(const Term& statement, std::size_t n) const {
    const auto settled = without_moments(statement, n);
    if (!settled) return std::nullopt;
    return theorems::substitute(*settled, orbit_[n]);
  }

 private:
  /// at(e, k) by e at step k.
  [[nodiscard]] std::optional<Term> without_moments(const Term& term, std::size_t n) const {
    if (!has_moments(term)) return term;
    if (term.op() == Op::at) {
      const auto k = has_moments(term.arg(0)) || has_moments(term.arg(1))
                         ? std::nullopt
                         : step_number(theorems::substitute(term.arg(1), orbit_[n]), long(orbit_.size()) - 1);
      if (!k) return std::nullopt;
      return theorems::substitute(term.arg(0), orbit_[std::size_t(*k)]);
    }
    bool possible = true;
    const Term result = theorems::map_args(term, [&](const Term& arg) {
      const auto part = without_moments(arg, n);
      possible = possible && part;
      return part ? *part : arg;
    });
    return possible ? std::optional(result) : std::nullopt;
  }

  const Motion& motion_;
  std::vector<theorems::Substitution> orbit_;
};

}  // namespace

/// An iteration from numbers, without parameters and up to a last step: every state is a rational number, and wherever
/// the hypotheses are true, so is the claim. What is more than a comparison of rational numbers is shown by a premise,
/// about nothing but these numbers.
bool is_run(const Step& step) {
  const Context& own = *step.conclusion.context;
  if (step.conclusion.judgement != Judgement::along || !own.motion || !own.motion->iteration ||
      own.variables.size() != own.motion->state.size() + 1 || !own.motion->horizon || own.motion->horizon_open)
    return false;
  const auto last = step_number(*own.motion->horizon, most_steps);
  Run run(*own.motion);
  if (!last || !run.follow(*last)) return false;
  const auto nothing = std::make_shared<const Context>();
  std::size_t used = 0;
  for (std::size_t n = 0; n <= std::size_t(*last); ++n) {
    bool looked_at = true;
    for (const Term& hypothesis : own.hypotheses) {
      const auto about_numbers = run.at(hypothesis, n);
      const auto truth = about_numbers ? truth_of(*about_numbers) : std::nullopt;
      if (!truth) return false;
      looked_at = looked_at && *truth;
    }
    if (!looked_at) continue;
    const auto claim = run.at(step.conclusion.claim, n);
    if (!claim) return false;
    const auto truth = truth_of(*claim);
    const bool shown =
        truth ? *truth : used < step.premises.size() && same(step.premises[used++]->conclusion, {nothing, *claim});
    if (!shown) return false;
  }
  return used == step.premises.size();
}

}  // namespace flowcert::proofs::kernel
