#include "proofs_check/decide/check_tally.hpp"

namespace flowcert::proofs {

namespace {

constexpr std::size_t most_lines = 400;
constexpr std::size_t most_figures = 3;

std::string smaller_power(const std::string& a, const std::string& b) {
  // Resolutions are written 1e-N; the coarsest one is what the whole check can promise.
  if (a.empty()) return b;
  if (b.empty()) return a;
  const auto exponent = [](const std::string& text) { return std::stol(text.substr(text.find('e') + 1)); };
  return exponent(a) >= exponent(b) ? a : b;
}

void put_first(std::vector<NamedValue>& witness, const std::vector<std::pair<std::string, std::string>>& chosen) {
  std::vector<NamedValue> all;
  all.reserve(chosen.size() + witness.size());
  for (const auto& [name, value] : chosen) all.push_back({name, value});
  all.insert(all.end(), witness.begin(), witness.end());
  witness = std::move(all);
}

}  // namespace

CheckTally::CheckTally(const theorems::GroundCheck& check) {
  result_.name = check.name;
  result_.claim = check.claim_text;
  result_.for_text = check.for_text;
  result_.limit_text = check.limit_text;
  result_.is_step = check.is_step;
  result_.digits = check.digits;
  result_.uses = check.uses;
}

void CheckTally::include(Outcome outcome, const std::string& label,
                         const std::vector<std::pair<std::string, std::string>>& chosen,
                         std::pair<std::size_t, std::size_t> where) {
  if (outcome.derivation) result_.derivations.push_back({where.first, where.second, outcome.derivation});
  const bool decides = !any_ || outcome.verdict.kind() > result_.verdict.kind();
  result_.verdict = any_ ? result_.verdict.both(outcome.verdict) : outcome.verdict;
  any_ = true;
  if (decides) {
    result_.method = outcome.method;
    result_.backend = outcome.backend;
    result_.message = label.empty() ? outcome.message : label + ": " + outcome.message;
    result_.tried = outcome.tried;
    result_.margin = outcome.margin;
    result_.witness = outcome.witness;
    if (outcome.verdict.kind() == VerdictKind::refuted) put_first(result_.witness, chosen);
  }
  result_.resolution = smaller_power(result_.resolution, outcome.resolution);
  if (outcome.verdict.kind() == VerdictKind::refuted) result_.resolution.clear();
  if (result_.proof.size() < most_lines) {
    if (!label.empty() && !outcome.proof.empty()) result_.proof.push_back(label + ":");
    result_.proof.insert(result_.proof.end(), outcome.proof.begin(), outcome.proof.end());
  }
  result_.queries.insert(result_.queries.end(), outcome.queries.begin(), outcome.queries.end());
  for (FigureData& figure : outcome.figures) {
    if (result_.figures.size() < most_figures) result_.figures.push_back(std::move(figure));
  }
}

}  // namespace flowcert::proofs
