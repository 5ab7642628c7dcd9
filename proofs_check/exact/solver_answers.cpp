#include "proofs_check/exact/solver_answers.hpp"

#include "proofs_check/exact/real_certificate.hpp"
#include "proofs_check/exact/univariate.hpp"

namespace flowcert::proofs::exact {

namespace {

/// By what means it is shown that nothing satisfies the question; "" if by none.
std::string shown_by(Proof& proof, const Question& question) {
  constexpr double seconds = 4;
  if (no_real_number_satisfies(question)) return "isolated roots of polynomials in one number";
  if (certificate_of(question, proof.deadline.within(seconds))) return "certificates of real arithmetic";
  if (agrees_that_unsatisfiable(question, proof.deadline)) return "Z3 and cvc5";
  return "";
}

constexpr std::size_t most_remembered = 2000;

}  // namespace

std::optional<SolverAnswers::Known> SolverAnswers::known(const std::string& question) const {
  const auto found = known_.find(question);
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

SolverAnswers::Known SolverAnswers::shown(Proof& proof, const std::string& key, const Question& question) {
  // Further attempts at a claim, and its other checks, come to the same questions.
  static thread_local std::map<std::string, Known> remembered;
  if (const auto before = remembered.find(key); before != remembered.end()) return before->second;
  const std::string by = shown_by(proof, question);
  const Known found{!by.empty(), by};
  if (remembered.size() >= most_remembered) remembered.clear();
  if (found.shown || !proof.deadline.passed()) remembered.emplace(key, found);  // more time would not help
  return found;
}

bool SolverAnswers::confirm(Proof& proof, const Deadline& deadline) {
  proof.deadline = deadline;
  bool all = true;
  for (const auto& [key, question] : trusted_) {
    auto found = known_.find(key);
    if (found == known_.end()) {
      proof.check_time();
      found = known_.emplace(key, shown(proof, key, question)).first;
    }
    all = all && found->second.shown;
    if (found->second.shown) proof.backends.insert(found->second.by);
  }
  trusted_.clear();
  return all;
}

}  // namespace flowcert::proofs::exact
