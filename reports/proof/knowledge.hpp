#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "proofs_check/kernel/statement.hpp"

namespace flowcert::reports::proof {

/// Where a fact comes from, for the sentence that uses it.
struct Source {
  enum class Kind {
    nothing,   // evident: not worth a word
    plain,     // a simple hypothesis, which is said again
    numbered,  // a line, a hypothesis or a step of the file
  } kind = Kind::nothing;
  theorems::Term fact;
  std::size_t number = 0;
  std::string name = {};  // of the step of the file, for a sentence to say
  friend bool operator==(const Source&, const Source&) = default;
};

/// What has been said, and of what: what was shown along a motion, or in a case, is not known of all states or without
/// the case. A fact may be used in a context that has all of the hypotheses under which it was shown.
class Knowledge {
 public:
  [[nodiscard]] const Source* known(const theorems::Term& claim) const;
  /// In the present context.
  void learn(const theorems::Term& claim, const Source& source);
  /// In this context, which need not be the present one.
  void learn_of(const proofs::kernel::ContextPtr& where, const theorems::Term& claim, const Source& source);
  /// Wherever it is a hypothesis.
  void learn_hypothesis(const theorems::Term& claim, const Source& source);
  /// Wherever it is a hypothesis; if it is none of the present context, everywhere until it is forgotten.
  void assume(const theorems::Term& claim, const Source& source);

  [[nodiscard]] std::size_t mark() const { return learnt_.size(); }
  void forget_since(std::size_t mark);

  /// The context that is spoken of from now on (nullptr: no matter which); returns the one before.
  proofs::kernel::ContextPtr enter(proofs::kernel::ContextPtr context);
  [[nodiscard]] const proofs::kernel::ContextPtr& present() const { return present_; }
  /// The hypothesis, or a stricter one, is among those of the context.
  [[nodiscard]] bool has_hypothesis(const proofs::kernel::ContextPtr& context, const theorems::Term& claim) const;

 private:
  struct Fact {
    Source source;
    proofs::kernel::ContextPtr where;  // nullptr: everywhere
    bool is_hypothesis = false;        // where the context has it
  };
  using Terms = std::unordered_set<theorems::Term, theorems::TermHash>;
  [[nodiscard]] const Terms& hypotheses_of(const proofs::kernel::ContextPtr& context) const;
  [[nodiscard]] const Source* known(const theorems::Term& claim, int depth) const;
  [[nodiscard]] bool fits(const theorems::Term& claim, const Fact& fact, int depth) const;
  void add(const theorems::Term& claim, Fact fact);

  std::unordered_map<theorems::Term, std::vector<Fact>, theorems::TermHash> facts_;
  std::vector<theorems::Term> learnt_;  // in their order
  proofs::kernel::ContextPtr present_;
  mutable std::map<proofs::kernel::ContextPtr, Terms> hypotheses_;
};

}  // namespace flowcert::reports::proof
