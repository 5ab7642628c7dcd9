#include <algorithm>
#include <map>

#include "proofs_check/exact/along.hpp"
#include "proofs_check/exact/along_steps.hpp"
#include "proofs_check/exact/continuity.hpp"

namespace flowcert::proofs::exact {

namespace {

/// The states in a term, in the order in which they first appear in it.
void collect_states(const View& view, const Term& term, std::vector<std::string>& found) {
  if (term.is_variable()) {
    const auto is = [&](const std::string& name) { return name == term.name(); };
    if (std::any_of(view.state.begin(), view.state.end(), is) && std::none_of(found.begin(), found.end(), is))
      found.push_back(term.name());
    return;
  }
  for (const Term& arg : term.args()) collect_states(view, arg, found);
}

const Term& field_of(const View& view, const std::string& state) {
  return view.field[index_of(view, state)];
}

/// The swap of states that takes x to y and, as far as the order of appearance tells, x's equation to y's.
class Swap {
 public:
  Swap(const View& view, const std::string& x, const std::string& y) : view_(view) { pair(x, y); }

  [[nodiscard]] const std::map<std::string, std::string>& partners() const { return partners_; }
  [[nodiscard]] Term of(const Term& term) const {
    theorems::Substitution images;
    for (const auto& [name, partner] : partners_) images.emplace(name, theorems::variable(partner));
    return substitute(term, images);
  }

 private:
  void pair(const std::string& x, const std::string& y) {
    const auto known = partners_.find(x), other = partners_.find(y);
    if (known != partners_.end() || other != partners_.end()) {
      if (known == partners_.end() || other == partners_.end() || known->second != y || other->second != x)
        throw GiveUp{"the equations of the two states do not correspond"};
      return;
    }
    partners_.emplace(x, y);
    if (x != y) partners_.emplace(y, x);
    std::vector<std::string> here, there;
    collect_states(view_, field_of(view_, x), here);
    collect_states(view_, field_of(view_, y), there);
    if (here.size() != there.size()) throw GiveUp{"the equations of the two states do not correspond"};
    for (std::size_t i = 0; i < here.size(); ++i) pair(here[i], there[i]);
  }

  const View& view_;
  std::map<std::string, std::string> partners_;
};

}  // namespace

kernel::StepPtr prove_by_symmetry(Proof& proof, const View& view, const ContinuousField& /*smooth*/, const Term& x,
                                  const Term& y) {
  const auto is_state = [&](const Term& term) {
    return term.is_variable() && std::find(view.state.begin(), view.state.end(), term.name()) != view.state.end();
  };
  if (!is_state(x) || !is_state(y) || view.iteration) throw GiveUp{"not two states of a smooth system"};
  const Swap swap(view, x.name(), y.name());
  const std::vector<Term> facts = facts_along(view);
  std::vector<Term> same_start, same_field, moving;
  for (const auto& [state, partner] : swap.partners()) {
    const Term a = theorems::variable(state), b = theorems::variable(partner);
    if (has_kinks(field_of(view, state))) throw GiveUp{"an equation with a kink"};
    same_start.push_back(relation(Op::equal, at_start(view, a), at_start(view, b)));
    same_field.push_back(relation(Op::equal, swap.of(field_of(view, state)), field_of(view, partner)));
    moving.push_back(field_of(view, state));
  }
  prove_statement(proof, for_parameters(view, {}, theorems::conjunction(same_start)));
  prove_statement(proof, for_all_states(view, facts, theorems::conjunction(same_field)));
  prove_statement(proof, for_all_states(view, facts, analytic_interior_of(proof, view, moving)));
  proof.trail.push_back(
      "symmetry: swapping " + x.name() + " and " + y.name() +
      " leaves equations and start as they are, and the solution is unique (the field is analytic where "
      "it lives): " +
      x.name() + " == " + y.name());
  return unchecked(along(view), relation(Op::equal, x, y), "symmetry");
}

}  // namespace flowcert::proofs::exact
