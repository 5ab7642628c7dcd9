#include "proofs_check/exact/closed_form.hpp"
#include "proofs_check/exact/fraction.hpp"
#include "proofs_check/exact/hypotheses.hpp"
#include "proofs_check/exact/sign_oracle.hpp"
#include "proofs_check/exact/translate.hpp"

namespace flowcert::proofs::exact {

namespace {

class SignRemover {
 public:
  SignRemover(Proof& proof, const View& view, const ClosedForm& form) : proof_(proof), view_(view), form_(form) {}

  SignedField run() {
    for (std::size_t i = 0; i < view_.field.size(); ++i)
      result_.field.push_back(form_.contains(view_.state[i]) ? without_signs(view_.field[i]) : view_.field[i]);
    return std::move(result_);
  }

 private:
  Term without_signs(const Term& term) {
    if (!has_jumps(term)) return term;
    if (term.op() == Op::sign) return product_of_signs(term.arg(0));
    return map_args(term, [&](const Term& arg) { return without_signs(arg); });
  }

  /// sign(u) = the product of its factors' signs, wherever u is defined (which is proved along the closed form).
  Term product_of_signs(const Term& u) {
    if (has_jumps(u)) throw GiveUp{"a jump inside a sign"};
    const theorems::Substitution along(form_.begin(), form_.end());
    prove_statement(proof_, for_all_times(view_, false, {}, defined(substitute(u, along))));
    std::vector<Term> product;
    for (const auto& [factor, exponent] : factors_of(u)) {
      const Term sign = sign_of_factor(factor);
      if (exponent % 2 == 0 && !sign.is_number()) throw GiveUp{"a sign of a square that may vanish"};
      if (exponent % 2 != 0) product.push_back(sign);
    }
    return theorems::multiply(product);
  }

  std::vector<std::pair<Term, long>> factors_of(const Term& u) {
    for (int i = 0; i < 8; ++i) {
      try {
        Scope scope(proof_);
        read_hypotheses(scope, for_all_states(view_, {}, defined(u)));
        assume_defined(scope, u);
        const Fraction value = translate(scope, u);
        const Factorisation& parts = scope.proof.factorisation(value.numerator);
        std::vector<std::pair<Term, long>> result{{Term(Rational(parts.coefficient)), 1}};
        for (const auto& [factor, exponent] : parts.factors) result.emplace_back(term_of(scope, factor), exponent);
        for (const auto& [id, exponent] : value.denominator)
          result.emplace_back(term_of(scope, scope.factors[id].poly), static_cast<long>(exponent));
        return result;
      } catch (const Restart&) {
      } catch (const Split&) {
        break;
      }
    }
    return {{u, 1}};
  }

  /// 1 or -1 where that is so along the whole closed form (then also near it, by continuity); else a name.
  Term sign_of_factor(const Term& factor) {
    const theorems::Substitution along(form_.begin(), form_.end());
    const Term value = substitute(factor, along);
    std::string reason;
    for (const int s : {1, -1})
      if (try_statement(proof_, for_all_times(view_, false, {}, relation(Op::greater, Term(s) * value, Term(0))),
                        reason))
        return Term(s);
    for (std::size_t k = 0; k < result_.surfaces.size(); ++k)  // the factor's own sign is a matter of normalisation
      for (const int s : {1, -1}) {
        const Term same = relation(Op::equal, Term(s) * factor, result_.surfaces[k]);
        if (try_statement(proof_, for_all_states(view_, {}, same), reason))
          return Term(s) * theorems::variable(result_.names[k]);
      }
    result_.surfaces.push_back(factor);
    result_.names.push_back("sign'" + std::to_string(result_.names.size()));
    return theorems::variable(result_.names.back());
  }

  Proof& proof_;
  const View& view_;
  const ClosedForm& form_;
  SignedField result_;
};

}  // namespace

SignedField take_signs_out(Proof& proof, const View& view, const ClosedForm& form) {
  return SignRemover(proof, view, form).run();
}

}  // namespace flowcert::proofs::exact
