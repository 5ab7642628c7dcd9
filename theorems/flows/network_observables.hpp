#pragma once

#include <optional>
#include <string_view>

#include "theorems/flows/aligned_matrix.hpp"
#include "theorems/flows/network.hpp"
#include "theorems/flows/term_matrix.hpp"
#include "theorems/language/flow_description.hpp"

namespace flowcert::theorems {

/// The observable of this name (flow_description.hpp lists them; without a flow's prefix) as a term in the entries of
/// the network's layers, t or n. Nothing where it is no such term: entries of matrices in unknown bases, saturation
/// times, the loss under a covariance that might be singular.
[[nodiscard]] std::optional<Term> observable_of(const FlowDescription& description,
                                                const Network<AlignedMatrix>& network, std::string_view name);
[[nodiscard]] std::optional<Term> observable_of(const FlowDescription& description, const Network<TermMatrix>& network,
                                                std::string_view name);

}  // namespace flowcert::theorems
