#pragma once

namespace flowcert::proofs {

/// Has the solvers make their tables, which takes longer than many a claim: a process that decides each claim in a
/// fork of its own makes them once for all, before the first fork. Changes no answer.
void warm_up();

}  // namespace flowcert::proofs
