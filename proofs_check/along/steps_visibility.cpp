#include "proofs_check/along/steps_visibility.hpp"

#include <algorithm>
#include <cmath>

namespace flowcert::proofs {

void StepsVisibility::see(const theorems::Term& equality, const std::vector<std::string>& names,
                          std::span<const Ball> inputs) {
  const auto [place, is_new] = sides_.try_emplace(equality);
  if (is_new)
    for (const theorems::Term& side : equality.args()) place->second.emplace_back(side, names);
  for (Contributions& contributions : place->second) {
    contributions.at(inputs);
    for (const Contribution& part : contributions.parts()) {
      const bool told = std::isfinite(part.size);
      (told ? seen_ : unseen_).emplace(part.operation, part.argument);
      if (told) most_ = std::max(most_, contributions.most() - part.size);
    }
  }
}

std::optional<int> StepsVisibility::hidden() const {
  if (!std::includes(seen_.begin(), seen_.end(), unseen_.begin(), unseen_.end())) return std::nullopt;
  return static_cast<int>(std::min(1e9, std::ceil(most_)));
}

}  // namespace flowcert::proofs
