#pragma once

#include <optional>
#include <set>
#include <string>

#include "theorems/language/elaborate/constant.hpp"
#include "theorems/language/elaborate/evaluator.hpp"
#include "theorems/language/model/file_model.hpp"

namespace flowcert::theorems {

[[nodiscard]] Choices choices_of(const FileModel& model, const Combination& combination);

/// Turns a file and one combination of its finite choices into a Problem, and collects what is wrong on the way.
class ProblemBuilder {
 public:
  ProblemBuilder(const FileModel& model, const Combination& combination, Diagnostics& diagnostics);

  [[nodiscard]] Problem build(int default_digits);

  /// Only the hypotheses: false if no parameters satisfy them, as far as that can be told.
  [[nodiscard]] bool hypotheses_can_hold();

  /// Integer parameters that turned out to be sizes and have no value here.
  [[nodiscard]] const std::set<std::string>& needed_sizes() const { return needed_sizes_; }
  [[nodiscard]] std::size_t steps() const { return evaluator_.steps(); }

 private:
  /// Runs one part; a mistake in it is noted and does not stop the others. False if the part could not be made.
  template <class Part>
  bool attempt(Part part) {
    try {
      part();
      return true;
    } catch (const LocatedError& error) {
      diagnostics_.add(error);
    } catch (const NeedsSize& needs) {
      needed_sizes_.insert(needs.names.begin(), needs.names.end());
    }
    return false;
  }

  // build_hypotheses.cpp
  void add_parameters();
  void add_free(const ParameterSyntax& syntax);
  void add_class_entry(const ParameterSyntax& syntax);
  void add_box_ends(const ParameterSyntax& syntax, FreeParameter& parameter);
  void add_flags(const ParameterSyntax& syntax, const std::string& name);
  void add_assumptions();
  void assume(const Term& hypothesis, std::size_t offset);
  void narrow(const Term& hypothesis);
  void judge_hypotheses();
  [[nodiscard]] bool is_whole_claim() const;

  // build_dynamics.cpp
  void add_dynamics();
  void add_initial_values(const DynamicsSyntax& syntax);
  void add_right_hand_sides(const DynamicsSyntax& syntax);
  void add_end(const DynamicsSyntax& syntax);
  void add_flows();
  void add_lets();

  // build_checks.cpp
  void add_check(const CheckSyntax& syntax, int default_digits);
  void add_limit(const CheckSyntax& syntax, GroundCheck& check);
  void add_time_limit(const CheckSyntax& syntax, GroundCheck& check);

  // ../matrices/state_every_size.cpp
  void state_every_size(const CheckSyntax& syntax, GroundCheck& check);
  bool is_about_numbers(const Formula& formula);

  // build_checks.cpp
  struct Ground {
    const CheckSyntax* syntax;
    GroundCheck* check;
    std::string label;
    std::vector<Binding> reals;
    bool time_was_bound = false;
  };
  void bind(const Ground& ground, std::size_t binder, const Scope* scope);
  void bind_range(const Ground& ground, std::size_t binder, const Scope* scope);
  void bind_interval(const Ground& ground, std::size_t binder, const Scope* scope);
  void bind_class(const Ground& ground, std::size_t binder, const Scope* scope);
  void check_time_range(const Binder& binder, const Binding& binding);
  void finish_claim(const Ground& ground, const Scope* scope);
  [[nodiscard]] std::optional<Binding> time_binding();
  void check_limit_claims(const CheckSyntax& syntax, const Term& claim);
  [[nodiscard]] std::optional<Term> last_time();
  [[nodiscard]] bool counts_steps() const;

  const FileModel& model_;
  const Combination& combination_;
  const ChoiceGroup& group_;
  Diagnostics& diagnostics_;
  Evaluator evaluator_;
  Problem problem_;
  std::set<std::string> needed_sizes_;
  VariableRanges ranges_;
  std::vector<std::pair<Term, std::size_t>> hypotheses_;  // with where they stand
  std::optional<std::size_t> contradiction_;              // where
};

/// Values of a limit variable; throws LocatedError when they do not go to the limit.
[[nodiscard]] LimitVariable limit_variable(Evaluator& evaluator, const ParameterSyntax& syntax);

/// Finds the symbolic sizes, groups the checks, lists the combinations and tries the first of each group, so that what
/// is wrong with the file shows. Throws InputError.
void validate(FileModel& model);

}  // namespace flowcert::theorems
