#pragma once

#include <map>
#include <set>
#include <string>
#include <variant>

#include "theorems/language/elaborate/evaluator.hpp"
#include "theorems/matrices/matrix_statement.hpp"

namespace flowcert::theorems {

/// An expression that has no matrix term; `reason` is for people.
struct NotInMatrices {
  std::string reason;
};

/// layer or grad of the flow, which need an index.
struct LayerFamily {
  bool gradient = false;
};

using MatrixValue = std::variant<MatrixTerm, MatrixStatement, LayerFamily>;

/// Names that are bound where an expression stands, innermost first.
struct MatrixScope {
  const MatrixScope* outer = nullptr;
  std::string name;
  MatrixValue value;
};

/// Reads expressions as matrix terms, with sizes that may be parameters. Throws LocatedError for shapes that do not
/// fit and NotInMatrices for what cannot be said without entries.
class MatrixReader {
 public:
  explicit MatrixReader(Evaluator& evaluator);

  [[nodiscard]] MatrixStatement statement(const Expression& e, const MatrixScope* scope);
  [[nodiscard]] MatrixTerm number(const Expression& e, const MatrixScope* scope);
  /// The matrix parameters met so far.
  [[nodiscard]] const std::map<std::string, MatrixParameter>& matrices() const { return matrices_; }
  [[nodiscard]] const std::optional<MatrixFlow>& flow() const { return flow_; }
  /// Reads the file's flow, if it has exactly one; to be called before anything that names what it brings.
  void read_flow();
  /// Indices whose range is symbolic, while a case is read.
  std::vector<MatrixIndex> indices;

 private:
  // matrix_reader.cpp
  MatrixValue read(const Expression& e, const MatrixScope* scope);
  MatrixTerm term(const Expression& e, const MatrixScope* scope);
  MatrixTerm matrix(const Expression& e, const MatrixScope* scope);
  MatrixTerm sum(const Expression& e, const MatrixScope* scope);
  MatrixTerm product(const Expression& e, const MatrixScope* scope);
  MatrixTerm power(const Expression& e, const MatrixScope* scope);
  MatrixTerm reduction(const Expression& e, const MatrixScope* scope);
  void reduce(const Expression& e, std::size_t binder, const MatrixScope* scope, std::vector<MatrixTerm>& parts);
  MatrixStatement relations(const Expression& e, const MatrixScope* scope);
  MatrixStatement relation(Op op, MatrixTerm left, MatrixTerm right, const Expression& e);
  MatrixTerm multiply(const MatrixTerm& a, const MatrixTerm& b, const Expression& e);
  [[nodiscard]] MatrixTerm as_number(const MatrixTerm& a, const Expression& e) const;
  void require_square(const MatrixTerm& a, const Expression& e, std::string_view what) const;
  [[noreturn]] void fail_shapes(const Expression& e, const std::string& message, const std::vector<Term>& sizes) const;

  // read_parts.cpp
  MatrixValue name(const Expression& e, const MatrixScope* scope);
  MatrixTerm parameter(const ParameterSyntax& syntax);
  MatrixValue call(const Expression& e, const MatrixScope* scope);
  MatrixValue call_let(const LetSyntax& let, const Expression& e, std::size_t first, const MatrixScope* scope);
  MatrixTerm function(const Expression& e, const MatrixScope* scope);
  MatrixValue index(const Expression& e, const MatrixScope* scope);
  Term size(const Expression& e, const MatrixScope* scope);
  Term canonical(const Term& size) const;
  MatrixTerm letter(const std::string& name, const Term& rows, const Term& columns, bool symmetric,
                    bool restricted = false);

  // read_matrix_flow.cpp
  std::optional<MatrixTerm> observable(const Expression& e);
  MatrixTerm layer(const IndexForm& index, bool gradient, const Expression& e);
  Term width(const IndexForm& after) const;
  [[nodiscard]] bool at_least(const IndexForm& index, long least) const;
  [[nodiscard]] bool at_most(const IndexForm& index, long below_layers) const;

  void read_size_equalities();

  Evaluator& evaluator_;
  const FileModel& model_;
  std::map<std::string, MatrixParameter> matrices_;
  std::optional<MatrixFlow> flow_;
  Term hidden_;
  bool hidden_known_ = false;
  Substitution equal_sizes_;
  std::set<std::string> assumed_;  // names that the hypotheses mention
  int depth_ = 0;
};

/// "a H x 3 matrix" or "a number".
[[nodiscard]] std::string describe(const MatrixTerm& term);

}  // namespace flowcert::theorems
