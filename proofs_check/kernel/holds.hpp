#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::kernel {

/// Whether the step's conclusion follows from those of its premises by its rule, and all sequents are well formed. Says
/// nothing of whether the premises hold. Rules that the kernel does not look into (two_solvers, unchecked) count as
/// followed: what_it_rests_on names them.
[[nodiscard]] bool holds(const Step& step);

/// What a proof rests on.
struct Account {
  std::map<Rule, std::size_t> rules;           // of steps, each counted once
  std::map<std::string, std::size_t> trusted;  // what the kernel does not look into, by what it is called
  std::size_t steps = 0;
};

/// Checks every step, each once. Nothing if a step does not hold, or the proof is too deep.
[[nodiscard]] std::optional<Account> account_of(const StepPtr& root);

[[nodiscard]] std::string_view name_of(Rule rule);
[[nodiscard]] std::optional<Rule> rule_of(std::string_view name);

}  // namespace flowcert::proofs::kernel
