#include "proofs_check/rigorous/cancellation.hpp"

#include <unordered_map>
#include <vector>

namespace flowcert::proofs {

namespace {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

constexpr std::size_t most_summands = 10'000;

/// A linear combination of terms that are not sums themselves, in order of first appearance.
class Combination {
 public:
  bool add(const Term& term, const Rational& weight) {
    if (++visited_ > most_summands) return false;
    switch (term.op()) {
      case Op::number:
        constant_ += weight * term.number();
        return true;
      case Op::add:
        for (const Term& arg : term.args()) {
          if (!add(arg, weight)) return false;
        }
        return true;
      case Op::subtract:
        return add(term.arg(0), weight) && add(term.arg(1), -weight);
      case Op::negate:
        return add(term.arg(0), -weight);
      case Op::multiply:
        // A multiple of a sum or of a term.
        if (term.args().size() == 2 && term.arg(0).is_number()) return add(term.arg(1), weight * term.arg(0).number());
        if (term.args().size() == 2 && term.arg(1).is_number()) return add(term.arg(0), weight * term.arg(1).number());
        break;
      default:
        break;
    }
    const auto [found, fresh] = place_.try_emplace(term, summands_.size());
    if (fresh) {
      summands_.emplace_back(term, weight);
    } else {
      summands_[found->second].second += weight;
    }
    return true;
  }

  [[nodiscard]] Term term() const {
    std::vector<Term> parts;
    for (const auto& [summand, weight] : summands_) {
      if (weight == 0) continue;
      parts.push_back(weight == 1 ? summand : Term(weight) * summand);
    }
    if (constant_ != 0) parts.emplace_back(constant_);
    return theorems::add(std::move(parts));
  }

 private:
  Rational constant_{0};
  std::size_t visited_ = 0;
  std::vector<std::pair<Term, Rational>> summands_;
  std::unordered_map<Term, std::size_t, theorems::TermHash> place_;
};

}  // namespace

Term cancelled_difference(const Term& left, const Term& right) {
  Combination combination;
  if (!combination.add(left, 1) || !combination.add(right, -1)) return left - right;
  return combination.term();
}

}  // namespace flowcert::proofs
