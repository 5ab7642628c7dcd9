#include "theorems/terms/rewrite.hpp"

#include <unordered_map>

namespace flowcert::theorems {

namespace {

using Rule = std::function<std::optional<Term>(const Term&)>;

Term rewrite_once(const Term& term, const Rule& rule, std::unordered_map<const TermNode*, Term>& done) {
  if (const auto found = done.find(term.id()); found != done.end()) return found->second;
  Term result = term;
  if (auto replaced = rule(term)) {
    result = std::move(*replaced);
  } else if (!term.args().empty()) {
    TermNode node = term.node();
    bool changed = false;
    for (Term& arg : node.args) {
      Term next = rewrite_once(arg, rule, done);
      changed = changed || next.id() != arg.id();
      arg = std::move(next);
    }
    node.hash = 0;
    node.depth = 0;
    if (changed) result = make_term(std::move(node));
  }
  done.emplace(term.id(), result);
  return result;
}

}  // namespace

Term rewrite(const Term& term, const Rule& rule) {
  std::unordered_map<const TermNode*, Term> done;
  return rewrite_once(term, rule, done);
}

}  // namespace flowcert::theorems
