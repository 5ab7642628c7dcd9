#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "theorems/language/elaborate/factory.hpp"
#include "theorems/language/elaborate/value.hpp"
#include "theorems/language/model/file_model.hpp"

namespace flowcert::theorems {

/// The finite choices that one problem has made.
struct Choices {
  std::map<std::string, std::uint32_t> picks;  // position among the values of `each`, or on the way to a limit
  std::map<std::string, long> sizes;           // values of symbolic sizes
  std::string limit_variable;                  // stays symbolic
  bool classes_stay = false;                   // vectors and sums of symbolic length stay: see class_ranges.cpp
};

/// Something needs the value of integer parameters that are symbolic here.
struct NeedsSize {
  std::set<std::string> names;
  std::size_t offset;
};

/// Names that are bound where an expression stands, innermost first.
struct Scope {
  const Scope* outer = nullptr;
  std::string name;
  Value value;
  bool moves_time = false;  // a quantifier over t or n: what depends on the time means another time inside it
};

/// Expands expressions into terms under one set of choices. All functions throw LocatedError for what is wrong with the
/// text and NeedsSize where a symbolic size would have to be a number.
class Evaluator {
 public:
  Evaluator(const FileModel& model, Choices choices);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  Value evaluate(const Expression& e, const Scope* scope);
  Term scalar(const Expression& e, const Scope* scope);
  Term truth(const Expression& e, const Scope* scope);
  /// A number that an exact constant gives; `what` names it in messages.
  Rational rational(const Expression& e, const Scope* scope, std::string_view what);
  long integer(const Expression& e, const Scope* scope, std::string_view what);
  /// An interval's end or a limit: also inf and -inf.
  Term end(const Expression& e, const Scope* scope);
  /// `inside`: the values of a range; empty ranges are returned as such.
  struct Range {
    long low, high;
  };
  Range range(const Binder& binder, const Scope* scope);

  const Value& parameter(const std::string& name);
  const Value& let(const std::string& name);
  const FlowDescription& flow(std::size_t index);

  /// True if the term depends on the time: t, n, the state or what a flow brings.
  bool depends_on_time(const Term& term);
  /// The initial values have been set: from here on initial(e) substitutes them.
  void set_initial_values(Substitution values) { initial_values_ = std::move(values); }
  [[nodiscard]] bool is_index_bound(const Expression& e, const Scope* scope) const;

  /// The symbolic length of a vector parameter, if it stays symbolic.
  std::optional<Term> symbolic_length(const ParameterSyntax& syntax);
  /// The length that all symbolic vectors share.
  [[nodiscard]] const std::optional<Term>& classes() const { return classes_; }
  /// True if the range is 1..classes(): all classes.
  bool runs_over_classes(const Binder& binder, const Scope* scope);

  TermFactory& factory() { return factory_; }
  [[nodiscard]] std::size_t steps() const { return steps_; }
  const FileModel& model() const { return model_; }
  const Choices& choices() const { return choices_; }
  /// The index of a class that a `for` binds: vectors of symbolic length have an entry there.
  void add_class_index(const std::string& name) { class_indices_.insert(name); }
  void require_constant(const Term& term, const Expression& e, std::string_view what);

 private:
  // evaluate.cpp
  Value evaluate_kind(const Expression& e, const Scope* scope);
  Value name(const Expression& e, const Scope* scope);
  Value power(const Expression& e, const Scope* scope);
  Term fold_signs(const std::vector<char>& signs, const std::vector<Term>& parts);
  Value sum_chain(const Expression& e, const Scope* scope);
  Value product_chain(const Expression& e, const Scope* scope);
  Value logical(const Expression& e, const Scope* scope);
  Value relation_chain(const Expression& e, const Scope* scope);
  Value literal(const Expression& e, const Scope* scope);
  Term relation(Op op, Value left, Value right, const Expression& e);

  // binders.cpp
  Value reduction(const Expression& e, const Scope* scope);
  void reduce(const Expression& e, std::size_t binder, const Scope* scope, std::vector<Value>& parts);
  Term quantifier(const Expression& e, std::size_t binder, const Scope* scope);
  Term real_quantifier(const Expression& e, std::size_t binder, const Scope* scope);

