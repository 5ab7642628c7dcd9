#pragma once

#include <optional>

#include "theorems/language/flow_description.hpp"

namespace flowcert::proofs {

/// How many digits below the size of what it describes something lies that a flow's description contains, as
/// 1 + exp(-1000) for a singular value: agreement of a run with a claim to fewer digits says nothing of it. An
/// estimate; nothing where that cannot be told.
[[nodiscard]] std::optional<int> hidden_in_description(const theorems::FlowDescription& flow);

}  // namespace flowcert::proofs
