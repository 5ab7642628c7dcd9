#include "theorems/language/model/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "theorems/language/model/visit.hpp"

namespace flowcert::theorems {

namespace {

const std::set<std::string>& constants() {
  static const std::set<std::string> names{"pi", "e", "inf"};
  return names;
}

std::string arity_text(const FunctionArity& function) {
  const auto count = [](std::size_t n) { return n == 1 ? std::string("1 argument") : fmt::format("{} arguments", n); };
  if (function.most == 0) return "at least " + count(function.least);
  if (function.least == function.most) return count(function.least);
  return fmt::format("{} to {}", function.least, count(function.most));
}

class NameCheck {
 public:
  NameCheck(const FileModel& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {}

  void run() {
    define();
    for (const ParameterSyntax& parameter : model_.parameters) {
      for (const ExpressionPtr& expression : expressions_of(parameter)) walk(expression, {}, "a parameter");
    }
    for (const LetSyntax& let : model_.lets) {
      check_arguments(let);
      walk(let.body, let.head.arguments, "");
    }
    for (const Formula& formula : model_.assume) walk(formula.expression, {}, "'assume'");
    if (model_.dynamics) walk_dynamics(*model_.dynamics);
    for (const FlowSyntax& flow : model_.flows) {
      for (const ExpressionPtr& expression : expressions_of(flow)) {
        const bool schedule = flow.schedule != nullptr && expression == flow.schedule;
        walk(expression, schedule ? std::vector<std::string>{"n"} : std::vector<std::string>{}, "a [flow]'s settings");
      }
    }
    for (const CheckSyntax& check : model_.checks) walk_check(check);
    check_cycles();
  }

 private:
  using Names = std::vector<std::string>;

  // --- definitions ---

  void define() {
    known_.insert(constants().begin(), constants().end());
    if (model_.has_flow() || (model_.dynamics && !model_.dynamics->iteration)) timed_.insert("t");
    if (model_.dynamics && model_.dynamics->iteration) timed_.insert("n");
    for (const FlowSyntax& flow : model_.flows) {
      if (flow.discrete) timed_.insert("n");
      for (const std::string& name : flow_names()) {
        (name == "D" ? known_ : timed_).insert(flow.name.empty() ? name : flow.name + "." + name);
      }
    }
    if (model_.has_flow()) known_.insert("D");
    for (const ParameterSyntax& parameter : model_.parameters) define(parameter.name, parameter.offset);
    for (const LetSyntax& let : model_.lets) define(let.head.name, let.offset);
    if (!model_.dynamics) return;
    std::set<std::string> vectors;
    for (const StateSyntax& variable : model_.dynamics->state) {
      const std::size_t bracket = variable.name.find('[');
      const std::string stem = variable.name.substr(0, bracket);
      if (bracket == std::string::npos || vectors.insert(stem).second) define(stem, variable.offset);
      timed_.insert(stem);
    }
  }

  void define(const std::string& name, std::size_t offset) {
    const std::string why = reserved(name);
    if (!why.empty()) {
      diagnostics_.add(offset, fmt::format("'{}' cannot be defined: {}", name, why));
    } else if (!defined_.insert(name).second) {
      diagnostics_.add(offset, fmt::format("'{}' is defined already", name));
    }
    known_.insert(name);
  }

  std::string reserved(const std::string& name) const {
    if (name == "t") return "it is reserved for the time";
    if (name == "n") return "it is reserved for the number of the step";
    if (constants().count(name) > 0) return "it is reserved for a constant";
    if (is_keyword(name)) return "it is a word of the language";
    for (const FunctionArity& function : language_functions()) {
      if (function.name == name) return "it is a function of the language";
    }
    const bool unnamed =
        std::any_of(model_.flows.begin(), model_.flows.end(), [](const FlowSyntax& f) { return f.name.empty(); });
    if ((unnamed && flow_names().count(name) > 0) || (model_.has_flow() && name == "D"))
      return "the flow brings that name";
    for (const FlowSyntax& flow : model_.flows) {
      if (!flow.name.empty() && flow.name == name) return "a flow has that name";
    }
    return "";
  }

  // --- uses ---

  /// An argument may have the name of a parameter or state variable, as in "g(x)": inside it is the argument.
  void check_arguments(const LetSyntax& let) {
    const std::vector<std::string>& names = let.head.arguments;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string why = reserved(names[i]);
      if (!why.empty()) diagnostics_.add(let.offset, fmt::format("'{}' cannot be an argument: {}", names[i], why));
      if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
          names.begin() + static_cast<std::ptrdiff_t>(i)) {
        diagnostics_.add(let.offset, fmt::format("two arguments have the name '{}'", names[i]));
      }
    }
  }

