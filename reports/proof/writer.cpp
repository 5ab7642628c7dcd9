#include "reports/proof/writer.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "proofs_check/kernel/domain.hpp"
#include "reports/proof/limit_words.hpp"
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

void Writer::learn(const Term& claim, const Source& source) {
  knowledge_.learn(claim, source);
  const Term read = readable_statement(claim);  // what is written in the same way is not written again
  if (!(read == claim)) knowledge_.learn(read, source);
}

void Writer::assume(const Term& claim, const Source& source) {
  std::vector<Term> all{claim};
  for (const Term& part : proofs::kernel::parts_of(claim))
    if (!(part == claim)) all.push_back(part);
  for (const Term& one : all) {
    const bool hypothesis = knowledge_.present() && knowledge_.has_hypothesis(knowledge_.present(), one);
    knowledge_.assume(one, source);
    const Term read = readable_statement(one);
    if (read == one) continue;
    if (hypothesis) {
      knowledge_.learn_of(std::make_shared<const proofs::kernel::Context>(proofs::kernel::Context{{}, {one}, nullptr}),
                          read, source);
    } else {
      knowledge_.assume(read, source);
    }
  }
}

void Writer::phrase(const Term& claim, std::optional<Formula> formula, Sentence predicate) {
  phrases_[claim] = {std::move(formula), std::move(predicate)};
}

void Writer::state(Item& item, const Term& claim) {
  if (const auto found = phrases_.find(claim); found != phrases_.end()) {
    item.claim = found->second.formula;
    item.predicate = found->second.predicate;
  } else if (says_defined(claim)) {
    item.claim = notation_.formula(claim.arg(0));
    item.predicate = {words(" is defined")};
  } else if (auto limit = limit_phrase(claim, notation_)) {
    item.claim = std::move(limit->formula);
    item.predicate = std::move(limit->predicate);
  } else {
    item.claim = notation_.formula(claim);
  }
}

Source Writer::line(const Term& claim, Sentence reason) {
  return line_with_blocks(claim, std::move(reason), claim, nullptr);
}

Source Writer::line_shown_as(const Term& claim, Formula formula, Sentence reason) {
  phrase(claim, std::move(formula), {});
  const Source source = line(claim, std::move(reason));
  phrases_.erase(claim);
  return source;
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
  if (!fill && !goal_here && !says_defined(claim) && says_defined(readable_statement(claim))) {
    learn(claim, {});  // it is read as "x = x"
    return {};
  }
  ++lines_;
  Item item;
  if (goal_here) {
    source.number = item.goal = goals_.back().number;
  } else {
    source.number = item.number = new_number();
    state(item, claim);
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
  const std::size_t mark = knowledge_.mark();
  result.heading = std::move(heading);
  if (!assumptions.empty()) result.number = new_number();
  for (const Term& assumption : assumptions) assume(assumption, {Source::Kind::numbered, assumption, result.number});
  std::vector<Item>* const outside = std::exchange(here_, &result.items);
  fill();
  here_ = outside;
  knowledge_.forget_since(mark);
  return result;
}

void Writer::conclude(const Term& claim, const Source& source) {
  if (full()) return;
  const bool goal = !goals_.empty() && goals_.back().claim == claim && goals_.back().number != 0;
  Item item;
  state(item, claim);
  if (!here_->empty()) {
    Item& last = here_->back();
    if (!goal && last.number != 0 && last.number == source.number && restates(claim, source.fact)) {
      last.claim = item.claim;  // as the file writes it
      return;
    }
    const bool said = last.claim == item.claim && last.predicate == item.predicate;
    if (goal ? last.goal == goals_.back().number : said) return;
  }
  if (goal) {
    item = {};
    item.goal = goals_.back().number;
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
    if (sources[k].kind == Source::Kind::plain && !says_defined(sources[k].fact))
      facts.push_back({shown(notation_.formula(sources[k].fact))});
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
    visit(item.predicate, each);
    visit(item.reason, each);
    for (Block& block : item.blocks) {
      if (block.number != 0) each.number(block.number, true);
      visit(block.heading, each);
      visit(block.items, each);
    }
  }
}

/// Takes out the lines that nothing refers to and that conclude nothing, and a last line that says what the one before
/// it does. True if there were some.
bool prune(std::vector<Item>& items, const std::set<std::size_t>& named, const std::set<std::size_t>& kept) {
  bool changed = false;
  for (std::size_t k = 0; k + 1 < items.size();) {
    const Item& item = items[k];
    if (item.number != 0 && item.claim && !named.contains(item.number) && !kept.contains(item.number)) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(k));
      changed = true;
    } else {
      ++k;
    }
  }
  if (items.size() > 1) {
    const Item &last = items.back(), &before = items[items.size() - 2];
    const bool said = last.claim && last.claim == before.claim && last.predicate == before.predicate;
    if (said && last.blocks.empty() && !named.contains(last.number)) {
      items.pop_back();
      changed = true;
    }
  }
  for (Item& item : items)
    for (Block& block : item.blocks) changed = prune(block.items, named, kept) || changed;
  return changed;
}

}  // namespace

std::vector<Item> Writer::finished(std::vector<Item>& before) {
  std::set<std::size_t> named;
  std::map<std::size_t, std::size_t> order;
  const auto everywhere = [&](const Visit& each) {
    visit(before, each);
    visit(items_, each);
  };
  do {
    named.clear();
    names_differences_ = false;
    everywhere({[&](std::size_t& number, bool defines) {
                  if (!defines) named.insert(number);
                },
                [&](Formula& formula) {
                  const std::vector<std::size_t> lines = differences_in(formula);
                  names_differences_ = names_differences_ || !lines.empty();
                  named.insert(lines.begin(), lines.end());
                }});
  } while (prune(items_, named, kept_));
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
