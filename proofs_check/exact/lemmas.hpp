#pragma once

#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// True inequalities about the scope's exponentials, logarithms, sines, ..., as polynomial relations between
/// generators. Each lemma's proof stands beside the code that instantiates it.
[[nodiscard]] std::vector<Lemma> lemmas_for(Scope& scope);

}  // namespace flowcert::proofs::exact
