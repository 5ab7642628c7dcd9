#include "proofs_check/decide/exact_refutation.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/witness_search.hpp"

namespace flowcert::proofs {

using theorems::FreeParameter;
using theorems::Op;
using theorems::Rational;
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
    static constexpr std::array quantifiers{Op::for_all, Op::exists};
    if (contains(statement_.claim, quantifiers)) false_at_some_point();
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

  /// Points that satisfy the hypotheses, at which the negated claim is tried. Balls cannot see quantified claims.
  void false_at_some_point() {
    FormulaStatement never = statement_;
    never.claim = theorems::constant(Op::false_value);
    for (const auto& value : {Rational(0), Rational(1), Rational(-1), Rational(1, 2), Rational(2), Rational(3)}) {
      if (statement_.variables.empty() || deadline_.passed() || outcome_.witness) return;
      std::map<std::string, Rational> candidate;
      for (const FreeParameter& variable : statement_.variables) candidate.emplace(variable.name, value);
      const WitnessOutcome admissible = search_witness(never, {candidate}, {}, deadline_.share(0.2));
      if (admissible.witness) false_at(admissible);
    }
  }

  void false_at(const WitnessOutcome& admissible) {
    theorems::Substitution values;
    for (std::size_t k = 0; k < statement_.variables.size(); ++k)
      values.emplace(statement_.variables[k].name, Term(admissible.point[k]));
    const Term there = theorems::negation(substitute(statement_.claim, values));
    const ExactOutcome proof = prove_formula({{}, {}, there}, deadline_.share(0.5));
    if (!proof.evidence) return;
    outcome_.witness = RigorousKernel::witness(admissible.witness->values(), "exact proof of the negation");
    outcome_.message = "the negation of the claim is proved";
    outcome_.backend = proof.evidence->backend();
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