  void check_bound(const std::string& name, std::size_t offset) {
    const std::string why = reserved(name);
    if (!why.empty()) {
      diagnostics_.add(offset, fmt::format("'{}' cannot be bound: {}", name, why));
    } else if (defined_.count(name) > 0) {
      diagnostics_.add(offset, fmt::format("'{}' cannot be bound: it is defined already", name));
    }
  }

  bool is_time(const std::string& name) const { return (name == "t" || name == "n") && timed_.count(name) > 0; }

  void walk_binder(const Binder& binder, Names& locals, const std::string& constant_place) {
    walk(binder.low, locals, constant_place);
    walk(binder.high, locals, constant_place);
    if (binder.name == "t" || binder.name == "n") {
      if (!is_time(binder.name)) diagnostics_.add(binder.offset, no_time(binder.name));
      return;
    }
    check_bound(binder.name, binder.offset);
    if (std::find(locals.begin(), locals.end(), binder.name) != locals.end()) {
      diagnostics_.add(binder.offset, fmt::format("'{}' is bound already", binder.name));
    }
    locals.push_back(binder.name);
  }

  std::string no_time(const std::string& name) const {
    if (name == "t" && model_.dynamics) return "unknown name 't': the time of an [iteration] is n";
    if (name == "n" && timed_.count("t") > 0)
      return "unknown name 'n': it counts the steps of an [iteration] or a discrete optimizer; the time is t";
    return fmt::format("unknown name '{}': there are no dynamics here, only parameters", name);
  }

  void walk_dynamics(const DynamicsSyntax& dynamics) {
    for (const StateSyntax& variable : dynamics.state) {
      walk(variable.initial, {}, "an initial value");
      walk(variable.right_hand_side, {}, "");
    }
    walk(dynamics.end, {}, dynamics.iteration ? "'steps'" : "'t_end'");
  }

  void walk_check(const CheckSyntax& check) {
    Names locals;
    for (const Binder& binder : check.binders) walk_binder(binder, locals, "");
    walk(check.claim.expression, locals, "");
    walk(check.rate, locals, "");
    if (check.limit) walk(check.limit->to, {}, "a limit");
    if (!check.limit || is_time(check.limit->variable)) return;
    const ParameterSyntax* variable = model_.parameter(check.limit->variable);
    if (variable == nullptr || variable->kind != ParameterSyntax::Kind::limit) {
      diagnostics_.add(check.limit_offset, fmt::format("'{}' is not a limit variable: [parameters] needs {} = {{ to = "
                                                       "..., from = ..., ratio = ..., steps = ... }}",
                                                       check.limit->variable, check.limit->variable));
    }
  }

  /// `constant_place` names a place where nothing may depend on time, or is empty.
  void walk(const ExpressionPtr& expression, Names locals, const std::string& constant_place) {
    if (expression == nullptr) return;
    const Expression& e = *expression;
    for (const Binder& binder : e.binders) walk_binder(binder, locals, constant_place);
    if (e.kind == Syntax::name) {
      use(e, locals, constant_place);
    } else if (e.kind == Syntax::call) {
      call(e, locals);
    } else if (e.kind == Syntax::index && e.args[0]->kind == Syntax::name) {
      if (const LetSyntax* let = let_named(e.args[0]->name); let != nullptr && let->head.indexed) {
        count_arguments(e, *let, e.args.size() - 1);
      }
    }
    const bool indexed_let =
        e.kind == Syntax::index && e.args[0]->kind == Syntax::name && takes_arguments(e.args[0]->name);
    for (std::size_t i = indexed_let ? 1 : 0; i < e.args.size(); ++i) walk(e.args[i], locals, constant_place);
  }

