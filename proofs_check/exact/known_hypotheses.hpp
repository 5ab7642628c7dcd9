#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "theorems/language/problem.hpp"

namespace flowcert::proofs::exact {

/// Whether hypotheses contradict each other, as far as it was found out: the checks of a claim, the attempts at each
/// and the methods within them ask the same again and again. That none was found says so much only for those who have
/// no more time.
class KnownHypotheses {
 public:
  /// The hypotheses and what they speak of, told apart by their structure.
  struct Key {
    std::vector<std::pair<std::string, bool>> variables;  // names, and whether they are integers
    std::vector<theorems::Term> hypotheses;
    friend bool operator==(const Key&, const Key&) = default;
  };
  static Key key_of(const std::vector<theorems::FreeParameter>& variables,
                    const std::vector<theorems::Term>& hypotheses);
  /// What a search of so many seconds would find again.
  [[nodiscard]] std::optional<bool> find(const Key& key, double seconds) const;
  void keep(const Key& key, bool contradict, double seconds);

 private:
  struct Known {
    bool contradict;
    double seconds;  // that the search had
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  std::unordered_map<Key, Known, KeyHash> known_;
};

}  // namespace flowcert::proofs::exact
