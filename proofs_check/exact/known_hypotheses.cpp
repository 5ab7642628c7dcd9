#include "proofs_check/exact/known_hypotheses.hpp"

#include <algorithm>

namespace flowcert::proofs::exact {

KnownHypotheses::Key KnownHypotheses::key_of(const std::vector<theorems::FreeParameter>& variables,
                                             const std::vector<theorems::Term>& hypotheses) {
  Key key{{}, hypotheses};
  for (const theorems::FreeParameter& variable : variables) key.variables.emplace_back(variable.name, variable.integer);
  return key;
}

std::size_t KnownHypotheses::KeyHash::operator()(const Key& key) const {
  std::size_t hash = key.variables.size();
  for (const theorems::Term& hypothesis : key.hypotheses) hash = 31 * hash + hypothesis.node().hash;
  return hash;
}

std::optional<bool> KnownHypotheses::find(const Key& key, double seconds) const {
  constexpr double enough = 2.5;  // the solver is asked for no more than two seconds
  const auto found = known_.find(key);
  if (found == known_.end()) return std::nullopt;
  const bool stays = found->second.contradict || found->second.seconds >= std::min(seconds, enough);
  return stays ? std::optional(found->second.contradict) : std::nullopt;
}

void KnownHypotheses::keep(const Key& key, bool contradict, double seconds) {
  constexpr std::size_t most = 1000;  // a process decides one claim; a library's user may decide many
  if (known_.size() >= most) known_.clear();
  known_.insert_or_assign(key, Known{contradict, seconds});
}

}  // namespace flowcert::proofs::exact
