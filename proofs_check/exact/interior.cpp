#include "proofs_check/exact/interior.hpp"

#include <unordered_set>

namespace flowcert::proofs::exact {

namespace {

class Interior {
 public:
  [[nodiscard]] Term of(const std::vector<Term>& terms) {
    for (const Term& term : terms) visit(term);
    return theorems::conjunction(std::move(conditions_));
  }

 private:
  void visit(const Term& term) {
    if (!seen_.insert(term.id()).second) return;
    for (const Term& arg : term.args()) visit(arg);
    const Term zero(0);
    const auto demand = [&](Op op, const Term& left, const Term& right) {
      conditions_.push_back(relation(op, left, right));
    };
    switch (term.op()) {
      case Op::number:
      case Op::pi:
      case Op::euler:
      case Op::variable:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::negate:
      case Op::exp:
      case Op::abs:
      case Op::sin:
      case Op::cos:
      case Op::atan:
      case Op::sinh:
      case Op::cosh:
      case Op::tanh:
      case Op::min:
      case Op::max:
        return;
      case Op::divide:
        return demand(Op::not_equal, term.arg(1), zero);
      case Op::log:
      case Op::sqrt:
        return demand(Op::greater, term.arg(0), zero);
      case Op::power: {
        const Term& exponent = term.arg(1);
        const bool integer = exponent.is_number() && theorems::is_integer(exponent.number());
        if (!integer) return demand(Op::greater, term.arg(0), zero);
        if (exponent.number() < 0) demand(Op::not_equal, term.arg(0), zero);
        return;
      }
      default:
        throw GiveUp{"where " + to_text(term) + " is continuous is not known"};
    }
  }

  std::unordered_set<const theorems::TermNode*> seen_;
  std::vector<Term> conditions_;
};

}  // namespace

Term interior_of(const std::vector<Term>& terms) {
  return Interior().of(terms);
}

}  // namespace flowcert::proofs::exact
