#include "proofs_check/along/flow_memory.hpp"

#include <fmt/format.h>

namespace flowcert::proofs {

using theorems::FlowDescription;
using theorems::Rational;
using theorems::Term;

namespace {

std::string text(const Term& term) {
  return to_text(term);
}
std::string text(const std::optional<Term>& term) {
  return term ? to_text(*term) : "none";
}
std::string text(const std::vector<Term>& terms) {
  std::string result;
  for (const Term& term : terms) result += to_text(term) + ", ";
  return result;
}

std::string target_text(const theorems::FlowTarget& target) {
  return fmt::format("{} {}x{} [{}] {} {} [{}] [{}] {} {}", static_cast<int>(target.kind), target.rows, target.columns,
                     text(target.singular_values), target.random_bases, target.seed, text(target.matrix),
                     text(target.priors), text(target.mean), text(target.noise));
}

std::string start_text(const theorems::FlowStart& start) {
  return fmt::format("{} [{}] [{}] {}", static_cast<int>(start.kind), text(start.right_scale), text(start.left_scale),
                     start.seed);
}

std::string muon_text(const theorems::MuonSettings& muon) {
  return fmt::format("{} {} {} {}", text(muon.tau), muon.newton_schulz, muon.newton_schulz_steps,
                     muon.momentum_starts_at_gradient);
}

std::string discrete_text(const std::optional<theorems::DiscreteSettings>& discrete) {
  if (!discrete) return "flow";
  return fmt::format("{} [{}] {} {} {} {} {} {} {} {}", text(discrete->step), text(discrete->step_list),
                     discrete->steps, text(discrete->momentum), discrete->momentum_averages, discrete->nesterov,
                     discrete->momentum_starts_at_gradient, text(discrete->beta2), text(discrete->epsilon),
                     discrete->accumulate);
}

}  // namespace

std::string description_text(const FlowDescription& flow) {
  return fmt::format("{} {} {} | {} | {} | {} | {} | {} | {} | {}", flow.name, static_cast<int>(flow.model),
                     static_cast<int>(flow.optimizer), target_text(flow.target), fmt::join(flow.widths, ","),
                     start_text(flow.start), text(flow.t_end), muon_text(flow.muon), discrete_text(flow.discrete),
                     text(flow.input_covariance));
}

std::shared_ptr<const FlowRuns> FlowMemory::runs(const std::vector<FlowDescription>& flows, const Rational& end,
                                                 int digits, const Deadline& deadline) {
  std::string key = std::to_string(digits);
  for (const FlowDescription& flow : flows) key.append("\n").append(description_text(flow));
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
    if (entry->key != key || entry->end < end) continue;
    entries_.splice(entries_.begin(), entries_, entry);
    return entries_.front().runs;
  }
  auto made = std::make_shared<const FlowRuns>(flows, end, digits, deadline);
  if (!made->complete()) return made;
  entries_.push_front({std::move(key), end, made});
  std::size_t numbers = 0;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    numbers += entry->runs->size();
    entry = numbers > most_numbers ? entries_.erase(entry) : std::next(entry);
  }
  return made;
}

}  // namespace flowcert::proofs
