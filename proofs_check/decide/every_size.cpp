#include "proofs_check/decide/every_size.hpp"

#include "proofs_check/decide/settle.hpp"

namespace flowcert::proofs {

Outcome decide_every_size(const theorems::Problem& problem, const theorems::GroundCheck& check,
                          const Deadline& deadline) {
  return decide_by_proof_alone("matrix words", "not shown for every size: ", [&] {
    return prove_every_size(problem, *check.every_size, deadline);
  });
}

}  // namespace flowcert::proofs
