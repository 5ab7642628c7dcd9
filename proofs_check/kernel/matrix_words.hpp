#pragma once

#include <vector>

#include "proofs_check/kernel/matrix_reading.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::kernel {

/// One of the relations that a claim over matrices of every size consists of, with what is known where it stands.
struct MatrixRelation {
  MatrixReading reading;
  theorems::MatrixStatement relation;
  bool always = false;  // it stands under no premise, which may hold at one time only
};

/// The relations whose truth is the claim's, case by case, in their order. Throws Reader::Unreadable for claims that
/// are not made of relations, conjunctions and implications alone.
[[nodiscard]] std::vector<MatrixRelation> relations_of(const theorems::MatrixClaim& claim);

/// What summands add up to; a number's are traces.
[[nodiscard]] WordSum sum_of(MatrixReading& reading, const std::vector<WordSummand>& summands, const Term& rows,
                             const Term& columns);
[[nodiscard]] Polynomial trace_of(MatrixReading& reading, const std::vector<WordSummand>& summands);

/// The number that a bound says is not negative.
[[nodiscard]] Polynomial value_of(MatrixReading& reading, const WordBound& bound);

/// Whether a relation holds for the given reason. May throw as reading does.
[[nodiscard]] bool is_shown(const MatrixRelation& relation, const WordReason& reason);

}  // namespace flowcert::proofs::kernel
