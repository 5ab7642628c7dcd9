#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs::exact {

/// Whether hypotheses contradict each other, as far as it was found out: the checks of a claim, the attempts at each
/// and the methods within them ask the same again and again. That none was found says so much only for those who have
/// no more time.
class KnownHypotheses {
 public:
  static std::string key_of(const std::vector<theorems::FreeParameter>& variables,
                            const std::vector<theorems::Term>& hypotheses);
  /// What a search of so many seconds would find again.
  [[nodiscard]] std::optional<bool> find(const std::string& key, double seconds) const;
  void keep(const std::string& key, bool contradict, double seconds);

 private:
  struct Known {
    bool contradict;
    double seconds;  // that the search had
  };
  std::unordered_map<std::string, Known> known_;
};

}  // namespace flowcert::proofs::exact
