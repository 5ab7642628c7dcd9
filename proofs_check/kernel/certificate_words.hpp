#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::kernel {

/// The names of operations and matrix functions in certificates.
[[nodiscard]] std::string_view name_of(Op op);
[[nodiscard]] std::optional<Op> op_of(std::string_view name);
[[nodiscard]] std::string_view name_of(Refutation::Kind kind);
[[nodiscard]] std::optional<Refutation::Kind> refutation_kind_of(std::string_view name);
[[nodiscard]] std::string_view name_of(theorems::MatrixFunction function);
[[nodiscard]] std::optional<theorems::MatrixFunction> matrix_function_of(std::string_view name);

}  // namespace flowcert::proofs::kernel
