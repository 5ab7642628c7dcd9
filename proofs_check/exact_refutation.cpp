#include "proofs_check/exact_refutation.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/witness_search.hpp"

namespace flowcert::proofs {

using theorems::FreeParameter;
using theorems::Op;
using theorems::Term;

/// The negation is taken of relations that are defined: the exact prover shows definedness with the negated claim, and
/// a claim with an undefined term is false as well, so that either way the claim is false where its negation is proved.
class ExactRefutation {
 public:
  ExactRefutation(const FormulaStatement& statement, const Deadline& deadline)
      : statement_(statement), deadline_(deadline) {}

  ExactRefutationOutcome run() {
    if (everywhere_false(statement_, {}, {})) return std::move(outcome_);
    for (const FreeParameter& variable : statement_.variables) {
      for (const auto& [end, open] :
           {std::pair(variable.low, variable.low_open), std::pair(variable.high, variable.high_open)}) {
        if (!end || open || !free_variables(*end).empty() || end->op() == Op::infinity || end->is_number()) continue;
        if (deadline_.passed()) return std::move(outcome_);
        if (everywhere_false(fixed(variable.name, *end), variable.name, to_text(*end))) return std::move(outcome_);
      }
    }
    return std::move(outcome_);
  }

 private:
  FormulaStatement fixed(const std::string& name, const Term& value) const {
    FormulaStatement result;
    for (const FreeParameter& variable : statement_.variables) {
      if (variable.name == name) continue;
      result.variables.push_back(variable);
      for (auto* end : {&result.variables.back().low, &result.variables.back().high}) {
        if (*end) *end = substitute(**end, {{name, value}});
      }
    }
    for (const Term& hypothesis : statement_.hypotheses) {
      result.hypotheses.push_back(substitute(hypothesis, {{name, value}}));
    }
    result.claim = substitute(statement_.claim, {{name, value}});
    return result;
  }

  /// Proves the negated claim, then finds a point that satisfies the hypotheses (any will do).
  bool everywhere_false(const FormulaStatement& statement, const std::string& name, const std::string& value) {
    FormulaStatement negated = statement;
    negated.claim = theorems::negation(statement.claim);
    const ExactOutcome proof = prove_formula(negated, deadline_.share(0.5));
    if (!proof.evidence) return false;
    // "0 != 0" is false everywhere: its witness search returns the first admissible point.
    FormulaStatement never = statement;
    never.claim = theorems::constant(Op::false_value);
    // Relations between equal irrational numbers among the hypotheses cannot be verified by balls; exact ones are
    // dropped only when proved.
    std::vector<Term> open;
    for (const Term& hypothesis : statement.hypotheses) {
      const bool closed = free_variables(hypothesis).empty();
      if (closed && prove_formula({{}, {}, hypothesis}, deadline_.share(0.3)).evidence) continue;
      open.push_back(hypothesis);
    }
    never.hypotheses = std::move(open);
    const WitnessOutcome admissible = search_witness(never, {}, {}, deadline_.share(0.5));
    if (!admissible.witness) return false;
    auto values = admissible.witness->values();
    if (!name.empty()) values.emplace_back(name, value);
    outcome_.witness = RigorousKernel::witness(std::move(values), "exact proof of the negation");
    outcome_.message =
        name.empty() ? "the negation of the claim is proved" : fmt::format("false at {} = {}, exactly", name, value);
    outcome_.backend = proof.evidence->backend();
    return true;
  }

  const FormulaStatement& statement_;
  Deadline deadline_;
  ExactRefutationOutcome outcome_;
};

ExactRefutationOutcome refute_exactly(const FormulaStatement& statement, const Deadline& deadline) {
  try {
    return ExactRefutation(statement, deadline).run();
  } catch (const std::logic_error&) {
    return {};  // the statement has parts that mean nothing to these methods
  }
}

}  // namespace flowcert::proofs
