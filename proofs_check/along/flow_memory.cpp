#include "proofs_check/along/flow_memory.hpp"

#include <fmt/format.h>

#include <algorithm>

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

std::string key_of(const std::vector<FlowDescription>& flows, int digits) {
  std::vector<std::string> texts;
  texts.reserve(flows.size());
  for (const FlowDescription& flow : flows) texts.push_back(description_text(flow));
  return fmt::format("{} digits\n{}", digits, fmt::join(texts, "\n"));
}

}  // namespace

std::string start_description(const FlowDescription& flow) {
  return fmt::format("{} | {} | {} | {} | {}", static_cast<int>(flow.model), target_text(flow.target),
                     fmt::join(flow.widths, ","), start_text(flow.start), text(flow.input_covariance));
}

std::string description_text(const FlowDescription& flow) {
  return fmt::format("{} {} | {} | {} | {} | {}", flow.name, static_cast<int>(flow.optimizer), start_description(flow),
                     text(flow.t_end), muon_text(flow.muon), discrete_text(flow.discrete));
}

std::list<FlowMemory::Entry>::const_iterator FlowMemory::find(const std::string& key, const Rational& end) const {
  return std::find_if(entries_.begin(), entries_.end(),
                      [&](const Entry& entry) { return entry.key == key && entry.end >= end; });
}

bool FlowMemory::remembers(const std::vector<FlowDescription>& flows, const Rational& end, int digits) const {
  return find(key_of(flows, digits), end) != entries_.end();
}

std::shared_ptr<const FlowRuns> FlowMemory::runs(const std::vector<FlowDescription>& flows, const Rational& end,
                                                 int digits, const Deadline& deadline) {
  std::string key = key_of(flows, digits);
  if (const auto entry = find(key, end); entry != entries_.end()) {
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
