#include "integrators/events/piecewise.hpp"

#include <algorithm>
#include <stdexcept>

#include "theorems/functions/functions.hpp"

namespace flowcert::integrators {

using theorems::Op;
using theorems::Term;

namespace {

Term rebuilt(const Term& term, std::vector<Term> args) {
  theorems::TermNode node = term.node();
  node.args = std::move(args);
  return theorems::make_term(std::move(node));
}

bool has_steps(Op op) {
  const theorems::Function* f = theorems::function_of(op);
  return f != nullptr && f->smoothness == theorems::Smoothness::jumps_at_whole_numbers;
}

bool is_switch(Op op) {
  return op == Op::sign || op == Op::abs || op == Op::min || op == Op::max;
}

/// Visits every node of a term once.
template <class Visit>
void for_each_node(const Term& root, Visit visit) {
  std::vector<const Term*> stack{&root};
  std::set<const theorems::TermNode*> seen;
  while (!stack.empty()) {
    const Term* term = stack.back();
    stack.pop_back();
    if (!seen.insert(term->id()).second) continue;
    visit(*term);
    for (const Term& argument : term->args()) stack.push_back(&argument);
  }
}

}  // namespace

Term switching_function(const Term& node) {
  if (node.op() == Op::sign || node.op() == Op::abs) return node.arg(0);
  return node.arg(0) - node.arg(1);
}

PiecewiseSystem::PiecewiseSystem(std::vector<std::string> state, std::string time, std::span<const Term> field)
    : state_(std::move(state)), time_(std::move(time)) {
  for (const Term& term : field) field_.push_back(prepare(term));
  prepared_.clear();  // keyed by nodes that the caller may drop
}

bool PiecewiseSystem::changes(const Term& term) const {
  const auto names = theorems::free_variables(term);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == time_ || std::find(state_.begin(), state_.end(), name) != state_.end();
  });
}

// Inner nodes first: a surface's function is then already prepared.
Term PiecewiseSystem::prepare(const Term& term) {
  const auto known = prepared_.find(term.id());
  if (known != prepared_.end()) return known->second;
  std::vector<Term> args;
  for (const Term& argument : term.args()) args.push_back(prepare(argument));
  Term result = args.empty() ? term : rebuilt(term, args);
  if (result.op() == Op::sign) {
    result = prepare_sign(result.arg(0));
  } else if (result.op() == Op::abs && changes(result)) {
    note(result.arg(0), false);
  } else if ((result.op() == Op::min || result.op() == Op::max) && changes(result)) {
    const Op op = result.op();
    Term folded = args[0];
    for (std::size_t k = 1; k < args.size(); ++k) {
      folded = theorems::apply(op, {folded, args[k]});
      if (folded.op() == op && changes(folded)) note(switching_function(folded), false);
    }
    result = folded;
  } else if (has_steps(result.op()) && changes(result)) {
    unsupported_ = "floor or ceil of something that changes: " + theorems::to_text(result);
  }
  prepared_.emplace(term.id(), result);
  return result;
}

Term PiecewiseSystem::prepare_sign(const Term& argument) {
  if (argument.op() == Op::multiply || argument.op() == Op::divide) {
    Term product(1);
    for (const Term& factor : argument.args()) product = product * prepare_sign(factor);
    return product;
  }
  if (argument.op() == Op::negate) return -prepare_sign(argument.arg(0));
  const Term result = theorems::apply(Op::sign, {argument});
  if (result.op() == Op::sign && changes(result)) note(result.arg(0), true);
  return result;
}

void PiecewiseSystem::note(const Term& function, bool jumps) {
  const auto known = switches_.find(function);
  if (known != switches_.end()) {
    surfaces_[known->second.surface].jumps |= jumps;
    return;
  }
  const std::size_t k = surfaces_.size();
  surfaces_.push_back({function, jumps});
  switches_.emplace(function, Switch{k, 1});
  switches_.emplace(-function, Switch{k, -1});
  if (function.op() == Op::subtract) switches_.emplace(function.arg(1) - function.arg(0), Switch{k, -1});
}

const PiecewiseSystem::Switch* PiecewiseSystem::switch_of(const Term& term) const {
  if (!is_switch(term.op())) return nullptr;
  if ((term.op() == Op::min || term.op() == Op::max) && term.args().size() != 2) return nullptr;
  const auto found = switches_.find(switching_function(term));
  return found == switches_.end() ? nullptr : &found->second;
}

Term PiecewiseSystem::on_branch(const Term& term, const std::vector<int>& signs) const {
  std::unordered_map<const theorems::TermNode*, Term> done;
  const auto visit = [&](const auto& self, const Term& node) -> Term {
    const auto known = done.find(node.id());
    if (known != done.end()) return known->second;
    Term result;
    if (const Switch* found = switch_of(node)) {
      const int sign = signs[found->surface] * found->orientation;
      if (sign == 0) throw std::logic_error("a branch was asked for on the surface itself");
      switch (node.op()) {
        case Op::sign:
          result = Term(sign);
          break;
        case Op::abs:
          result = sign > 0 ? self(self, node.arg(0)) : -self(self, node.arg(0));
          break;
        case Op::min:
          result = self(self, node.arg(sign > 0 ? 1 : 0));
          break;
        default:
          result = self(self, node.arg(sign > 0 ? 0 : 1));
          break;
      }
    } else if (node.args().empty()) {
      result = node;
    } else {
      std::vector<Term> args;
      for (const Term& argument : node.args()) args.push_back(self(self, argument));
      result = rebuilt(node, std::move(args));
    }
    done.emplace(node.id(), result);
    return result;
  };
  return visit(visit, term);
}

std::set<std::size_t> PiecewiseSystem::surfaces_in(const Term& term) const {
  std::set<std::size_t> result;
  for_each_node(term, [&](const Term& node) {
    if (const Switch* found = switch_of(node)) result.insert(found->surface);
  });
  return result;
}

std::set<std::size_t> PiecewiseSystem::influences_on(std::size_t k) const {
  std::set<std::string> variables;
  std::vector<Term> open{surfaces_[k].function};
  std::set<std::size_t> result;
  while (!open.empty()) {
    const Term term = open.back();
    open.pop_back();
    for (const std::size_t surface : surfaces_in(term)) result.insert(surface);
    for (const std::string& name : theorems::free_variables(term)) {
      const auto found = std::find(state_.begin(), state_.end(), name);
      if (found == state_.end() || !variables.insert(name).second) continue;
      open.push_back(field_[static_cast<std::size_t>(found - state_.begin())]);
    }
  }
  return result;
}

bool PiecewiseSystem::separable(const Term& term, const std::set<std::size_t>& sliding) const {
  const auto depends_on = [&](const Term& part) {
    std::size_t count = 0;
    for (const std::size_t k : surfaces_in(part)) count += sliding.count(k);
    return count;
  };
  const auto visit = [&](const auto& self, const Term& part) -> bool {
    if (depends_on(part) <= 1) return true;
    switch (part.op()) {
      case Op::add:
      case Op::subtract:
      case Op::negate:
        return std::all_of(part.args().begin(), part.args().end(), [&](const Term& a) { return self(self, a); });
      case Op::multiply: {
        const auto dependent = [&](const Term& a) { return depends_on(a) > 0; };
        if (std::count_if(part.args().begin(), part.args().end(), dependent) != 1) return false;
        return self(self, *std::find_if(part.args().begin(), part.args().end(), dependent));
      }
      case Op::divide:
        return depends_on(part.arg(1)) == 0 && self(self, part.arg(0));
      default:
        return false;
    }
  };
  return visit(visit, term);
}

}  // namespace flowcert::integrators
