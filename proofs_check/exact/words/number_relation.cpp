#include "proofs_check/exact/words/number_relation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "proofs_check/exact/formula.hpp"

namespace flowcert::proofs::exact::words {

namespace {

using theorems::FreeParameter;
using Kind = NumberFacts::Kind;

class Arithmetic {
 public:
  Arithmetic(Proof& proof, Algebra& algebra, const NumberHypotheses& numbers)
      : proof_(proof), algebra_(algebra), numbers_(numbers) {}

  void run(Op relation, const Poly& difference, const std::vector<Fact>& facts) {
    known_ = facts;
    add_lemmas();
    FormulaStatement statement;
    statement.hypotheses = numbers_.hypotheses;
    statement.claim = theorems::relation(relation, term(algebra_.reduced(difference)), Term(0));
    for (const Fact& fact : known_) {
      const Op op = fact.sign == signs::zero          ? Op::equal
                    : fact.sign == signs::nonzero     ? Op::not_equal
                    : fact.sign == signs::negative    ? Op::less
                    : fact.sign == signs::nonpositive ? Op::less_equal
                    : fact.sign == signs::positive    ? Op::greater
                                                      : Op::greater_equal;
      const Poly poly = algebra_.reduced(fact.poly);
      if (!is_constant(poly)) statement.hypotheses.push_back(theorems::relation(op, term(poly), Term(0)));
    }
    // The numbers that occur by now, and what is known of each by itself.
    for (std::size_t k = 0; k < used_.size(); ++k) {
      const NumberFacts facts_of_it = *algebra_.facts_of(used_[k]);
      if (facts_of_it.kind == Kind::parameter && is_declared(facts_of_it.name)) continue;
      const Term variable = theorems::variable(name_of(used_[k]));
      if (facts_of_it.nonnegative) {
        statement.hypotheses.push_back(theorems::relation(Op::greater_equal, variable, Term(0)));
      }
      if (facts_of_it.kind == Kind::norm) {
        const Term square = term(algebra_.reduced(facts_of_it.square));
        statement.hypotheses.push_back(theorems::relation(Op::equal, pow(variable, Term(2)), square));
      }
    }
    statement.variables = numbers_.parameters;
    for (const Symbol& symbol : used_) {
      const NumberFacts& facts_of_it = *algebra_.facts_of(symbol);
      if (facts_of_it.kind == Kind::parameter && is_declared(facts_of_it.name)) continue;
      FreeParameter parameter;
      parameter.name = name_of(symbol);
      statement.variables.push_back(parameter);
      proof_.trail.push_back(fmt::format("{} stands for {}", parameter.name, facts_of_it.name));
    }
    prove_statement(proof_, statement);
  }

 private:
  bool is_declared(const std::string& name) const {
    return std::any_of(numbers_.parameters.begin(), numbers_.parameters.end(),
                       [&](const FreeParameter& parameter) { return parameter.name == name; });
  }

  std::string name_of(const Symbol& symbol) {
    const NumberFacts& facts = *algebra_.facts_of(symbol);
    if (facts.kind == Kind::parameter && is_declared(facts.name)) return facts.name;
    for (std::size_t k = 0; k < used_.size(); ++k) {
      if (used_[k].is_equal(symbol)) return fmt::format("number {}", k + 1);
    }
    return "";
  }

  Term term(const Poly& p) {
    std::vector<Term> sum{Term(0)};
    for (const PolyTerm& part : terms_of(p)) {
      std::vector<Term> product{Term(part.coefficient)};
      for (const Power& power : part.powers) {
        const Symbol& symbol = power.symbol;
        const bool known = std::any_of(used_.begin(), used_.end(), [&](const Symbol& s) { return s.is_equal(symbol); });
        if (!known) used_.push_back(symbol);
        product.push_back(pow(theorems::variable(name_of(symbol)), Term(Rational(power.exponent))));
      }
      sum.push_back(theorems::multiply(product));
    }
    return theorems::add(sum);
  }

  /// |<A, B>| <= bound, for both signs.
  void add_pairing(const WordSum& a, const WordSum& b, const Poly& bound, const std::string& lemma) {
    const Poly inner = algebra_.reduced(algebra_.trace(algebra_.multiply(algebra_.transpose(a), b)));
    if (inner.is_zero()) return;
    known_.push_back({(bound - inner).expand(), signs::nonnegative});
    known_.push_back({(bound + inner).expand(), signs::nonnegative});
    proof_.trail.push_back(fmt::format("{}: |{}| <= {}", lemma, to_text(inner), to_text(bound)));
  }

  // Cauchy-Schwarz for <A, B> = trace(A^T B). Duality: with A = sum_k s_k l_k r_k^T, |<A, B>| <= sum_k s_k |l_k^T B
  // r_k|
  // <= sum_k s_k opnorm(B), as l_k and r_k are unit vectors.
  void add_lemmas() {
    const std::vector<NumberFacts> all = algebra_.numbers();
    const auto same_shape = [](const NumberFacts& a, const NumberFacts& b) {
      return a.of.rows == b.of.rows && a.of.columns == b.of.columns;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = 0; j < all.size(); ++j) {
        const NumberFacts& a = all[i];
        const NumberFacts& b = all[j];
        if (a.kind == Kind::norm && b.kind == Kind::norm && j > i && same_shape(a, b)) {
          add_pairing(a.of, b.of, exact::multiply(a.symbol, b.symbol), "Cauchy-Schwarz");
        }
        const bool across = a.of.rows == b.of.columns && a.of.columns == b.of.rows;
        if (a.kind == Kind::norm && b.kind == Kind::norm && j >= i && across) {
          add_pairing(a.of, algebra_.transpose(b.of), exact::multiply(a.symbol, b.symbol), "Cauchy-Schwarz");
        }
        if (a.kind == Kind::nuclear && b.kind == Kind::operator_norm && same_shape(a, b)) {
          add_pairing(a.of, b.of, exact::multiply(a.symbol, b.symbol), "duality of the nuclear and the operator norm");
        }
      }
    }
  }

  Proof& proof_;
  Algebra& algebra_;
  const NumberHypotheses& numbers_;
  std::vector<Fact> known_;
  std::vector<Symbol> used_;
};

}  // namespace

void prove_number_relation(Proof& proof, Algebra& algebra, Op relation, const Poly& difference,
                           const NumberHypotheses& numbers, const std::vector<Fact>& facts) {
  Arithmetic(proof, algebra, numbers).run(relation, difference, facts);
}

}  // namespace flowcert::proofs::exact::words
