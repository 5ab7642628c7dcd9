#pragma once

#include <string>

namespace flowcert::theorems {

/// Binding strength, as in the claim language: relations < sums < products < unary minus < powers < atoms.
enum class Strength {
  weakest,
  implication,
  disjunct,
  conjunct,
  negated,
  relational,
  additive,
  multiplicative,
  unary,
  power,
  atom
};

/// A term's text, and how strongly its outermost operation binds: what a printer needs to set parentheses.
struct Printed {
  std::string text;
  Strength strength;
};

}  // namespace flowcert::theorems
