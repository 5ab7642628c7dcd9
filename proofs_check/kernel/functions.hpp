#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::proofs::kernel {

/// What the axiom of this name says of these terms (functions.cpp has the list); nothing if there is none.
[[nodiscard]] std::optional<Term> axiom(const std::string& name, const std::vector<Term>& about);
/// What has to be known for it besides that the terms are defined.
[[nodiscard]] std::vector<Term> axiom_conditions(const std::string& name, const std::vector<Term>& about);

/// What follows from the term being defined: that it divides by something other than 0, takes the logarithm of
/// something positive, the root of something that is not negative.
[[nodiscard]] std::optional<Term> domain_claim(const Term& term);

}  // namespace flowcert::proofs::kernel
