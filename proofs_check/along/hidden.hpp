#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "proofs_check/numeric/visibility.hpp"

namespace flowcert::proofs {

/// The digits by which each contribution to one term is hidden, where it is seen best.
class Hidden {
 public:
  void see(const Contributions& contributions, double size) {
    for (const Contribution& part : contributions.parts()) {
      const double hidden = std::isfinite(part.size) ? std::max(0.0, size - part.size) : HUGE_VAL;
      const auto [place, is_new] = least_.emplace(std::pair(part.operation, part.argument), Seen{*part.of, hidden});
      if (!is_new) place->second.hidden = std::min(place->second.hidden, hidden);
    }
  }
  [[nodiscard]] double worst() const {
    double result = 0;
    for (const auto& [place, seen] : least_) result = std::max(result, seen.hidden);
    return result;
  }
  /// Where the variable is seen best; infinite if it does not occur or is seen nowhere.
  [[nodiscard]] double of(const std::string& name) const {
    double result = HUGE_VAL;
    for (const auto& [place, seen] : least_)
      if (seen.of.is_variable() && seen.of.name() == name) result = std::min(result, seen.hidden);
    return result;
  }

 private:
  struct Seen {
    theorems::Term of;
    double hidden;
  };
  std::map<std::pair<const theorems::TermNode*, std::size_t>, Seen> least_;
};

}  // namespace flowcert::proofs
