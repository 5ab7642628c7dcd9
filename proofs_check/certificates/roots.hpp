#pragma once

#include "proofs_check/certificates/reasoning.hpp"

namespace flowcert::proofs::certificates {

/// Closes the reasoning if facts about one atom have no common solution, which isolated roots show.
void contradict_by_roots(Reasoning& reasoning);

}  // namespace flowcert::proofs::certificates
