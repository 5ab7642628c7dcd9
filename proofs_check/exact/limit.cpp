#include "proofs_check/exact/limit.hpp"

#include <array>

#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"

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

  bool shown(const Term& claim) {
    std::string reason;
    const StepPtr step = try_statement(proof_, {statement_.variables, statement_.hypotheses, claim}, reason);
    if (!step) return false;
    facts_.take(claim);
    steps_.push_back(step);
    return true;
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

}  // namespace

StepPtr prove_limit(Proof& proof, const FormulaStatement& statement, const kernel::LimitClaim& claim, bool negated) {
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
  throw GiveUp{"no expansion: " + reason};
}

}  // namespace flowcert::proofs::exact
