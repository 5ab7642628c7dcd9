#pragma once

#include <optional>
#include <vector>

#include "proofs_check/kernel/claim_limit.hpp"
#include "proofs_check/kernel/statement.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs::kernel {

/// x between the ends of its range, as relations; an infinite end says nothing.
[[nodiscard]] std::vector<Term> range_of(const theorems::Binding& bound);

/// The ground claims of the steps that the check of `claim` uses. `claim` must be an element of
/// problem.checks[i].claims; of another there are none.
[[nodiscard]] std::vector<const theorems::GroundClaim*> used_steps(const theorems::Problem& problem,
                                                                   const theorems::GroundClaim& claim);

/// What the used steps say of the parameters and of the variables that `claim` binds: true wherever the hypotheses
/// hold, if the steps are. A step that binds a variable says it of every value in its range, so also of the value of
/// the claim's variable of that name; a step that binds others is left out, and so is one about dynamics.
[[nodiscard]] std::vector<Term> facts_from_steps(const theorems::Problem& problem, const theorems::GroundClaim& claim);

/// What a ground claim of a file says: under the file's hypotheses, the ranges of the claim's variables and the steps
/// that it uses, the claim; of a claim along a system or an iteration, that it is so along what moves. Nothing for a
/// claim along a flow or about sums of every length, for which there is no such sequent yet.
[[nodiscard]] std::optional<Sequent> sequent_of(const theorems::Problem& problem, const theorems::GroundClaim& claim);

/// What a check over matrices of every size says (GroundCheck::every_size): under the file's hypotheses about numbers
/// and about matrices, every case of it. The steps that the check uses add nothing.
[[nodiscard]] Sequent sequent_of_every_size(const theorems::Problem& problem, const theorems::GroundCheck& check);

/// The same of a claim of a check with a limit (claim_limit.hpp). Hypotheses about the variable that goes to its limit
/// are left out, which makes the statement stronger.
[[nodiscard]] std::optional<Sequent> sequent_of_limit(const theorems::Problem& problem,
                                                      const theorems::GroundCheck& check,
                                                      const theorems::GroundClaim& claim,
                                                      Reading reading = Reading::both);

}  // namespace flowcert::proofs::kernel
