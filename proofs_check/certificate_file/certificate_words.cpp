#include "proofs_check/certificate_file/certificate_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::certificate_file {

namespace {

using theorems::MatrixFunction;
using theorems::MatrixOp;

template <class Value>
using Word = std::pair<Value, std::string_view>;

constexpr std::array operations{
    Word<Op>{Op::number, "number"},
    Word<Op>{Op::pi, "pi"},
    Word<Op>{Op::euler, "e"},
    Word<Op>{Op::infinity, "inf"},
    Word<Op>{Op::variable, "variable"},
    Word<Op>{Op::add, "+"},
    Word<Op>{Op::subtract, "-"},
    Word<Op>{Op::multiply, "*"},
    Word<Op>{Op::divide, "/"},
    Word<Op>{Op::negate, "negate"},
    Word<Op>{Op::power, "^"},
    Word<Op>{Op::min, "min"},
    Word<Op>{Op::max, "max"},
    Word<Op>{Op::matrix_function, "matrix function"},
    Word<Op>{Op::ddt, "ddt"},
    Word<Op>{Op::at, "at"},
    Word<Op>{Op::true_value, "true"},
    Word<Op>{Op::false_value, "false"},
    Word<Op>{Op::equal, "=="},
    Word<Op>{Op::not_equal, "!="},
    Word<Op>{Op::less, "<"},
    Word<Op>{Op::less_equal, "<="},
    Word<Op>{Op::greater, ">"},
    Word<Op>{Op::greater_equal, ">="},
    Word<Op>{Op::logical_and, "and"},
    Word<Op>{Op::logical_or, "or"},
    Word<Op>{Op::logical_not, "not"},
    Word<Op>{Op::implies, "implies"},
    Word<Op>{Op::for_all, "forall"},
    Word<Op>{Op::exists, "exists"},
    Word<Op>{Op::symbolic_sum, "sum"},
    Word<Op>{Op::symbolic_product, "prod"},
    Word<Op>{Op::asymptotic, "~"},
    Word<Op>{Op::order, "order"},
};

constexpr std::array kinds{
    Word<Refutation::Kind>{Refutation::Kind::summands, "summands"},
    Word<Refutation::Kind>{Refutation::Kind::roots, "roots"},
    Word<Refutation::Kind>{Refutation::Kind::cases, "cases"},
    Word<Refutation::Kind>{Refutation::Kind::implication, "implication"},
};

constexpr std::array judgements{
    Word<Judgement>{Judgement::holds, "holds"}, Word<Judgement>{Judgement::starts, "starts"},
    Word<Judgement>{Judgement::lives, "lives"}, Word<Judgement>{Judgement::solves, "solves"},
    Word<Judgement>{Judgement::along, "along"}, Word<Judgement>{Judgement::every_size, "every size"},
};

constexpr std::array matrix_operations{
    Word<MatrixOp>{MatrixOp::letter, "letter"},
    Word<MatrixOp>{MatrixOp::layer, "layer"},
    Word<MatrixOp>{MatrixOp::gradient, "grad"},
    Word<MatrixOp>{MatrixOp::network, "W"},
    Word<MatrixOp>{MatrixOp::residual, "E"},
    Word<MatrixOp>{MatrixOp::identity, "eye"},
    Word<MatrixOp>{MatrixOp::zero, "zeros"},
    Word<MatrixOp>{MatrixOp::scalar, "scalar"},
    Word<MatrixOp>{MatrixOp::loss, "loss"},
    Word<MatrixOp>{MatrixOp::add, "+"},
    Word<MatrixOp>{MatrixOp::multiply, "*"},
    Word<MatrixOp>{MatrixOp::divide, "/"},
    Word<MatrixOp>{MatrixOp::power, "^"},
    Word<MatrixOp>{MatrixOp::ddt, "ddt"},
    Word<MatrixOp>{MatrixOp::initial, "initial"},
    Word<MatrixOp>{MatrixOp::transpose, "transpose"},
    Word<MatrixOp>{MatrixOp::square_root, "sqrtm"},
    Word<MatrixOp>{MatrixOp::polar, "orth"},
    Word<MatrixOp>{MatrixOp::trace, "trace"},
    Word<MatrixOp>{MatrixOp::norm, "norm"},
    Word<MatrixOp>{MatrixOp::nuclear_norm, "nuclear"},
    Word<MatrixOp>{MatrixOp::operator_norm, "opnorm"},
};

constexpr std::array functions{
    Word<MatrixFunction>{MatrixFunction::none, "none"},
    Word<MatrixFunction>{MatrixFunction::operator_norm, "opnorm"},
    Word<MatrixFunction>{MatrixFunction::nuclear_norm, "nuclear"},
    Word<MatrixFunction>{MatrixFunction::singular_value, "singular value"},
    Word<MatrixFunction>{MatrixFunction::sqrtm_entry, "sqrtm"},
    Word<MatrixFunction>{MatrixFunction::orth_entry, "orth"},
    Word<MatrixFunction>{MatrixFunction::rank, "rank"},
};

template <class Value, std::size_t N>
std::string_view word(const std::array<Word<Value>, N>& table, Value value) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == value; });
  return found == table.end() ? std::string_view{} : found->second;
}

template <class Value, std::size_t N>
std::optional<Value> meaning(const std::array<Word<Value>, N>& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.second == name; });
  if (found == table.end()) return std::nullopt;
  return found->first;
}

}  // namespace

std::string_view name_of(Op op) {
  return theorems::is_function(op) ? theorems::name_of_function(op) : word(operations, op);
}
std::optional<Op> op_of(std::string_view name) {
  const auto function = theorems::function_named(name);
  return function ? function : meaning(operations, name);
}
std::string_view name_of(Refutation::Kind kind) {
  return word(kinds, kind);
}
std::optional<Refutation::Kind> refutation_kind_of(std::string_view name) {
  return meaning(kinds, name);
}
std::string_view name_of(Judgement judgement) {
  return word(judgements, judgement);
}
std::optional<Judgement> judgement_of(std::string_view name) {
  return meaning(judgements, name);
}
std::string_view name_of(MatrixOp op) {
  return word(matrix_operations, op);
}
std::optional<MatrixOp> matrix_op_of(std::string_view name) {
  return meaning(matrix_operations, name);
}
std::string_view name_of(MatrixFunction function) {
  return word(functions, function);
}
std::optional<MatrixFunction> matrix_function_of(std::string_view name) {
  return meaning(functions, name);
}

}  // namespace flowcert::proofs::certificate_file
