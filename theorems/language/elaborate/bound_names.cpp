// Names of bound variables. Terms name a bound variable by text, so its name must mean nothing else anywhere near:
// while a quantifier's body is expanded, its variable has a name that nothing else can have (a stand-in); then it gets
// the first of x, x_2, x_3, ... that occurs neither in the body nor among the names that the file defines or that a
// `for` binds. That name depends on nothing but the quantifier itself, so that equal definitions stay equal terms,
// wherever they are used; and no quantifier ever captures what stands inside it.
#include <fmt/format.h>

#include "theorems/language/elaborate/evaluator.hpp"

namespace flowcert::theorems {

namespace {

void collect_names(const Term& term, std::set<std::string>& names, std::unordered_map<const TermNode*, bool>& seen) {
  if (!seen.emplace(term.id(), true).second) return;
  if (!term.name().empty()) names.insert(term.name());
  for (const Term& arg : term.args()) collect_names(arg, names, seen);
}

}  // namespace

void Evaluator::find_taken_names() {
  for (const auto& [name, syntax] : parameters_) taken_names_.insert(name);
  for (const auto& [name, syntax] : lets_) taken_names_.insert(name);
  for (const auto& [name, entries] : states_) taken_names_.insert(name);
  for (const CheckSyntax& check : model_.checks)
    for (const Binder& binder : check.binders) taken_names_.insert(binder.name);
}

Term Evaluator::stand_in(const std::string& name) {
  return factory_.variable(fmt::format("{}'{}", name, ++stand_ins_));  // no name in a file has a prime
}

/// The term with a stand-in's name replaced.
Term Evaluator::renamed(const Term& term, const std::string& from, const std::string& to) {
  std::unordered_map<const TermNode*, Term> done;
  const std::function<Term(const Term&)> walk = [&](const Term& part) -> Term {
    if (part.is_variable()) return part.name() == from ? factory_.variable(to) : part;
    if (part.args().empty()) return part;
    if (const auto found = done.find(part.id()); found != done.end()) return found->second;
    TermNode node = part.node();
    bool changed = false;
    for (Term& arg : node.args) {
      Term next = walk(arg);
      changed = changed || next.id() != arg.id();
      arg = std::move(next);
    }
    node.hash = 0;
    node.depth = 0;
    Term result = changed ? factory_.make(std::move(node)) : part;
    done.emplace(part.id(), result);
    return result;
  };
  return walk(term);
}

/// The quantifier whose body speaks of the stand-in so far, under its final name.
Term Evaluator::close(TermNode node, const std::string& name, const Term& stand_in) {
  std::set<std::string> inside;
  std::unordered_map<const TermNode*, bool> seen;
  for (const Term& arg : node.args) collect_names(arg, inside, seen);
  node.name = name;
  for (int i = 2; inside.count(node.name) > 0 || taken_names_.count(node.name) > 0; ++i) {
    node.name = fmt::format("{}_{}", name, i);
  }
  node.args[2] = renamed(node.args[2], stand_in.name(), node.name);
  return factory_.make(std::move(node));
}

/// An argument of a definition means the value where the definition is used; under a quantifier over the time inside
/// the definition it would mean another.
void Evaluator::require_uncaptured(const Value& value, const Expression& e, bool time_moved) {
  if (!time_moved) return;
  for (const Term& entry : value.entries) {
    if (!depends_on_time(entry)) continue;
    throw LocatedError{e.offset, fmt::format("'{}' depends on the time, but it stands under a quantifier over the time "
                                             "here: expected a value that does not change",
                                             e.name)};
  }
}

}  // namespace flowcert::theorems
