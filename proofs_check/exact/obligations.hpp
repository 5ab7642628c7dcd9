#pragma once

#include <vector>

#include "proofs_check/exact/view.hpp"

/// What a proof along a solution is easily made without: that there is something to speak of, that a solution starts,
/// that it lives as long as the claim looks at it, that it is the only one, that the field is continuous where a
/// theorem needs it. Each is a value that only the function which showed it can make, and that the methods and the
/// maker of the evidence take as arguments: forgetting one does not compile. They are about the view that they were
/// shown for.
namespace flowcert::proofs::exact {

using ClosedForm = std::map<std::string, Term>;

/// Some admitted parameters, bound variables and times satisfy all hypotheses and ranges of the claim.
class NotEmpty {
  NotEmpty() = default;
  friend NotEmpty show_not_empty(Proof&, const View&);
};

/// For all admitted parameters the initial values and, there and at time 0, the right-hand sides are defined, and a
/// solution (in Filippov's sense where the field jumps) exists on some interval [0, h), h > 0.
class Starts {
 public:
  [[nodiscard]] const kernel::StepPtr& step() const { return step_; }

 private:
  explicit Starts(kernel::StepPtr step) : step_(std::move(step)) {}
  kernel::StepPtr step_;
  friend Starts show_start(Proof&, const View&);
};

/// Along every solution the field is a continuous function of the state and the time, so that solutions are
/// continuously differentiable and expressions' derivatives are what slope_of says.
class ContinuousField {
  ContinuousField() = default;
  friend ContinuousField show_continuous(Proof&, const View&);
};

/// A closed form for some states that depend on no others is a solution from time 0 up to the horizon, and the only
/// one.
class UniqueSolution {
 public:
  /// That the closed forms solve the view's motion.
  [[nodiscard]] const kernel::StepPtr& step() const { return step_; }

 private:
  explicit UniqueSolution(kernel::StepPtr step) : step_(std::move(step)) {}
  kernel::StepPtr step_;
  friend UniqueSolution prove_closed_form(Proof&, const View&, const ClosedForm&);
};

/// For all admitted parameters a solution starts, and every solution lives through the times that the claim is about:
/// up to the view's horizon, or, if the claim is about the solution's whole life, however long that is. Up to a horizon
/// the right-hand sides are defined all along (for fields that jump: around it almost everywhere).
class LivesThrough {
 public:
  /// About the whole life (view.stated() is false).
  [[nodiscard]] static LivesThrough whole_life(const View& view, const Starts& start);
  /// All states have closed forms up to the horizon.
  [[nodiscard]] static LivesThrough in_closed_form(const View& view, const std::vector<UniqueSolution>& forms);
  /// Each case of a distinction by itself; `step` says so of all.
  [[nodiscard]] static LivesThrough in_all_cases(const std::vector<LivesThrough>& cases, kernel::StepPtr step);

  [[nodiscard]] const kernel::StepPtr& step() const { return step_; }

 private:
  explicit LivesThrough(kernel::StepPtr step) : step_(std::move(step)) {}
  kernel::StepPtr step_;
  friend LivesThrough prove_existence(Proof&, const View&, const std::vector<Term>&);
  friend LivesThrough life_by_step(Proof&, const View&);
  friend LivesThrough life_shown_elsewhere(Proof&, const View&, bool);
  friend LivesThrough show_steps_defined(Proof&, const View&);
};

/// Looks for a point at which all hypotheses and ranges hold, and checks it exactly or in balls. Throws GiveUp.
[[nodiscard]] NotEmpty show_not_empty(Proof& proof, const View& view);

/// Where the field is continuous around the start, Peano's theorem; where it jumps and is measurable and locally
/// bounded, Filippov 1988, section 7, theorem 8; else, where the right-hand sides are defined at the start, a solution
/// at rest or a closed form. Each group of states that acts on no other and is acted on by none by itself. Throws
/// GiveUp.
[[nodiscard]] Starts show_start(Proof& proof, const View& view);

/// Throws GiveUp where the field jumps, or is not seen to be continuous.
[[nodiscard]] ContinuousField show_continuous(Proof& proof, const View& view);

/// A step that is used says that the solution exists as long as the claim looks at it (view.lives), or the
/// caller of the exact methods knows it. Throw GiveUp if not.
[[nodiscard]] LivesThrough life_by_step(Proof& proof, const View& view);
[[nodiscard]] LivesThrough life_shown_elsewhere(Proof& proof, const View& view, bool known);

/// Every step of an iteration is defined where another is taken, by what is known along the view. Throws GiveUp.
[[nodiscard]] LivesThrough show_steps_defined(Proof& proof, const View& view);

/// The claim, which `shown` shows of the view's claim times, with the solution's life as long as it looks at it. Where
/// there may be no such times, that a solution starts all the same. Throws GiveUp.
[[nodiscard]] kernel::StepPtr claim_with_life(Proof& proof, const View& view, const Term& claim,
                                              const LivesThrough& life, const kernel::StepPtr& shown);

}  // namespace flowcert::proofs::exact
