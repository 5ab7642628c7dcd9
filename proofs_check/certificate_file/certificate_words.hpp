#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "proofs_check/kernel/step.hpp"
#include "theorems/matrices/matrix_term.hpp"

namespace flowcert::proofs::certificate_file {

using kernel::Judgement;
using kernel::Op;
using kernel::Refutation;

/// The names of operations, also those with matrices of every size, matrix functions and judgements in certificates.
[[nodiscard]] std::string_view name_of(Op op);
[[nodiscard]] std::optional<Op> op_of(std::string_view name);
[[nodiscard]] std::string_view name_of(Refutation::Kind kind);
[[nodiscard]] std::optional<Refutation::Kind> refutation_kind_of(std::string_view name);
[[nodiscard]] std::string_view name_of(Judgement judgement);
[[nodiscard]] std::optional<Judgement> judgement_of(std::string_view name);
[[nodiscard]] std::string_view name_of(theorems::MatrixOp op);
[[nodiscard]] std::optional<theorems::MatrixOp> matrix_op_of(std::string_view name);
[[nodiscard]] std::string_view name_of(theorems::MatrixFunction function);
[[nodiscard]] std::optional<theorems::MatrixFunction> matrix_function_of(std::string_view name);

}  // namespace flowcert::proofs::certificate_file
