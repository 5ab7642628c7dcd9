#pragma once

#include <vector>

#include "proofs_check/exact/exponential_sum.hpp"
#include "proofs_check/exact/formula.hpp"
#include "proofs_check/exact/view.hpp"

namespace flowcert::proofs::exact {

/// The equations are of another kind, or a sign that decides about the solution's form is not seen.
struct NotLinear {};

/// The equations of some states, which mention no others, as x -> A x + outside(time) with constant A; and what is
/// asked of terms on the way to their solution. Throws NotLinear.
class LinearParts {
 public:
  LinearParts(Proof& proof, const View& view, const std::vector<std::string>& states);

  [[nodiscard]] std::size_t size() const { return states_.size(); }
  [[nodiscard]] const std::string& state(std::size_t i) const { return states_[i]; }
  [[nodiscard]] const std::string& time() const { return view_.time; }
  [[nodiscard]] const Term& entry(std::size_t i, std::size_t j) const { return matrix_[i][j]; }
  [[nodiscard]] const Term& outside(std::size_t i) const { return outside_[i]; }
  [[nodiscard]] const Term& start(std::size_t i) const { return view_.initial[index_of(view_, states_[i])]; }

  /// Multiplied out and cancelled.
  [[nodiscard]] Term normal(const Term& term);
  [[nodiscard]] ComplexTerm normal(const ComplexTerm& z) { return {normal(z.re), normal(z.im)}; }
  /// For all parameters.
  [[nodiscard]] bool known(const Term& claim);
  [[nodiscard]] bool has_sign(Op relation, const Term& x);
  [[nodiscard]] bool is_not_zero(const ComplexTerm& z);

  /// Of the states that are not `solved`, a smallest group that depends on no others of them: one or two states.
  [[nodiscard]] std::vector<std::size_t> next_group(const std::vector<bool>& solved) const;

  /// The motion of two states by themselves, taken apart: A = mean + B with B^2 = d.
  struct Two {
    Term mean, d;
    Op sign;                   // of d: greater, less or equal
    Term root;                 // of |d|; 1 if d is 0
    std::vector<Term> turned;  // B off / root
  };
  [[nodiscard]] Two two(std::size_t i, std::size_t j, const std::vector<Term>& off);

 private:
  Proof& proof_;
  const View& view_;
  std::vector<std::string> states_;
  std::vector<std::vector<Term>> matrix_;
  std::vector<Term> outside_;
};

[[nodiscard]] bool is_zero(const ComplexTerm& z);
[[nodiscard]] ComplexTerm real(const Term& x);

}  // namespace flowcert::proofs::exact
