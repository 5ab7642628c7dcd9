#include "proofs_check/kernel/statement.hpp"

#include <algorithm>
#include <set>

#include "theorems/matrices/matrix_statement.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

bool same(const MotionPtr& a, const MotionPtr& b) {
  return a == b || (a && b && *a == *b);
}

bool same(const MatrixClaimPtr& a, const MatrixClaimPtr& b) {
  return a == b || (a && b && *a == *b);
}

bool operator==(const Context& a, const Context& b) {
  return same(a.motion, b.motion) && same(a.matrices, b.matrices) && a.variables == b.variables &&
         a.hypotheses == b.hypotheses;
}

bool same(const ContextPtr& a, const ContextPtr& b) {
  return a == b || *a == *b;
}

bool same(const Sequent& a, const Sequent& b) {
  return same(a.context, b.context) && a.claim == b.claim && a.judgement == b.judgement;
}

ContextPtr with(const ContextPtr& context, const Term& hypothesis) {
  Context result = *context;
  result.hypotheses.push_back(hypothesis);
  return std::make_shared<const Context>(std::move(result));
}

std::optional<Term> replaced(const Term& term, const Term& what, const Term& by) {
  if (term == what) return by;
  if (term.op() == Op::at || term.op() == Op::ddt) return term;
  const bool binds = term.op() >= Op::for_all && term.op() <= Op::symbolic_product;
  if (binds && (theorems::mentions(what, term.name()) || theorems::mentions(by, term.name()))) return std::nullopt;
  bool possible = true;
  const Term result = theorems::map_args(term, [&](const Term& arg) {
    const auto part = replaced(arg, what, by);
    possible = possible && part;
    return part ? *part : arg;
  });
  return possible ? std::optional(result) : std::nullopt;
}

namespace {

/// State and time are variables of the context, whole numbers only where a time counts steps; and everything about the
/// motion mentions what it may.
bool well_formed(const Motion& motion, const std::vector<Variable>& variables) {
  std::set<std::string> parameters, all;
  for (const Variable& v : variables) {
    all.insert(v.name);
    parameters.insert(v.name);
  }
  const auto is_variable = [&](const std::string& name, bool integer) {
    return std::find(variables.begin(), variables.end(), Variable{name, integer}) != variables.end();
  };
  std::set<std::string> own{motion.time};
  own.insert(motion.state.begin(), motion.state.end());
  if (own.size() != motion.state.size() + 1 || !is_variable(motion.time, motion.iteration)) return false;
  for (const std::string& name : motion.state)
    if (!is_variable(name, false)) return false;
  for (const std::string& name : own) parameters.erase(name);
  const auto mentions_only = [](const Term& term, const std::set<std::string>& names) {
    const std::vector<std::string> free = theorems::free_variables(term);
    return std::all_of(free.begin(), free.end(), [&](const std::string& name) { return names.contains(name); });
  };
  if (motion.initial.size() != motion.state.size() || motion.field.size() != motion.state.size()) return false;
  for (const Term& value : motion.initial)
    if (!mentions_only(value, parameters)) return false;
  for (const Term& f : motion.field)
    if (!mentions_only(f, all)) return false;
  for (const Term& fact : motion.known)
    if (!theorems::is_truth_valued(fact.op()) || !mentions_only(fact, all)) return false;
  return !motion.horizon || mentions_only(*motion.horizon, parameters);
}

}  // namespace

bool well_formed(const Sequent& sequent) {
  std::set<std::string> names;
  for (const Variable& variable : sequent.context->variables)
    if (!names.insert(variable.name).second) return false;
  const Context& context = *sequent.context;
  const bool sizes = sequent.judgement == Judgement::every_size;
  if (sizes != (context.matrices != nullptr)) return false;
  if (sizes && (context.motion || sequent.claim.op() != Op::true_value)) return false;
  if (context.motion && !well_formed(*context.motion, context.variables)) return false;
  const auto fits = [&](const Term& statement) {
    if (!theorems::is_truth_valued(statement.op())) return false;
    const std::vector<std::string> free = theorems::free_variables(statement);
    return std::all_of(free.begin(), free.end(), [&](const std::string& name) { return names.contains(name); });
  };
  return fits(sequent.claim) &&
         std::all_of(sequent.context->hypotheses.begin(), sequent.context->hypotheses.end(), fits);
}

}  // namespace flowcert::proofs::kernel
