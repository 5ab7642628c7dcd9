#include <fmt/format.h>

#include <algorithm>

#include "theorems/language/elaborate/problem_builder.hpp"
#include "theorems/language/model/names.hpp"
#include "theorems/language/model/visit.hpp"

namespace flowcert::theorems {

namespace {

using Kind = ParameterSyntax::Kind;

constexpr std::size_t most_combinations = 100'000;
constexpr std::size_t most_samples = 32;
constexpr std::size_t most_trial_steps = 3'000'000;
constexpr int trial_digits = 50;

class Validation {
 public:
  explicit Validation(FileModel& model) : model_(model) {}

  void run() {
    group_checks();
    find_sizes();
    for (std::size_t g = 0; g < model_.groups.size(); ++g) list_combinations(g);
    throw_if_any();
    if (model_.combinations.size() > most_combinations) fail_too_many();
    try_first_of_each_group();
  }

 private:
  void throw_if_any() { diagnostics_.throw_if_any(); }

  void group_checks() {
    model_.groups.clear();
    for (std::size_t i = 0; i < model_.checks.size(); ++i) {
      const CheckSyntax& check = model_.checks[i];
      const std::string variable = check.limit ? check.limit->variable : "";
      auto group = std::find_if(model_.groups.begin(), model_.groups.end(),
                                [&](const ChoiceGroup& g) { return g.limit_variable == variable; });
      if (group == model_.groups.end()) {
        model_.groups.push_back({});
        group = model_.groups.end() - 1;
        group->limit_variable = variable;
      }
      group->checks.push_back(i);
    }
    for (ChoiceGroup& group : model_.groups) find_choices(group);
  }

  void find_choices(ChoiceGroup& group) {
    std::vector<ExpressionPtr> roots;
    const auto take = [&](const std::vector<ExpressionPtr>& more) {
      roots.insert(roots.end(), more.begin(), more.end());
    };
    for (const std::size_t check : group.checks) take(expressions_of(model_.checks[check]));
    for (const Formula& formula : model_.assume) roots.push_back(formula.expression);
    if (model_.dynamics) take(expressions_of(*model_.dynamics));
    for (const FlowSyntax& flow : model_.flows) take(expressions_of(flow));
    group.reached = names_reached(model_, roots);
    group.finite.clear();
    group.sizes.clear();
    for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
      const ParameterSyntax& parameter = model_.parameters[i];
      if (group.reached.count(parameter.name) == 0) continue;
      if (parameter.kind == Kind::each) group.finite.push_back(i);
      if (parameter.kind == Kind::limit && parameter.name != group.limit_variable) group.finite.push_back(i);
      if (model_.symbolic_sizes.count(parameter.name) > 0) group.sizes.push_back(i);
    }
  }

  // --- symbolic sizes: try, and see what has to be a number ---

  void find_sizes() {
    const auto may_be_size = [](const ParameterSyntax& p) {
      return p.kind == Kind::any && p.domain == ParameterSyntax::Domain::integer && p.size == nullptr;
    };
    if (std::none_of(model_.parameters.begin(), model_.parameters.end(), may_be_size)) return;
    for (std::size_t round = 0; round <= model_.parameters.size(); ++round) {
      std::set<std::string> needed;
      for (std::size_t g = 0; g < model_.groups.size(); ++g) {
        Diagnostics ignored(model_.file);
        const Combination first = first_combination(g);
        ProblemBuilder builder(model_, first, ignored);
        (void)builder.build(trial_digits);
        needed.insert(builder.needed_sizes().begin(), builder.needed_sizes().end());
      }
      const std::size_t before = model_.symbolic_sizes.size();
      model_.symbolic_sizes.insert(needed.begin(), needed.end());
      for (ChoiceGroup& group : model_.groups) {
        for (const std::string& name : needed) group.reached.insert(name);
        group.sizes.clear();
        for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
          const std::string& name = model_.parameters[i].name;
          if (model_.symbolic_sizes.count(name) > 0 && group.reached.count(name) > 0) group.sizes.push_back(i);
        }
      }
      if (model_.symbolic_sizes.size() == before) return;
    }
  }

  /// The least value that a size may have by its own entry.
  long least_size(const ParameterSyntax& parameter) {
    long least = 1;
    try {
      Evaluator evaluator(model_, {});
      if (parameter.least != nullptr) least = std::max(least, evaluator.integer(*parameter.least, nullptr, "'min'"));
    } catch (const LocatedError&) {
    } catch (const NeedsSize&) {
    }
    return least;
  }

  Combination first_combination(std::size_t g) {
    Combination combination;
    combination.group = g;
    combination.picks.assign(model_.groups[g].finite.size(), 0);
    for (const std::size_t index : model_.groups[g].sizes) {
      combination.picks.push_back(static_cast<std::uint32_t>(least_size(model_.parameters[index])));
    }
    return combination;
  }

  // --- the combinations ---

