#pragma once

#include <memory>
#include <string>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::proofs::kernel {

using theorems::Op;
using theorems::Rational;
using theorems::Term;

/// A real number, or an integer, that a sequent speaks of. Terms mean it by its name, which no other variable of the
/// sequent has.
struct Variable {
  std::string name;
  bool integer = false;
  friend bool operator==(const Variable&, const Variable&) = default;
};

/// The values that a sequent is about: all those of the variables at which every hypothesis is true.
struct Context {
  std::vector<Variable> variables;
  std::vector<Term> hypotheses;  // truth-valued
  friend bool operator==(const Context& a, const Context& b) {
    return a.variables == b.variables && a.hypotheses == b.hypotheses;
  }
};

using ContextPtr = std::shared_ptr<const Context>;

/// At all values of the context, `claim` is true. Truth has two values: a relation is true where both of its sides are
/// defined and it holds of them, and false otherwise; connectives and quantifiers are classical. So `x == x` says that
/// x is defined.
struct Sequent {
  ContextPtr context;
  Term claim;
};

[[nodiscard]] bool same(const ContextPtr& a, const ContextPtr& b);
[[nodiscard]] bool same(const Sequent& a, const Sequent& b);

/// The context with one hypothesis more.
[[nodiscard]] ContextPtr with(const ContextPtr& context, const Term& hypothesis);

/// Names are distinct, claim and hypotheses are truth-valued, and mention no free variable but the context's.
[[nodiscard]] bool well_formed(const Sequent& sequent);

}  // namespace flowcert::proofs::kernel
