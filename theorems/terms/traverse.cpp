// Substitution, free variables and search: memoised walks over a shared graph.
#include <algorithm>
#include <set>
#include <stdexcept>
#include <unordered_set>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

namespace {

bool binds(Op op) {
  return op == Op::for_all || op == Op::exists || op == Op::symbolic_sum || op == Op::symbolic_product;
}

class Substituter {
 public:
  explicit Substituter(const Substitution& replacements) : replacements_(replacements) {}

  Term operator()(const Term& term) {
    if (const auto found = done_.find(term.id()); found != done_.end()) return found->second;
    Term result = compute(term);
    kept_.push_back(term);
    done_.emplace(term.id(), result);
    return result;
  }

 private:
  Term compute(const Term& term) {
    if (term.op() == Op::ddt || term.op() == Op::at) {
      throw std::logic_error("substitute(): what it means inside ddt or at is for the caller to say");
    }
    if (term.is_variable()) {
      const auto found = replacements_.find(term.name());
      return found == replacements_.end() ? term : found->second;
    }
    if (term.args().empty()) return term;
    if (binds(term.op())) return under_binder(term);
    TermNode node = term.node();
    bool changed = false;
    for (Term& arg : node.args) {
      Term replaced = (*this)(arg);
      changed = changed || replaced.id() != arg.id();
      arg = std::move(replaced);
    }
    return changed ? make_term(fresh(std::move(node))) : term;
  }

  // The bound variable hides a replacement of the same name inside the body; ends are outside its scope. A replacement
  // that mentions the bound name would be captured: the language never makes such names, so it is a logic error.
  Term under_binder(const Term& term) {
    TermNode node = term.node();
    node.args[0] = (*this)(node.args[0]);
    node.args[1] = (*this)(node.args[1]);
    Substitution inner = replacements_;
    inner.erase(term.name());
    const std::vector<std::string> used = free_variables(term.arg(2));
    for (const auto& [name, value] : inner) {
      if (!std::binary_search(used.begin(), used.end(), name)) continue;
      const auto mentioned = free_variables(value);
      if (std::binary_search(mentioned.begin(), mentioned.end(), term.name())) {
        throw std::logic_error("substitute(): '" + term.name() + "' would be captured");
      }
    }
    node.args[2] = substitute(node.args[2], inner);
    return make_term(fresh(std::move(node)));
  }

  static TermNode fresh(TermNode node) {
    node.hash = 0;
    node.depth = 0;
    return node;
  }

  const Substitution& replacements_;
  std::unordered_map<const TermNode*, Term> done_;
  std::vector<Term> kept_;  // keeps memo keys alive
};

void collect(const Term& term, std::set<std::string>& names, std::unordered_set<const TermNode*>& seen) {
  if (!seen.insert(term.id()).second) return;
  if (term.is_variable()) {
    names.insert(term.name());
    return;
  }
  if (binds(term.op())) {
    collect(term.arg(0), names, seen);
    collect(term.arg(1), names, seen);
    // A body may share nodes with the outside, where its bound variable would be free: walk it separately.
    for (const std::string& name : free_variables(term.arg(2))) {
      if (name != term.name()) names.insert(name);
    }
    return;
  }
  for (const Term& arg : term.args()) collect(arg, names, seen);
}

bool contains_op(const Term& term, std::span<const Op> ops, std::unordered_set<const TermNode*>& seen) {
  if (!seen.insert(term.id()).second) return false;
  if (std::find(ops.begin(), ops.end(), term.op()) != ops.end()) return true;
  return std::any_of(term.args().begin(), term.args().end(),
                     [&](const Term& arg) { return contains_op(arg, ops, seen); });
}

}  // namespace

Term substitute(const Term& term, const Substitution& replacements) {
  return Substituter(replacements)(term);
}

std::vector<std::string> free_variables(const Term& term) {
  std::set<std::string> names;
  std::unordered_set<const TermNode*> seen;
  collect(term, names, seen);
  return {names.begin(), names.end()};
}

bool contains(const Term& term, std::span<const Op> ops) {
  std::unordered_set<const TermNode*> seen;
  return contains_op(term, ops, seen);
}

}  // namespace flowcert::theorems