  // bound_names.cpp
  Term stand_in(const std::string& name);
  Term renamed(const Term& term, const std::string& from, const std::string& to);
  Term close(TermNode node, const std::string& name, const Term& stand_in);
  void find_taken_names();
  void require_uncaptured(const Value& value, const Expression& e, bool time_moved);

  // class_ranges.cpp
  std::optional<Value> class_entry(const Expression& e, const Scope* scope);
  Term class_reduction(const Expression& e, const Scope* scope);
  Term class_quantifier(const Expression& e, std::size_t binder, const Scope* scope);
  void find_classes();
  Term over_classes(Op op, const Binder& binder, const Scope* scope, const std::function<Term(const Scope*)>& body);

  // calls.cpp
  Value call(const Expression& e, const Scope* scope);
  Value call_let(const LetSyntax& let, const Expression& e, std::size_t first_argument, const Scope* scope);
  Value index(const Expression& e, const Scope* scope);
  Value elementary(Op op, const Expression& e, const Scope* scope);
  Value extremum(Op op, const Expression& e, const Scope* scope);
  Value order(const Expression& e, const Scope* scope);

  // along.cpp
  Value along_dynamics(const Expression& e, const Scope* scope);
  Term at_time(const Term& term, const Term& time);
  Term initial(const Term& term);
  Term ddt(const Term& term);
  void require_within_dynamics(const Term& time, const Expression& when, std::string_view what);
  Value at(const Expression& e, const Scope* scope);

  // matrices.cpp
  Value matrix_call(const Expression& e, const Scope* scope);
  Value materialized(Value value, const Expression& e);
  Value as_matrix(Value value, const Expression& e);
  Term as_scalar(const Value& value, const Expression& e);
  void require_same_shape(const std::vector<Value>& values, const Expression& e);
  Value add_values(std::vector<Value> values, const Expression& e);
  Value multiply_values(const Value& a, const Value& b, const Expression& e);
  Value negated(const Value& value);
  Value scaled(const Value& value, const Term& by, bool divide);
  Value transposed(const Value& value);
  Value diagonal(const Expression& e, const Scope* scope);
  Term sum_of_squares(const Value& value);
  Term matrix_function(MatrixFunction function, const Value& x, std::size_t i, std::size_t j,
                       std::optional<Term> more = {});

  // parameters.cpp
  Value make_parameter(const ParameterSyntax& syntax);
  Value symbolic(const ParameterSyntax& syntax);
  Value picked(const ParameterSyntax& syntax);
  Value limit_value(const ParameterSyntax& syntax, std::uint32_t pick);

  // flow_names.cpp
  std::optional<Value> observable(const Expression& e);
  Value observable_number(const std::string& name);
  Value observable_vector(const std::string& name, std::size_t size);
  Value observable_matrix(const std::string& name, std::size_t rows, std::size_t columns);
  Value layer(std::size_t flow, std::size_t index, bool gradient, const Expression& e);

  const FileModel& model_;
  Choices choices_;
  TermFactory factory_;
  Substitution initial_values_;

  std::unordered_map<std::string, const ParameterSyntax*> parameters_;
  std::unordered_map<std::string, const LetSyntax*> lets_;
  std::unordered_map<std::string, std::vector<std::string>> states_;  // stem -> names of the entries; one for a scalar
  std::unordered_map<std::string, Value> parameter_values_, let_values_;
  std::unordered_map<std::string, Value> call_values_;
  std::unordered_map<std::string, LocatedError> let_errors_;
  std::unordered_map<const TermNode*, bool> timed_;
  std::vector<std::optional<FlowDescription>> flows_;
  std::set<std::size_t> flows_in_work_;
  std::set<std::string> taken_names_;    // that no bound variable of a term may have: see bound_names.cpp
  std::set<std::string> class_indices_;  // names of variables that run over the classes
  std::size_t stand_ins_ = 0;
  std::set<std::string> observables_;  // names of variables that a flow brought so far
  std::optional<Term> classes_;
  int depth_ = 0;
  std::size_t steps_ = 0;
};

/// What an element of `each` or a limit's way has in a problem's `chosen`.
[[nodiscard]] std::string chosen_text(const Value& value);

}  // namespace flowcert::theorems
