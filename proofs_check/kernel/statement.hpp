#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::theorems {
struct MatrixClaim;  // theorems/matrices/matrix_statement.hpp
}

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

/// What moves, from time 0 on: x' = field(x, t) with x(0) = initial, in Filippov's sense where the field jumps
/// (Filippov 1988, section 4), or, of an iteration, x(n + 1) = field(x(n), n). Only times up to the horizon are looked
/// at.
struct Motion {
  bool iteration = false;
  std::string time;
  std::vector<std::string> state;
  std::vector<Term> initial, field;  // of each state; the initial values mention neither state nor time
  std::optional<Term> horizon;       // none: all times
  bool horizon_open = false;         // itself left out
  std::vector<Term> known;           // truth-valued: what was shown to hold along every solution at all these times
  bool lives = false;                // that every solution lives through these times was shown
  bool whole_life = false;           // nothing is claimed of times beyond a solution's end
  friend bool operator==(const Motion&, const Motion&) = default;
};

using MotionPtr = std::shared_ptr<const Motion>;
[[nodiscard]] bool same(const MotionPtr& a, const MotionPtr& b);

/// A claim over matrices of every size, with its own hypotheses about them.
using MatrixClaimPtr = std::shared_ptr<const theorems::MatrixClaim>;
[[nodiscard]] bool same(const MatrixClaimPtr& a, const MatrixClaimPtr& b);

/// The values that a sequent is about: all those of the variables at which every hypothesis is true; and if something
/// moves, only those at which the time is one of its times and the state is a solution's at that time.
struct Context {
  std::vector<Variable> variables;
  std::vector<Term> hypotheses;  // truth-valued
  MotionPtr motion;
  MatrixClaimPtr matrices = nullptr;  // of the judgement every_size alone
};
[[nodiscard]] bool operator==(const Context& a, const Context& b);

using ContextPtr = std::shared_ptr<const Context>;

enum class Judgement {
  holds,   // at all values of the context, the claim is true
  starts,  // for all values of the parameters there is a solution from time 0 on; the claim is `true`
  lives,   // and each lives through all times up to the horizon; the claim is `true`
  solves,  // "x == F and y == G": as functions of time these are the only solution, and live up to the horizon
  along,   // a solution starts, lives as long as the claim looks at it, and at all values of the context it is true
  /// For all these values, all matrices with the hypotheses of `matrices`, of all sizes from 1 on, and at every time of
  /// its flow from every start, all its cases hold; the claim is `true`.
  every_size,
};

/// What is stated of a context. Truth has two values: a relation is true where both of its sides are defined and it
/// holds of them, and false otherwise; connectives and quantifiers are classical. So `x == x` says that x is defined.
struct Sequent {
  ContextPtr context;
  Term claim;
  Judgement judgement = Judgement::holds;
};

[[nodiscard]] bool same(const ContextPtr& a, const ContextPtr& b);
[[nodiscard]] bool same(const Sequent& a, const Sequent& b);

/// The context with one hypothesis more.
[[nodiscard]] ContextPtr with(const ContextPtr& context, const Term& hypothesis);

/// The term with `by` for every occurrence of `what` but those inside derivatives and values at a time; nothing if a
/// bound variable is in the way.
[[nodiscard]] std::optional<Term> replaced(const Term& term, const Term& what, const Term& by);

/// Names are distinct, claim and hypotheses are truth-valued, and mention no free variable but the context's. State and
/// time are among the variables of what moves, and only of that.
[[nodiscard]] bool well_formed(const Sequent& sequent);

}  // namespace flowcert::proofs::kernel
