#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "proofs_check/kernel/statement.hpp"
#include "theorems/functions/function.hpp"

namespace flowcert::proofs::kernel {

/// How a variable goes to its limit.
struct Approach {
  std::string variable;
  bool integer = false;
  Term to;                  // a number, inf or -inf
  bool from_above = false;  // of a number; else from below
};

/// A product of powers of a scale's elements: element -> exponent. An element that is not there has exponent 0.
using Growth = std::map<std::size_t, Term>;

/// Near the limit: the sum of coefficient * growth, and of something that is at most a constant times the rest.
/// Coefficients and exponents do not depend on the variable that goes to its limit.
struct Expansion {
  struct Part {
    Growth growth;
    Term coefficient;
  };
  std::vector<Part> parts;     // each grows faster than the next, and the last faster than the rest
  std::optional<Growth> rest;  // none: the sum is exact
};

/// Why something has no expansion here. More parts of the expansions may help, or not.
struct NotExpanded {
  std::string reason;
  bool more_parts = false;
};

/// A term is undefined at all points near the limit.
struct UndefinedNearby {};

/// What is known of terms that do not depend on the variable; both throw NotExpanded where it is not known.
struct Constants {
  std::function<int(const Term&)> sign;          // -1, 0 or 1
  std::function<void(const Term&)> see_defined;  // returns if the term is defined
};

/// Expansions of exp-log functions, and of what is analytic in them, in a scale b_1 < b_2 < ... of germs that go to
/// infinity, where log(b_k) is negligible against log(b_{k+1}): x (1/x for x -> 0), its repeated logarithms, and the
/// exponentials that the term needs (Richardson, Salvy, Shackell and van der Hoeven 1996, "Asymptotic expansions of
/// exp-log functions", section 3; Gruntz 1996). Guaranteed: if the constants' signs are right, there is a neighbourhood
/// of the limit in which the term is defined and is the sum of the parts and the rest.
class Expander {
 public:
  Expander(Approach approach, Constants constants, std::size_t most_parts);

  [[nodiscard]] Expansion of(const Term& term);
  /// Drops leading parts with coefficient 0. The sign of what is left near the limit; 0 if nothing is left.
  [[nodiscard]] int settle(Expansion& e);
  /// -1, 0, 1: a is negligible against b, the same, or the other way round.
  [[nodiscard]] int compare(const Growth& a, const Growth& b);
  /// Whether the relation is true at all points near the limit; if not, it is false at all of them.
  [[nodiscard]] bool true_nearby(const Term& relation);
  [[nodiscard]] Expansion difference(const Expansion& a, const Expansion& b);
  [[nodiscard]] Expansion quotient(const Expansion& a, const Expansion& b);

 private:
  struct Element {
    std::optional<Expansion> logarithm;  // exact
  };

  // arithmetic (expansion_arithmetic.cpp)
  [[nodiscard]] Expansion sum(const Expansion& a, const Expansion& b);
  [[nodiscard]] Expansion product(const Expansion& a, const Expansion& b);
  [[nodiscard]] Expansion scaled(const Expansion& a, const Expansion::Part& by);
  [[nodiscard]] Expansion cut(Expansion e);
  [[nodiscard]] Expansion compose(const Expansion& u, const std::function<std::optional<Term>(int)>& coefficient);
  [[nodiscard]] Expansion power(const Expansion& base, const Term& exponent);
  [[nodiscard]] Expansion whole_power(const Expansion& base, long exponent);
  /// base / its leading part - 1, which tends to 0; the leading part must be there.
  [[nodiscard]] Expansion relative_rest(const Expansion& base);
  /// The fastest growth that is in it; none of an exact 0.
  [[nodiscard]] static const Growth* top(const Expansion& e);
  /// Whether it tends to a number, which is then split off.
  struct Finite {
    Term limit;
    Expansion remainder;
  };
  [[nodiscard]] std::optional<Finite> finite(const Expansion& e);

  // functions (expansion_functions.cpp)
  [[nodiscard]] Expansion exponential(const Expansion& e);
  [[nodiscard]] Growth exponential_growth(Expansion infinite_part);
  [[nodiscard]] Expansion logarithm(Expansion e);
  [[nodiscard]] const Expansion& logarithm_of(std::size_t element);
  [[nodiscard]] Expansion sine_series(const Expansion& u);
  [[nodiscard]] Expansion cosine_series(const Expansion& u);
  [[nodiscard]] Expansion sine(const Expansion& e);
  [[nodiscard]] Expansion cosine(const Expansion& e);
  [[nodiscard]] Expansion arctangent(const Expansion& e);
  [[nodiscard]] Expansion arcsine(const Expansion& e);
  [[nodiscard]] Expansion absolute(Expansion e);
  [[nodiscard]] Expansion floor_of(const Expansion& e, bool up);
  [[nodiscard]] Expansion extremum(const Term& term);
  [[nodiscard]] Expansion of_power(const Term& base, const Term& exponent);

  [[nodiscard]] Expansion expand(const Term& term);
  [[nodiscard]] Expansion expand_function(const Term& term);
  [[nodiscard]] Expansion by_others(const theorems::Function& f, const Term& u);
  [[nodiscard]] Expansion variable();
  [[nodiscard]] bool constant(const Term& term) const;

  Approach approach_;
  Constants constants_;
  std::size_t most_parts_;
  std::vector<Element> elements_;   // 0: x, or 1/distance from the limit
  std::vector<std::size_t> order_;  // elements, the slowest first
  std::unordered_map<Term, Expansion, theorems::TermHash> known_;
};

[[nodiscard]] Expansion exactly(const Term& constant);
[[nodiscard]] Growth times(const Growth& a, const Growth& b);
[[nodiscard]] Growth to_the(const Growth& a, const Term& exponent);

}  // namespace flowcert::proofs::kernel
