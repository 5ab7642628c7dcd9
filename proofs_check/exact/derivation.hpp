#pragma once

#include <string>
#include <vector>

#include "proofs_check/exact/polynomial.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/exact/sign_set.hpp"
#include "proofs_check/kernel/step.hpp"

namespace flowcert::proofs::exact {

struct Fraction;
struct Scope;

/// What a search has done so far, in order: lines for people, and steps for the kernel. A search that goes back to an
/// earlier mark forgets both.
class Trail {
 public:
  void push_back(std::string line);
  void emplace_back(std::string line) { push_back(std::move(line)); }
  void attach(kernel::StepPtr step) { entries_.push_back({"", std::move(step)}); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  void resize(std::size_t mark) {
    if (mark < entries_.size()) entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(mark), entries_.end());
  }
  [[nodiscard]] std::vector<std::string> lines() const;
  [[nodiscard]] std::vector<kernel::StepPtr> steps() const;

 private:
  struct Entry {
    std::string line;
    kernel::StepPtr step;
  };
  std::vector<Entry> entries_;
};

/// The sequents that a statement is about.
[[nodiscard]] kernel::ContextPtr context_of(const FormulaStatement& statement);
[[nodiscard]] kernel::StepPtr make_step(kernel::Rule rule, const kernel::ContextPtr& context,
                                        const theorems::Term& claim, std::vector<kernel::StepPtr> premises,
                                        kernel::Data data = {});

/// The same of another judgement, with premises only.
[[nodiscard]] kernel::StepPtr step_about(const kernel::ContextPtr& context, kernel::Rule rule,
                                         const theorems::Term& claim, std::vector<kernel::StepPtr> premises,
                                         kernel::Judgement judgement);

/// A step that a search has made and whose reason is found once the whole proof is there (justify.hpp): a consequence
/// of its premises and hypotheses by the arithmetic of real numbers and what is known of functions. `hint` says by what
/// the search came to it.
[[nodiscard]] kernel::StepPtr pending(const kernel::ContextPtr& context, const theorems::Term& claim,
                                      std::vector<kernel::StepPtr> premises, std::string hint);
[[nodiscard]] bool is_pending(const kernel::Step& step);

/// What is known in a scope, for later steps to use, with how it is used (kernel::Data::places).
struct Known {
  kernel::StepPtr step;
  std::size_t use = 0;
};

enum class Use : std::size_t { fact = 0, definition = 1, power = 2 };

/// A pending step with all that the scope knows as its premises.
[[nodiscard]] kernel::StepPtr pending_in(Scope& scope, const theorems::Term& claim, const std::string& hint);
void learn(Scope& scope, kernel::StepPtr step, Use use = Use::fact);
/// p has the sign at every point of the hypotheses.
void learn_sign(Scope& scope, const Poly& p, SignSet sign, const std::string& hint);
/// A term has been translated.
void learn_value(Scope& scope, const theorems::Term& term, const Fraction& value);
/// An axiom of the kernel (kernel/functions.cpp) about these terms.
void learn_axiom(Scope& scope, const std::string& name, const std::vector<theorems::Term>& about, Use use = Use::fact);
/// A divisor, or the argument of a root or a logarithm, in a term that the hypotheses speak of.
void learn_domain(Scope& scope, const theorems::Term& term);

/// p compared with 0.
[[nodiscard]] theorems::Term sign_claim(Scope& scope, const Poly& p, SignSet sign);

}  // namespace flowcert::proofs::exact