  const LetSyntax* let_named(const std::string& name) {
    if (lets_.empty()) {
      for (const LetSyntax& let : model_.lets) lets_.emplace(let.head.name, &let);
    }
    const auto found = lets_.find(name);
    return found == lets_.end() ? nullptr : found->second;
  }

  bool takes_arguments(const std::string& name) {
    const LetSyntax* let = let_named(name);
    return let != nullptr && !let->head.arguments.empty();
  }

  void count_arguments(const Expression& use, const LetSyntax& let, std::size_t given) {
    if (given == let.head.arguments.size()) return;
    diagnostics_.add(use.offset,
                     fmt::format("'{}' takes {}, not {}", let.head.name,
                                 arity_text({"", let.head.arguments.size(), let.head.arguments.size()}), given));
  }

  void use(const Expression& e, const Names& locals, const std::string& constant_place) {
    if (std::find(locals.begin(), locals.end(), e.name) != locals.end()) return;
    if (timed_.count(e.name) > 0) {
      if (!constant_place.empty()) {
        diagnostics_.add(e.offset, fmt::format("'{}' depends on the time, which {} must not", e.name, constant_place));
      }
      return;
    }
    if (takes_arguments(e.name)) {
      const LetSyntax& let = *let_named(e.name);
      diagnostics_.add(e.offset, fmt::format("'{}' is defined with arguments: write {}{}...{}", e.name, e.name,
                                             let.head.indexed ? "[" : "(", let.head.indexed ? "]" : ")"));
      return;
    }
    if (known_.count(e.name) > 0) return;
    if (e.name == "t" || e.name == "n") {
      diagnostics_.add(e.offset, no_time(e.name));
    } else if (is_function(e.name)) {
      diagnostics_.add(e.offset, fmt::format("'{}' is a function: write {}(...)", e.name, e.name));
    } else {
      diagnostics_.add(e.offset, fmt::format("unknown name '{}'{}", e.name, hint(e.name, locals)));
    }
  }

  static bool is_function(const std::string& name) {
    return std::any_of(language_functions().begin(), language_functions().end(),
                       [&](const FunctionArity& f) { return f.name == name; });
  }

  std::string hint(const std::string& name, const Names& locals) const {
    if (!model_.has_flow() && flow_names().count(name) > 0) return ": only a [flow] brings it";
    Names candidates(known_.begin(), known_.end());
    candidates.insert(candidates.end(), timed_.begin(), timed_.end());
    candidates.insert(candidates.end(), locals.begin(), locals.end());
    const std::string near = suggestion(name, candidates);
    return near.empty() ? ", expected a parameter, a [let], a state variable or a bound variable" : near;
  }

  void call(const Expression& e, const Names& locals) {
    if (const LetSyntax* let = let_named(e.name)) {
      if (let->head.function) return count_arguments(e, *let, e.args.size());
      diagnostics_.add(e.offset, fmt::format("'{}' is not a function{}", e.name,
                                             let->head.indexed ? ": write " + e.name + "[...]"
                                                               : ": write the multiplication, as in 2*(x)"));
      return;
    }
    for (const FunctionArity& function : language_functions()) {
      if (function.name != e.name) continue;
      if (e.args.size() < function.least || (function.most > 0 && e.args.size() > function.most)) {
        diagnostics_.add(e.offset, fmt::format("'{}' takes {}, not {}", e.name, arity_text(function), e.args.size()));
      }
      check_dynamics_function(e);
      return;
    }
    if (known_.count(e.name) > 0 || timed_.count(e.name) > 0 ||
        std::find(locals.begin(), locals.end(), e.name) != locals.end()) {
      diagnostics_.add(e.offset,
                       fmt::format("'{}' is not a function: write the multiplication, as in {}*(...)", e.name, e.name));
      return;
    }
    Names candidates;
    for (const FunctionArity& function : language_functions()) candidates.push_back(function.name);
    for (const LetSyntax& let : model_.lets) candidates.push_back(let.head.name);
    diagnostics_.add(e.offset, fmt::format("unknown function '{}'{}", e.name, suggestion(e.name, candidates)));
  }

  bool only_steps() const {
    if (model_.dynamics) return model_.dynamics->iteration;
    return std::all_of(model_.flows.begin(), model_.flows.end(), [](const FlowSyntax& f) { return f.discrete; });
  }

