#include "reports/proof/knowledge.hpp"

#include <algorithm>
#include <utility>

#include "proofs_check/kernel/domain.hpp"

namespace flowcert::reports::proof {

using proofs::kernel::ContextPtr;
using theorems::Op;
using theorems::Term;

const Knowledge::Terms& Knowledge::hypotheses_of(const ContextPtr& context) const {
  const auto [place, is_new] = hypotheses_.try_emplace(context);
  if (!is_new) return place->second;
  Terms& all = place->second;
  const auto take = [&](const Term& statement) {
    all.insert(statement);
    if (statement.op() == Op::less) all.insert(relation(Op::less_equal, statement.arg(0), statement.arg(1)));
    if (statement.op() == Op::greater) all.insert(relation(Op::greater_equal, statement.arg(0), statement.arg(1)));
  };
  for (const Term& hypothesis : context->hypotheses) {
    take(hypothesis);
    for (const Term& part : proofs::kernel::parts_of(hypothesis)) take(part);
  }
  return all;
}

bool Knowledge::has_hypothesis(const ContextPtr& context, const Term& claim) const {
  return hypotheses_of(context).contains(claim);
}

bool Knowledge::fits(const Term& claim, const Fact& fact, int depth) const {
  constexpr int deepest = 6;  // of facts that are hypotheses of facts
  if (present_ == nullptr) return true;
  if (fact.is_hypothesis) return has_hypothesis(present_, claim);
  if (fact.where == nullptr || fact.where == present_) return true;
  if (fact.where->motion && !same(fact.where->motion, present_->motion)) return false;
  return std::all_of(fact.where->hypotheses.begin(), fact.where->hypotheses.end(), [&](const Term& h) {
    const std::vector<Term> parts = proofs::kernel::parts_of(h);
    const bool in_parts =
        std::all_of(parts.begin(), parts.end(), [&](const Term& part) { return has_hypothesis(present_, part); });
    return in_parts || has_hypothesis(present_, h) || (depth < deepest && known(h, depth + 1) != nullptr);
  });
}

const Source* Knowledge::known(const Term& claim, int depth) const {
  const auto found = facts_.find(claim);
  if (found == facts_.end()) return nullptr;
  // The latest first: an assumption of a block is that, whatever was known before.
  const auto fact = std::find_if(found->second.rbegin(), found->second.rend(),
                                 [&](const Fact& one) { return fits(claim, one, depth); });
  return fact == found->second.rend() ? nullptr : &fact->source;
}

const Source* Knowledge::known(const Term& claim) const {
  return known(claim, 0);
}

void Knowledge::add(const Term& claim, Fact fact) {
  facts_[claim].push_back(std::move(fact));
  learnt_.push_back(claim);
}

void Knowledge::learn(const Term& claim, const Source& source) {
  if (known(claim) == nullptr) add(claim, {source, present_, false});
}

void Knowledge::learn_of(const ContextPtr& where, const Term& claim, const Source& source) {
  add(claim, {source, where, false});
}

void Knowledge::learn_hypothesis(const Term& claim, const Source& source) {
  add(claim, {source, nullptr, true});
}

void Knowledge::assume(const Term& claim, const Source& source) {
  add(claim, {source, nullptr, present_ != nullptr && has_hypothesis(present_, claim)});
}

void Knowledge::forget_since(std::size_t mark) {
  while (learnt_.size() > mark) {
    const auto place = facts_.find(learnt_.back());
    place->second.pop_back();
    if (place->second.empty()) facts_.erase(place);
    learnt_.pop_back();
  }
}

ContextPtr Knowledge::enter(ContextPtr context) {
  return std::exchange(present_, std::move(context));
}

}  // namespace flowcert::reports::proof
