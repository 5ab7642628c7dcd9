#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "theorems/language/elaborate/problem_builder.hpp"

namespace flowcert::theorems {

namespace {

constexpr std::array along{Op::ddt, Op::at, Op::order, Op::asymptotic, Op::for_all, Op::exists};
constexpr long most_steps = 1'000'000;

}  // namespace

void ProblemBuilder::add_dynamics() {
  if (!model_.dynamics) return;
  const DynamicsSyntax& syntax = *model_.dynamics;
  problem_.dynamics.emplace().kind = syntax.iteration ? Dynamics::Kind::iteration : Dynamics::Kind::system;
  add_initial_values(syntax);
  add_right_hand_sides(syntax);
  attempt([&] { add_end(syntax); });
}

void ProblemBuilder::add_initial_values(const DynamicsSyntax& syntax) {
  Substitution start;
  for (const StateSyntax& variable : syntax.state) {
    attempt([&] {
      const Term initial = evaluator_.scalar(*variable.initial, nullptr);
      evaluator_.require_constant(initial, *variable.initial, "an initial value");
      problem_.dynamics->state.push_back(variable.name);
      problem_.dynamics->initial.push_back(initial);
      start.emplace(variable.name, initial);
    });
  }
  start.emplace(syntax.iteration ? "n" : "t", Term(0));
  evaluator_.set_initial_values(std::move(start));
}

void ProblemBuilder::add_right_hand_sides(const DynamicsSyntax& syntax) {
  for (const StateSyntax& variable : syntax.state) {
    attempt([&] {
      const Expression& e = *variable.right_hand_side;
      const Term term = evaluator_.scalar(e, nullptr);
      evaluator_.factory().offset = e.offset;
      evaluator_.factory().check_size(term);
      if (contains(term, along)) {
        throw LocatedError{e.offset, "the dynamics themselves cannot use ddt, at, initial or order"};
      }
      problem_.dynamics->right_hand_side.push_back(term);
    });
    const std::size_t bracket = variable.name.find('[');
    if (bracket == std::string::npos) continue;
    const std::string stem = variable.name.substr(0, bracket + 1);
    const auto entries = std::count_if(syntax.state.begin(), syntax.state.end(), [&](const StateSyntax& other) {
      return other.name.compare(0, stem.size(), stem) == 0;
    });
    const std::string number = variable.name.substr(bracket + 1, variable.name.size() - bracket - 2);
    if (std::stol(number) > entries) {
      diagnostics_.add(variable.offset, fmt::format("the vector '{}' has {} entries, which must be numbered from 1",
                                                    variable.name.substr(0, bracket), entries));
    }
  }
}

void ProblemBuilder::add_end(const DynamicsSyntax& syntax) {
  if (syntax.end == nullptr) return;
  const Expression& e = *syntax.end;
  const char* what = syntax.iteration ? "'steps'" : "'t_end'";
  const Term last = evaluator_.end(e, nullptr);
  evaluator_.require_constant(last, e, what);
  if (const auto sign = compare_constants(last, Term(0)); sign && *sign <= 0) {
    throw LocatedError{e.offset, fmt::format("{} must be positive, not {}", what, to_text(last))};
  }
  if (syntax.iteration && last.is_number() && (!is_integer(last.number()) || last.number() > most_steps)) {
    throw LocatedError{e.offset,
                       fmt::format("'steps' must be an integer of at most {}, not {}", most_steps, to_text(last))};
  }
  problem_.dynamics->end = last;
}

void ProblemBuilder::add_flows() {
  for (std::size_t i = 0; i < model_.flows.size(); ++i) {
    attempt([&] { problem_.flows.push_back(evaluator_.flow(i)); });
  }
}

void ProblemBuilder::add_lets() {
  for (const LetSyntax& let : model_.lets) {
    if (!let.head.arguments.empty()) continue;
    attempt([&] {
      const Value& value = evaluator_.let(let.head.name);
      if (group_.reached.count(let.head.name) == 0) return;
      if (value.is_scalar() || value.is_truth()) {
        problem_.lets.emplace_back(let.head.name, value.term());
      } else if (value.is_matrix()) {
        for (std::size_t i = 0; i < value.rows; ++i) {
          for (std::size_t j = 0; j < value.columns; ++j) {
            const std::string entry = value.is_vector ? fmt::format("{}[{}]", let.head.name, i + 1)
                                                      : fmt::format("{}[{},{}]", let.head.name, i + 1, j + 1);
            problem_.lets.emplace_back(entry, value.at(i, j));
          }
        }
      }
    });
  }
}

}  // namespace flowcert::theorems
