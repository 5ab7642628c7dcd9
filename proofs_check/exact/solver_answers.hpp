#pragma once

#include <map>
#include <optional>
#include <string>

#include "proofs_check/exact/second_solver.hpp"

namespace flowcert::proofs::exact {

/// What Z3 calls unsatisfiable, and what is known of it by other means. Debian's Z3 4.8.12 calls satisfiable questions
/// of nonlinear arithmetic unsatisfiable (c^2 + s^2 = 1, r^2 = 2, r > 0, c + s >= r): its answer counts only where
/// a certificate is found that is multiplied out, or the isolated roots of polynomials in one number show it, or where
/// cvc5, which shares no code with it, agrees. A search asks thousands of questions of which a proof uses a few; so the
/// answers of a run are taken on trust until it has found a proof, and the proof counts only if confirm() then shows
/// them all. What could not be shown is remembered, and a further run does without it.
class SolverAnswers {
 public:
  /// Whether an answer of earlier runs was shown (with by what means), or could not be; nothing if it was not tried.
  struct Known {
    bool shown = false;
    std::string by;
  };
  [[nodiscard]] std::optional<Known> known(const std::string& question) const;

  void begin_run() { trusted_.clear(); }
  /// The present run rests on Z3's answer to this question. `key`: its text (text_of).
  void trust(const std::string& key, const Question& question) { trusted_.emplace(key, question); }

  /// Whether all answers that the run rests on are shown, by the deadline. Adds by what means to the proof's backends.
  [[nodiscard]] bool confirm(Proof& proof, const Deadline& deadline);

 private:
  /// By what means the answer is shown, if it is, now or before.
  [[nodiscard]] static Known shown(Proof& proof, const std::string& key, const Question& question);

  std::map<std::string, Known> known_;
  std::map<std::string, Question> trusted_;
};

}  // namespace flowcert::proofs::exact
