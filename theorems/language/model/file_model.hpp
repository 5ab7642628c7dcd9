#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "theorems/language/claim_file.hpp"
#include "theorems/language/source.hpp"
#include "theorems/language/syntax/expression.hpp"

namespace flowcert::theorems {

/// An expression and its text as it was written.
struct Formula {
  ExpressionPtr expression;
  std::string text;
  [[nodiscard]] std::size_t offset() const { return expression->offset; }
};

/// One entry of [parameters]. Arrays have become literals of the expression language.
struct ParameterSyntax {
  enum class Kind { value, box, any, each, limit };
  enum class Domain { real, integer, matrix };
  std::string name;
  std::size_t offset = 0;
  Kind kind = Kind::value;

  ExpressionPtr value;  // Kind::value

  Domain domain = Domain::real;  // box, any
  Interval box;
  ExpressionPtr size, rows, columns, least, most;
  bool positive = false, negative = false, nonnegative = false, nonpositive = false, nonzero = false, symmetric = false;

  std::vector<ExpressionPtr> each;    // each = [...]
  ExpressionPtr each_low, each_high;  // each = "1..20"

  ExpressionPtr to, from, ratio;  // limit
  ExpressionPtr steps;
};

struct LetSyntax {
  LetHead head;
  std::size_t offset = 0;
  ExpressionPtr body;
};

struct StateSyntax {
  std::string name;
  std::size_t offset = 0;
  ExpressionPtr initial, right_hand_side;
};

/// [system] or [iteration].
struct DynamicsSyntax {
  bool iteration = false;
  std::size_t offset = 0;
  std::vector<StateSyntax> state;
  ExpressionPtr end;  // t_end or steps; may be missing
};

struct FlowTargetSyntax {
  FlowTarget::Kind kind = FlowTarget::Kind::singular_values;
  std::size_t offset = 0;
  ExpressionPtr singular_values, matrix, priors, mean, noise, dimension, rows, columns, seed;
  bool random_bases = false;
};

struct FlowSyntax {
  std::string name;
  std::size_t offset = 0;
  FlowDescription::Model model = FlowDescription::Model::linear;
  FlowDescription::Optimizer optimizer = FlowDescription::Optimizer::gradient;
  ExpressionPtr layers, hidden, t_end, input_covariance;
  FlowTargetSyntax target;

  FlowStart::Kind start = FlowStart::Kind::zero;
  std::size_t start_offset = 0;
  ExpressionPtr scale, left_scale, right_scale, start_seed;

  ExpressionPtr tau, newton_schulz_steps;
  bool newton_schulz = false, muon_starts_at_gradient = false;

  bool discrete = false;
  std::size_t discrete_offset = 0;
  ExpressionPtr step, steps, schedule, momentum, beta2, epsilon;
  bool momentum_averages = true, nesterov = false, momentum_starts_at_gradient = false, accumulate = false;
};

struct CheckSyntax {
  std::string name;
  std::size_t offset = 0;
  bool is_step = false;
  Formula claim;
  std::vector<Binder> binders;
  std::string for_text, limit_text, rate_text;
  std::optional<LimitText> limit;
  std::size_t limit_offset = 0;
  ExpressionPtr rate;
  Method method = Method::automatic;
  std::optional<int> digits;
  std::vector<std::string> uses;
};

/// A combination of finite choices, by position in each dimension.
struct Combination {
  std::size_t group = 0;
  bool general = false;              // symbolic sizes stay symbolic
  std::vector<std::uint32_t> picks;  // one per entry of the group's `finite`, then the values of `sizes`
};

/// What checks with the same limit variable need to have chosen.
struct ChoiceGroup {
  std::string limit_variable;       // "" for checks without `limit`
  std::vector<std::size_t> checks;  // indices into FileModel::checks
  std::vector<std::size_t> finite;  // parameters with a finite number of values, and limit variables to be chosen
  std::vector<std::size_t> sizes;   // parameters that are symbolic sizes
  std::set<std::string> reached;    // names that these checks, the hypotheses and the dynamics depend on
};

/// The parsed file.
struct FileModel {
  explicit FileModel(SourceFile source) : file(std::move(source)) {}
  SourceFile file;
  Head head;
  std::vector<ParameterSyntax> parameters;
  std::vector<LetSyntax> lets;
  std::vector<Formula> assume;
  std::optional<DynamicsSyntax> dynamics;
  std::vector<FlowSyntax> flows;
  std::vector<CheckSyntax> checks;  // steps first

  // Found by reading, after validation:
  std::set<std::string> symbolic_sizes;  // `any integer` parameters used as a size, a range's end or an index
  std::vector<ChoiceGroup> groups;
  std::vector<Combination> combinations;

  [[nodiscard]] const ParameterSyntax* parameter(const std::string& name) const;
  [[nodiscard]] const LetSyntax* let(const std::string& name) const;
  [[nodiscard]] bool has_flow() const { return !flows.empty(); }
};

}  // namespace flowcert::theorems
