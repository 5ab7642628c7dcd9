#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "theorems/language/flow_description.hpp"
#include "theorems/language/position.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

struct MatrixClaim;  // theorems/matrices/matrix_statement.hpp

/// A real (or integer) parameter that stays symbolic. Vectors are already split: "s[1]", "s[2]". Parameters with one
/// value and parameters that run over a finite set are substituted before a Problem is made and do not appear.
struct FreeParameter {
  std::string name;
  bool integer = false;
  /// A box `{ in = "[lo, hi]" }` has both ends, finite or infinite, as exact terms without variables; `{ any = ... }`
  /// has none.
  bool box = false;
  std::optional<Term> low, high;
  bool low_open = false, high_open = false;
};

/// A variable that a check binds over an interval: t, n, or a new name. Ends may contain parameters, and
/// `infinity`. n and integer ranges have `integer = true`.
struct Binding {
  std::string name;
  Term low, high;
  bool low_open = false, high_open = false;
  bool integer = false;
  Position where = {};  // of a range in the file
};

/// x' = f(x, t): names of the state variables, initial values (terms in the parameters), right-hand sides (terms in
/// state, t and parameters). For an iteration the right-hand sides are the step's new values (in state, n and
/// parameters).
struct Dynamics {
  enum class Kind { system, iteration };
  Kind kind = Kind::system;
  std::vector<std::string> state;
  std::vector<Term> initial;
  std::vector<Term> right_hand_side;
  std::optional<Term> end;  // t_end, or the number of steps
  /// A solution that comes to a point at which the right-hand sides are undefined stays there (a normalized flow whose
  /// gradient vanishes), and does not end.
  bool rests_where_undefined = false;
};

/// One index choice of one check: everything that remains is scalar terms over parameters, state, time and `reals`.
struct GroundClaim {
  std::string label;            // "k = 2" when indices were bound, else ""
  Term claim;                   // truth-valued
  std::vector<Binding> reals;   // outermost first; without `for` on dynamics: the time binding is filled in
  bool time_was_bound = false;  // the check wrote t (or n) in `for` itself
};

enum class Method { automatic, prove, certify, confirm };

struct LimitVariable {
  std::string name;
  Term to;                       // a number or infinity
  std::vector<Rational> values;  // from, from*ratio, ...; none if it is the time
  bool time = false;             // t or n, which goes to infinity
  bool integer = false;
};

struct GroundCheck {
  std::string name;      // "check 1" when the file gives none
  bool is_step = false;  // a [[step]]
  std::string claim_text, for_text, limit_text, rate_text;
  Position where;
  Method method = Method::automatic;
  int digits = 50;
  std::vector<std::string> uses;       // names of earlier steps
  std::optional<LimitVariable> limit;  // set when the check has `limit`
  std::optional<Term> rate;
  std::vector<GroundClaim> claims;  // all must hold
  /// The claim over matrices of every size, where sizes are parameters (then claims is empty).
  std::shared_ptr<const MatrixClaim> every_size;
  std::string unsupported;  // non-empty: why no method can decide this check yet (then claims is empty)
};

/// A claim file with its finite choices made: what the methods decide. The claim holds if it holds for every Problem.
struct Problem {
  std::vector<std::pair<std::string, std::string>>
      chosen;  // values of the parameters that run over finite sets, and of the
               // limit variables in checks without `limit`, as exact text
  /// True if `chosen` also fixes parameters that the claim quantifies over infinitely many values of (a symbolic size):
  /// such a Problem can refute the claim but not establish it.
  bool sample_only = false;
  /// Set if there are vectors whose length is a parameter, to the length that they share. Then "p[#]" among the
  /// parameters is the entry at the index that runs over the classes, hypotheses on it hold of every entry, and sums
  /// over the classes are symbolic_sum terms, "for every class" for_all terms, whose bound name is "#".
  std::optional<Term> classes;
  std::vector<FreeParameter> parameters;
  std::vector<Term> hypotheses;  // assume, positive/negative/min/max of parameters and the ends of boxes: truth-valued
  std::optional<Dynamics> dynamics;    // a system or an iteration
  std::vector<FlowDescription> flows;  // or one or several matrix flows
  std::vector<std::pair<std::string, Term>>
      lets;                         // expanded already in everything here; kept for closed-form search and reports
  std::vector<GroundCheck> checks;  // steps first, in the file's order
};

}  // namespace flowcert::theorems
