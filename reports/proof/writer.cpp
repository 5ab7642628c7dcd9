#include "reports/proof/writer.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "proofs_check/kernel/domain.hpp"
#include "reports/proof/readable_term.hpp"

namespace flowcert::reports::proof {

using theorems::Term;

namespace {

/// The claim is the fact with summands brought to other sides, or says less than that.
bool restates(const Term& claim, const Term& fact) {
  return theorems::is_relation(claim.op()) && theorems::is_relation(fact.op()) &&
         same_summands(difference_of_sides(claim), difference_of_sides(fact));
}

}  // namespace

const Source* Writer::known(const Term& claim) const {
  const auto found = known_.find(claim);
  return found == known_.end() ? nullptr : &found->second;
}

void Writer::learn(const Term& claim, const Source& source) {
  if (known_.emplace(claim, source).second) learnt_.push_back(claim);
  const Term read = readable_statement(claim);  // what is written in the same way is not written again
  if (known_.emplace(read, source).second) learnt_.push_back(read);
}

Source Writer::line(const Term& claim, Sentence reason) {
  return line_with_blocks(claim, std::move(reason), claim, nullptr);
}

Source Writer::line_with_blocks(const Term& claim, Sentence reason, const Term& goal,
                                const std::function<void(std::vector<Block>&)>& fill) {
  Source source{Source::Kind::numbered, claim, 0};
  if (full()) return source;
  const bool goal_here = !goals_.empty() && goals_.back().number != 0 && goals_.back().claim == claim;
  if (const Source* same = known(readable_statement(claim)); same != nullptr && !fill && !goal_here) {
    source = *same;
    learn(claim, source);
    return source;
  }
  ++lines_;
  Item item;
  if (goal_here) {
    source.number = item.goal = goals_.back().number;
  } else {
    source.number = item.number = new_number();
    item.claim = notation_.formula(claim);
  }
  item.reason = std::move(reason);
  if (fill) {
    goals_.push_back({goal, goal == claim ? source.number : 0});
    fill(item.blocks);
    goals_.pop_back();
  }
  here_->push_back(std::move(item));
  learn(claim, source);
  return source;
}

void Writer::remark(Sentence words, const std::function<void(std::vector<Block>&)>& fill) {
  if (full()) return;
  ++lines_;
  Item item;
  item.reason = std::move(words);
  if (fill) fill(item.blocks);
  here_->push_back(std::move(item));
}

Block Writer::block(Sentence heading, const std::vector<Term>& assumptions, const std::function<void()>& fill) {
  Block result;
  ++lines_;
  const std::size_t mark = learnt_.size();
  result.heading = std::move(heading);
  if (!assumptions.empty()) result.number = new_number();
  for (const Term& assumption : assumptions) {
    const Source source{Source::Kind::numbered, assumption, result.number};
    learn(assumption, source);
    for (const Term& part : proofs::kernel::parts_of(assumption)) learn(part, source);
  }
  std::vector<Item>* const outside = std::exchange(here_, &result.items);
  fill();
  here_ = outside;
  while (learnt_.size() > mark) {
    known_.erase(learnt_.back());
    learnt_.pop_back();
  }
  return result;
}

void Writer::conclude(const Term& claim, const Source& source) {
  if (full()) return;
  const bool goal = !goals_.empty() && goals_.back().claim == claim && goals_.back().number != 0;
  if (!here_->empty()) {
    Item& last = here_->back();
    if (!goal && last.number != 0 && last.number == source.number && restates(claim, source.fact)) {
      last.claim = notation_.formula(claim);  // as the file writes it
      return;
    }
    if (goal ? last.goal == goals_.back().number : last.claim == notation_.formula(claim)) return;
  }
  Item item;
  if (goal) {
    item.goal = goals_.back().number;
  } else {
    item.claim = notation_.formula(claim);
  }
  item.reason = by({source});
  if (item.reason.empty()) item.reason = {words("evidently")};
  ++lines_;
  here_->push_back(std::move(item));
}

Sentence Writer::by(const std::vector<Source>& sources) {
  std::vector<Sentence> lines, facts;
  std::map<std::size_t, std::string> numbers;
  for (const Source& source : sources)
    if (source.kind == Source::Kind::numbered) numbers.emplace(source.number, source.name);
  for (const auto& [number, name] : numbers) {
    lines.push_back({});
    if (!name.empty()) lines.back().push_back(words("\u201c" + name + "\u201d "));
    lines.back().push_back(reference(number));
  }
  for (std::size_t k = 0; k < sources.size(); ++k) {
    if (std::find(sources.begin(), sources.begin() + static_cast<std::ptrdiff_t>(k), sources[k]) !=
        sources.begin() + static_cast<std::ptrdiff_t>(k))
      continue;
    if (sources[k].kind == Source::Kind::plain) facts.push_back({shown(notation_.formula(sources[k].fact))});
  }
  Sentence result;
  if (!lines.empty()) {
    result.push_back(words("by "));
    append(result, listed(lines));
  }
  if (!facts.empty()) {
    result.push_back(words(lines.empty() ? "since " : " and since "));
    append(result, listed(facts));
  }
  return result;
}

namespace {

struct Visit {
  std::function<void(std::size_t&, bool defines)> number;
  std::function<void(Formula&)> formula;
};

void visit(Sentence& sentence, const Visit& each) {
  for (Piece& piece : sentence) {
    if (piece.kind == Piece::Kind::reference) each.number(piece.item, false);
    if (piece.kind == Piece::Kind::formula) each.formula(piece.formula);
  }
}

/// Visits everything that has or names a number, in the order of reading.
void visit(std::vector<Item>& items, const Visit& each) {
  for (Item& item : items) {
    if (item.number != 0) each.number(item.number, true);
    if (item.goal != 0) each.number(item.goal, false);
    visit(item.reason, each);
    for (Block& block : item.blocks) {
      if (block.number != 0) each.number(block.number, true);
      visit(block.heading, each);
      visit(block.items, each);
    }
  }
}

}  // namespace

std::vector<Item> Writer::finished(std::vector<Item>& before) {
  std::set<std::size_t> named;
  std::map<std::size_t, std::size_t> order;
  const auto everywhere = [&](const Visit& each) {
    visit(before, each);
    visit(items_, each);
  };
  everywhere({[&](std::size_t& number, bool defines) {
                if (!defines) named.insert(number);
              },
              [&](Formula& formula) {
                const std::vector<std::size_t> lines = differences_in(formula);
                names_differences_ = names_differences_ || !lines.empty();
                named.insert(lines.begin(), lines.end());
              }});
  everywhere({[&](std::size_t& number, bool defines) {
                if (defines && named.contains(number)) order.emplace(number, order.size() + 1);
              },
              [](Formula&) {}});
  const auto last = [&](std::size_t number) {
    const auto found = order.find(number);
    return found == order.end() ? 0 : found->second;
  };
  everywhere({[&](std::size_t& number, bool) { number = last(number); },
              [&](Formula& formula) { formula = with_differences_named(formula, last); }});
  return std::move(items_);
}

}  // namespace flowcert::reports::proof
