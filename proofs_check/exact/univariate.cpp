#include "proofs_check/exact/univariate.hpp"

#include <algorithm>
#include <optional>

#include "proofs_check/kernel/real_line.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t highest_degree = 24;   // of the product of all polynomials
constexpr std::size_t longest_number = 240;  // bits of a coefficient

kernel::Outcomes outcomes_of(SignSet sign) {
  return {.less = (sign.bits & 1) != 0, .equal = (sign.bits & 2) != 0, .greater = (sign.bits & 4) != 0};
}

SignSet complement(SignSet a) {
  return {static_cast<std::uint8_t>(7 & ~a.bits)};
}

/// Facts about one number, as clauses about it.
class Reading {
 public:
  /// False if the question is not about one number.
  bool read(const Question& question) {
    for (const Fact& fact : question.facts)
      if (!add({fact})) return false;
    for (const auto& [premise, conclusion] : question.implications)
      if (!add({{premise.poly, complement(premise.sign)}, conclusion})) return false;
    return symbol_.has_value() && degrees_ <= highest_degree;
  }
  [[nodiscard]] const std::vector<kernel::Clause>& clauses() const { return clauses_; }

 private:
  bool add(const std::vector<Fact>& alternatives) {
    kernel::Clause clause;
    for (const Fact& fact : alternatives)
      if (!take(fact, clause)) return false;
    clauses_.push_back(std::move(clause));
    return true;
  }

  bool take(const Fact& fact, kernel::Clause& into) {
    kernel::Dense p;
    for (const PolyTerm& term : terms_of(fact.poly)) {
      if (term.powers.size() > 1) return false;
      std::size_t degree = 0;
      if (!term.powers.empty()) {
        const Power& power = term.powers[0];
        if (symbol_ && !symbol_->is_equal(power.symbol)) return false;
        if (power.exponent < 1 || power.exponent > static_cast<long>(highest_degree)) return false;
        symbol_ = power.symbol;
        degree = static_cast<std::size_t>(power.exponent);
      }
      if (msb(Integer(abs(numerator(term.coefficient)) + 1)) + msb(Integer(denominator(term.coefficient))) >
          longest_number)
        return false;
      if (p.size() <= degree) p.resize(degree + 1, Rational(0));
      p[degree] += term.coefficient;
    }
    const bool known = std::any_of(polys_.begin(), polys_.end(), [&](const kernel::Dense& q) { return q == p; });
    if (p.size() > 1 && !known) {
      degrees_ += p.size() - 1;
      if (degrees_ > highest_degree) return false;
      polys_.push_back(p);
    }
    into.push_back({std::move(p), outcomes_of(fact.sign)});
    return true;
  }

  std::optional<Symbol> symbol_;
  std::vector<kernel::Clause> clauses_;
  std::vector<kernel::Dense> polys_;
  std::size_t degrees_ = 0;
};

}  // namespace

bool no_real_number_satisfies(const Question& question) {
  Reading reading;
  return reading.read(question) && kernel::no_real_number_satisfies(reading.clauses());
}

}  // namespace flowcert::proofs::exact