  /// How many values a finite parameter has; 0 after reporting what is wrong with it.
  std::size_t count_of(const ParameterSyntax& parameter) {
    try {
      Evaluator evaluator(model_, {});
      if (parameter.kind == Kind::limit) return limit_variable(evaluator, parameter).values.size();
      if (parameter.each_low == nullptr) return parameter.each.size();
      require_fixed(parameter);
      const long low = evaluator.integer(*parameter.each_low, nullptr, "a range's end");
      const long high = evaluator.integer(*parameter.each_high, nullptr, "a range's end");
      if (high < low)
        throw LocatedError{parameter.each_low->offset, fmt::format("the range {}..{} is empty", low, high)};
      if (high - low >= static_cast<long>(most_combinations))
        throw LocatedError{parameter.each_low->offset, too_many()};
      return static_cast<std::size_t>(high - low + 1);
    } catch (const LocatedError& error) {
      diagnostics_.add(error);
    } catch (const NeedsSize& needs) {
      diagnostics_.add(needs.offset, "the values of 'each' must be constants");
    }
    return 0;
  }

  void require_fixed(const ParameterSyntax& parameter) {
    for (const std::string& name : names_reached(model_, {parameter.each_low, parameter.each_high})) {
      const ParameterSyntax* other = model_.parameter(name);
      if (other == nullptr || other->kind == Kind::value) continue;
      throw LocatedError{
          parameter.each_low->offset,
          fmt::format("the range of '{}' must be a constant, but it depends on '{}'", parameter.name, name)};
    }
  }

  static std::string too_many() {
    return fmt::format("too many combinations of the finite choices: at most {}", most_combinations);
  }

  [[noreturn]] void fail_too_many() {
    std::size_t offset = 0;
    for (const ParameterSyntax& parameter : model_.parameters) {
      if (parameter.kind == Kind::each || parameter.kind == Kind::limit) offset = parameter.offset;
    }
    throw InputError(model_.file.position(offset), too_many());
  }

  void list_combinations(std::size_t g) {
    const ChoiceGroup& group = model_.groups[g];
    std::vector<std::size_t> counts;
    std::size_t total = 1;
    for (const std::size_t index : group.finite) {
      counts.push_back(count_of(model_.parameters[index]));
      if (counts.back() == 0) return;
      if (total > most_combinations / counts.back()) fail_too_many();
      total *= counts.back();
    }
    std::vector<std::uint32_t> picks(counts.size(), 0);
    const std::size_t before = model_.combinations.size();
    for (std::size_t i = 0; i < total; ++i) {
      add_combinations(g, picks);
      for (std::size_t k = picks.size(); k-- > 0;) {  // the last parameter turns fastest
        if (++picks[k] < counts[k]) break;
        picks[k] = 0;
      }
    }
    if (model_.combinations.size() > before) return;
    diagnostics_.add(model_.assume.empty() ? 0 : model_.assume[0].offset(),
                     "no choice of the parameters satisfies the hypotheses");
  }

  void add_combinations(std::size_t g, const std::vector<std::uint32_t>& picks) {
    const ChoiceGroup& group = model_.groups[g];
    Combination combination{g, !group.sizes.empty(), picks};
    if (group.sizes.empty()) {
      if (group.finite.empty() || can_hold(combination)) model_.combinations.push_back(combination);
      return;
    }
    model_.combinations.push_back(combination);
    combination.general = false;
    const std::size_t several = samples_of_each(group.sizes.size());
    std::vector<std::size_t> steps(group.sizes.size(), 0);
    for (std::size_t done = 0; done < most_samples; ++done) {
      combination.picks = picks;
      for (std::size_t k = 0; k < steps.size(); ++k) {
        const long least = least_size(model_.parameters[group.sizes[k]]);
        combination.picks.push_back(static_cast<std::uint32_t>(least + static_cast<long>(steps[k])));
      }
      if (can_hold(combination)) model_.combinations.push_back(combination);
      std::size_t k = 0;
      while (k < steps.size() && ++steps[k] == several) steps[k++] = 0;
      if (k == steps.size()) return;
    }
  }

  static std::size_t samples_of_each(std::size_t sizes) {
    for (std::size_t several = 4; several > 1; --several) {
      std::size_t all = 1;
      for (std::size_t i = 0; i < sizes && all <= most_samples; ++i) all *= several;
      if (all <= most_samples) return several;
    }
    return 2;
  }

  bool can_hold(const Combination& combination) {
    const bool nothing_assumed = model_.assume.empty() && model_.groups[combination.group].sizes.empty();
    if (nothing_assumed) return true;
    Diagnostics ignored(model_.file);
    ProblemBuilder builder(model_, combination, ignored);
    const bool possible = builder.hypotheses_can_hold();
    trial_steps_ += builder.steps();
    if (trial_steps_ > most_trial_steps) {
      throw InputError(model_.file.position(model_.assume.empty() ? 0 : model_.assume[0].offset()),
                       "the hypotheses take too long to try on every choice of the parameters");
    }
    return possible;
  }

  void try_first_of_each_group() {
    std::set<std::pair<std::size_t, bool>> tried;
    for (const Combination& combination : model_.combinations) {
      // The general one as well: there the shapes are compared as they are declared.
      if (!tried.insert({combination.group, combination.general}).second) continue;
      ProblemBuilder builder(model_, combination, diagnostics_);
      (void)builder.build(trial_digits);
    }
    throw_if_any();
  }

  FileModel& model_;
  Diagnostics diagnostics_{model_.file};
  std::size_t trial_steps_ = 0;
};

}  // namespace

void validate(FileModel& model) {
  Validation(model).run();
}

}  // namespace flowcert::theorems
