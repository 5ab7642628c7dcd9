#include "proofs_check/exact/solver_answers.hpp"

#include "proofs_check/exact/linear_certificate.hpp"
#include "proofs_check/exact/real_certificate.hpp"
#include "proofs_check/exact/sign_certificate.hpp"
#include "proofs_check/exact/univariate.hpp"

namespace flowcert::proofs::exact {

namespace {

/// By what means it is shown that nothing satisfies the question; "" if by none.
std::string shown_by(Proof& proof, const Question& question) {
  constexpr double seconds = 2, linear_seconds = 0.5;
  if (no_real_number_satisfies(question)) return "isolated roots of polynomials in one number";
  if (certificate_of(question, proof.deadline.within(seconds))) return "certificates of real arithmetic";
  if (contradict_linearly(proof, question.facts, linear_seconds)) return "linear arithmetic over monomials (Z3)";
  if (signs_contradict(proof, question)) return "signs of factors and squares";
  if (agrees_that_unsatisfiable(question, proof.deadline)) return "Z3 and cvc5";
  return "";
}

}  // namespace

std::optional<SolverAnswers::Known> SolverAnswers::known(const std::string& question) const {
  const auto found = known_.find(question);
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

bool SolverAnswers::confirm(Proof& proof, const Deadline& deadline) {
  proof.deadline = deadline;
  bool all = true;
  for (const auto& [key, question] : trusted_) {
    auto found = known_.find(key);
    if (found == known_.end()) {
      proof.check_time();
      const std::string by = shown_by(proof, question);
      found = known_.emplace(key, Known{!by.empty(), by}).first;
    }
    all = all && found->second.shown;
    if (found->second.shown) proof.backends.insert(found->second.by);
  }
  trusted_.clear();
  return all;
}

}  // namespace flowcert::proofs::exact
