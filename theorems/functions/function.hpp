#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "theorems/functions/exact_value.hpp"
#include "theorems/terms/term.hpp"

namespace flowcert::theorems {

/// How a function is computed (evaluation.hpp).
struct Evaluation;

/// A statement about the variables x, y, z, w, of which it uses so many: it holds wherever these have values and the
/// conditions hold. The kernel trusts it.
struct Axiom {
  std::string name;
  std::size_t arguments = 0;
  std::vector<Term> conditions;
  Term conclusion;
};

/// Where f(u) is defined, u being a number: between two ends, and where something is not 0.
struct Domain {
  std::optional<int> low = std::nullopt, high = std::nullopt;
  bool with_ends = false;
  Term (*nonzero)(const Term& u) = nullptr;
};

/// What a function is like inside its domain. At the domain's own ends it is continuous.
enum class Smoothness {
  analytic,
  kink_at_0,               // continuous, and analytic where its argument is not 0
  jump_at_0,               // constant on both sides of it
  jumps_at_whole_numbers,  // constant between them
};

/// How |f(u)| grows where f is defined: it is bounded, or at most a constant times 1 + |u|.
enum class Growth { bounded, linear, faster };

/// What is known of f(u)'s sign where it is defined.
enum class Range { any, positive, not_negative, sign_of_argument };

/// f(-u) in terms of f(u).
enum class Parity { none, odd, even };

/// Everything that the house knows of a function of one number. Every member is to be given: a designated initialiser
/// that leaves one out does not compile.
struct Function {
  /// In LaTeX, before and after the argument; nothing after it stands for round brackets.
  std::string_view latex_before, latex_after;
  Domain domain;
  Smoothness smoothness;
  Growth growth;
  Range range;
  Parity parity;
  /// On its whole domain, which is an interval; strictly.
  bool increasing;
  /// Its values are whole numbers.
  bool whole;
  /// A rational number is replaced by its value when a term is made: only for what is defined for all of them.
  bool folds;
  /// Of a matrix it is taken entry by entry.
  bool entrywise;
  /// f'(u) of value = f(u), valid inside the domain, off kinks and jumps; null if it is no term of the language.
  Term (*slope)(const Term& value);
  /// f(u) written with other functions, wherever f is defined; null if that is not to be done.
  Term (*by_others)(const Term& u);
  /// What is known of it that the members above do not say.
  std::vector<Axiom> (*axioms)();
  /// The value at a rational number; throws NotRational or Undefined.
  Rational (*at_rational)(const Rational& u);
  const Evaluation* evaluation;
};

}  // namespace flowcert::theorems
