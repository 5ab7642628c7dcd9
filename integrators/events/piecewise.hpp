#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "theorems/terms/term.hpp"

namespace flowcert::integrators {

/// Where a right-hand side changes its formula: the zeros of `function`.
struct Surface {
  theorems::Term function;  // may itself contain sign, abs, min, max of other surfaces
  bool jumps = false;       // some sign() switches here: the right-hand side may be discontinuous
};

/// A right-hand side written with sign, abs, min and max, seen as smooth pieces between surfaces. sign(a b) is taken as
/// sign(a) sign(b), so that factors are surfaces of their own.
class PiecewiseSystem {
 public:
  PiecewiseSystem(std::vector<std::string> state, std::string time, std::span<const theorems::Term> field);

  [[nodiscard]] const std::vector<std::string>& state() const { return state_; }
  [[nodiscard]] const std::string& time() const { return time_; }
  [[nodiscard]] const std::vector<theorems::Term>& field() const { return field_; }
  [[nodiscard]] const std::vector<Surface>& surfaces() const { return surfaces_; }
  /// Not empty: why no method here handles this right-hand side (floor or ceil of something that changes).
  [[nodiscard]] const std::string& unsupported() const { return unsupported_; }

  /// The term's formula where surface k has sign signs[k], which must not be 0 for a surface that occurs in it.
  [[nodiscard]] theorems::Term on_branch(const theorems::Term& term, const std::vector<int>& signs) const;

  /// The surfaces whose sign the term depends on, also through other surfaces' functions.
  [[nodiscard]] std::set<std::size_t> surfaces_in(const theorems::Term& term) const;

  /// The surfaces that can influence how the function of surface k moves: those in the right-hand sides of the state
  /// variables that it depends on, directly or through the equations.
  [[nodiscard]] std::set<std::size_t> influences_on(std::size_t k) const;

  /// Whether the term is a sum in which each summand depends on at most one of `sliding`, so that a choice of velocity
  /// on each surface determines the sum.
  [[nodiscard]] bool separable(const theorems::Term& term, const std::set<std::size_t>& sliding) const;

 private:
  struct Switch {
    std::size_t surface = 0;
    int orientation = 1;  // -1: the surface's function is minus this one
  };

  theorems::Term prepare(const theorems::Term& term);
  theorems::Term prepare_sign(const theorems::Term& argument);
  void note(const theorems::Term& function, bool jumps);
  [[nodiscard]] bool changes(const theorems::Term& term) const;
  [[nodiscard]] const Switch* switch_of(const theorems::Term& term) const;

  std::vector<std::string> state_;
  std::string time_;
  std::vector<theorems::Term> field_;
  std::vector<Surface> surfaces_;
  std::unordered_map<theorems::Term, Switch, theorems::TermHash> switches_;
  std::unordered_map<const theorems::TermNode*, theorems::Term> prepared_;
  std::string unsupported_;
};

/// The function whose sign decides a node: the argument of sign and abs, a - b for min(a, b) and max(a, b).
[[nodiscard]] theorems::Term switching_function(const theorems::Term& node);

}  // namespace flowcert::integrators
