#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "proofs_check/kernel/step.hpp"
#include "reports/proof/knowledge.hpp"
#include "reports/proof/notation.hpp"
#include "reports/proof/outline.hpp"

namespace flowcert::reports::proof {

/// Writes the lines of an argument, and knows what has been said in the lines that are in force: those of the blocks
/// around, and earlier ones of the same block.
class Writer {
 public:
  Writer(Notation notation, std::size_t most_lines) : notation_(std::move(notation)), most_lines_(most_lines) {}

  [[nodiscard]] Notation& notation() { return notation_; }
  /// As many lines were written as are allowed: nothing more is taken.
  [[nodiscard]] bool full() const { return lines_ >= most_lines_; }

  [[nodiscard]] const Source* known(const theorems::Term& claim) const { return knowledge_.known(claim); }
  void learn(const theorems::Term& claim, const Source& source);
  /// An assumption, with its parts: known where the context has it as a hypothesis.
  void assume(const theorems::Term& claim, const Source& source);
  [[nodiscard]] Knowledge& knowledge() { return knowledge_; }
  /// From now on this claim is stated in these words after the formula, if there is one.
  void phrase(const theorems::Term& claim, std::optional<Formula> formula, Sentence predicate);
  [[nodiscard]] std::size_t new_number() { return ++numbers_; }

  /// The block shows this claim.
  [[nodiscard]] bool is_goal(const theorems::Term& claim) const {
    return !goals_.empty() && goals_.back().claim == claim;
  }
  /// A line that states the claim; where the block's goal is the claim, by the goal's number.
  Source line(const theorems::Term& claim, Sentence reason);
  /// A line that states the claim, which is shown as this formula.
  Source line_shown_as(const theorems::Term& claim, Formula formula, Sentence reason);
  /// A line that states the claim and has parts, each of which shows `goal`.
  Source line_with_blocks(const theorems::Term& claim, Sentence reason, const theorems::Term& goal,
                          const std::function<void(std::vector<Block>&)>& fill);
  /// A line of words alone, with parts.
  void remark(Sentence words, const std::function<void(std::vector<Block>&)>& fill = nullptr);
  /// What `fill` writes goes into a block, in which the assumptions (if any) are known.
  [[nodiscard]] Block block(Sentence heading, const std::vector<theorems::Term>& assumptions,
                            const std::function<void()>& fill);
  /// The goal of the block is shown by what has been said: a line, unless the last one says so.
  void conclude(const theorems::Term& claim, const Source& source);

  /// "by (3) and (4) and since s > 0"; nothing if there is nothing to say.
  [[nodiscard]] Sentence by(const std::vector<Source>& sources);

  /// The line stays even if nothing refers to it.
  void keep(std::size_t number) { kept_.insert(number); }
  /// The lines written but for those that nothing comes of, with only those numbered that are referred to, in their
  /// order. `before`: lines that come first.
  [[nodiscard]] std::vector<Item> finished(std::vector<Item>& before);
  /// Some line that was written calls the difference of the sides of another by name.
  [[nodiscard]] bool names_differences() const { return names_differences_; }

 private:
  struct Goal {
    theorems::Term claim;
    std::size_t number = 0;
  };
  struct Phrase {
    std::optional<Formula> formula;
    Sentence predicate;
  };
  void state(Item& item, const theorems::Term& claim);

  Notation notation_;
  std::size_t most_lines_, lines_ = 0, numbers_ = 0;
  std::vector<Item> items_;
  std::vector<Item>* here_ = &items_;
  Knowledge knowledge_;
  std::unordered_map<theorems::Term, Phrase, theorems::TermHash> phrases_;
  std::vector<Goal> goals_;
  std::set<std::size_t> kept_;
  bool names_differences_ = false;
};

/// While it exists, this context is spoken of.
class Inside {
 public:
  Inside(Writer& writer, const proofs::kernel::ContextPtr& context)
      : writer_(writer), before_(writer.knowledge().enter(context)) {}
  ~Inside() { writer_.knowledge().enter(before_); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  Writer& writer_;
  proofs::kernel::ContextPtr before_;
};

/// The claim only says that a term is defined.
[[nodiscard]] inline bool says_defined(const theorems::Term& claim) {
  return claim.op() == theorems::Op::equal && claim.arg(0) == claim.arg(1);
}

}  // namespace flowcert::reports::proof
