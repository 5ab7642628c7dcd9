#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "proofs_check/numeric/visibility.hpp"

namespace flowcert::proofs {

/// How many digits below the sides of equalities something lies that has a part in them, over the steps of a run. Each
/// step is a claim of its own, so that what is hidden at one of them is hidden; only what vanishes at a step, or is not
/// told from 0 there, may be seen at another.
class StepsVisibility {
 public:
  void see(const theorems::Term& equality, const std::vector<std::string>& names, std::span<const Ball> inputs);

  /// Nothing where a part is told from 0 at no step.
  [[nodiscard]] std::optional<int> hidden() const;

 private:
  using Place = std::pair<const theorems::TermNode*, std::size_t>;
  double most_ = 0;
  std::set<Place> seen_, unseen_;
  std::unordered_map<theorems::Term, std::vector<Contributions>, theorems::TermHash>
      sides_;  // whose nodes the places are
};

}  // namespace flowcert::proofs
