#pragma once

#include "theorems/functions/functions.hpp"

// What the files of single functions are written with.
namespace flowcert::theorems::functions {

inline constexpr Domain everywhere{};

inline std::vector<Axiom> no_axioms() {
  return {};
}

/// The terms that axioms are about.
inline Term x() {
  return variable("x");
}
inline Term y() {
  return variable("y");
}

inline Term of(Op op, const Term& u) {
  return apply(op, {u});
}
inline Term square(const Term& u) {
  return pow(u, Term(2));
}
inline Term equal(const Term& a, const Term& b) {
  return relation(Op::equal, a, b);
}
inline Term less(const Term& a, const Term& b) {
  return relation(Op::less, a, b);
}
inline Term less_equal(const Term& a, const Term& b) {
  return relation(Op::less_equal, a, b);
}
inline Term positive(const Term& u) {
  return relation(Op::greater, u, Term(0));
}
inline Term nonnegative(const Term& u) {
  return relation(Op::greater_equal, u, Term(0));
}
inline Term negative(const Term& u) {
  return less(u, Term(0));
}
inline Term nonpositive(const Term& u) {
  return less_equal(u, Term(0));
}
inline Term implies(const Term& a, const Term& b) {
  return apply(Op::implies, {a, b});
}

}  // namespace flowcert::theorems::functions