  void check_dynamics_function(const Expression& e) {
    if (e.name != "ddt" && e.name != "at" && e.name != "initial") return;
    if (!model_.dynamics && !model_.has_flow()) {
      diagnostics_.add(e.offset, fmt::format("'{}' needs dynamics: a [system], a [flow] or an [iteration]", e.name));
    } else if (e.name == "ddt" && only_steps()) {
      diagnostics_.add(e.offset, "'ddt' needs a time that runs continuously: here it counts steps");
    }
  }

  // --- definitions in a circle ---

  void check_cycles() {
    for (const ParameterSyntax& parameter : model_.parameters) {
      std::set<std::string>& uses = uses_[parameter.name];
      for (const ExpressionPtr& expression : expressions_of(parameter)) collect_names(expression, uses);
    }
    for (const LetSyntax& let : model_.lets) collect_names(let.body, uses_[let.head.name]);
    for (const auto& [name, unused] : uses_) visit(name);
  }

  // Depth-first with a stack of its own: definitions may form a chain as long as the file.
  void visit(const std::string& start) {
    if (state_[start] != 0) return;
    std::vector<std::pair<std::string, std::set<std::string>::const_iterator>> path;
    const auto enter = [&](const std::string& name) {
      state_[name] = 1;
      path.emplace_back(name, uses_[name].begin());
    };
    enter(start);
    while (!path.empty()) {
      auto& [name, next] = path.back();
      if (next == uses_[name].end()) {
        state_[name] = 2;
        path.pop_back();
        continue;
      }
      const std::string used = *next++;
      if (uses_.count(used) == 0 || state_[used] == 2) continue;
      if (state_[used] == 0) {
        enter(used);
      } else {
        report_cycle(path, used);
      }
    }
  }

  void report_cycle(const std::vector<std::pair<std::string, std::set<std::string>::const_iterator>>& path,
                    const std::string& used) {
    std::string text;
    bool inside = false;
    for (const auto& step : path) {
      inside = inside || step.first == used;
      if (inside && text.size() < 200) text += step.first + " -> ";
    }
    const LetSyntax* let = let_named(used);
    const ParameterSyntax* parameter = model_.parameter(used);
    const std::size_t offset = let != nullptr ? let->offset : (parameter != nullptr ? parameter->offset : 0);
    diagnostics_.add(offset, fmt::format("'{}' is defined by itself: {}{}", used, text, used));
  }

  const FileModel& model_;
  Diagnostics& diagnostics_;
  std::set<std::string> known_, timed_, defined_;
  std::unordered_map<std::string, const LetSyntax*> lets_;
  std::map<std::string, std::set<std::string>> uses_;
  std::map<std::string, int> state_;
};

}  // namespace

const std::set<std::string>& flow_names() {
  static const std::set<std::string> names{"loss",
                                           "grad",
                                           "layer",
                                           "W",
                                           "E",
                                           "U",
                                           "V",
                                           "P",
                                           "Q",
                                           "sigma",
                                           "off_diagonal",
                                           "class_loss",
                                           "balanced_loss",
                                           "saturation_time",
                                           "alignment_in",
                                           "alignment_left",
                                           "alignment_right",
                                           "D"};
  return names;
}

void check_names(const FileModel& model, Diagnostics& diagnostics) {
  NameCheck(model, diagnostics).run();
}

std::set<std::string> names_reached(const FileModel& model, const std::vector<ExpressionPtr>& roots) {
  std::unordered_map<std::string, std::vector<ExpressionPtr>> definitions;
  for (const ParameterSyntax& parameter : model.parameters) definitions[parameter.name] = expressions_of(parameter);
  for (const LetSyntax& let : model.lets) definitions[let.head.name] = {let.body};
  std::set<std::string> reached;
  std::vector<std::string> waiting;
  const auto add = [&](const std::vector<ExpressionPtr>& expressions) {
    std::set<std::string> names;
    for (const ExpressionPtr& expression : expressions) collect_names(expression, names);
    for (const std::string& name : names) {
      if (reached.insert(name).second) waiting.push_back(name);
    }
  };
  add(roots);
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    const auto found = definitions.find(name);
    if (found != definitions.end()) add(found->second);
  }
  return reached;
}

}  // namespace flowcert::theorems
