#pragma once

#include <optional>
#include <vector>

#include "integrators/taylor/series_along.hpp"
#include "proofs_check/along/observed_claim.hpp"
#include "proofs_check/along/path.hpp"
#include "proofs_check/rigorous/claim_program.hpp"

namespace flowcert::proofs {

/// An observed claim where the velocities follow one smooth field: what is evaluated along the segments of a path that
/// have this field.
class ClaimOnField {
 public:
  /// `inputs`: states, "t", then the claim's moments. `field`: a term for each state's velocity.
  ClaimOnField(const theorems::Dynamics& dynamics, const ObservedClaim& observed,
               const std::vector<theorems::Term>& field);

  [[nodiscard]] const ClaimProgram& claim() const { return claim_; }

  /// Every relation at a time (or over a box), for a relation that contains time derivatives with this in mind: it is
  /// claimed where they exist (CLAIMS.md section 1). The formula that stands for them may be undefined where they do
  /// exist, and defined where they do not: then nothing is known of it.
  [[nodiscard]] std::vector<ClaimProgram::Relation> relations(std::span<const Ball> inputs,
                                                              const Deadline& deadline) const;
  /// The truths of the relations over a stretch (ClaimProgram::relations_along), with the same care.
  [[nodiscard]] std::vector<Truth> relations_along(const ClaimProgram::Stretch& stretch) const;

  /// Contains the difference of relation k's sides over the times from `low` to `high` after the segment's start, from
  /// the Taylor series of the difference along the segment's polynomials with its remainder, and the errors of these
  /// added. Indeterminate where the difference is not smooth there. `over`: the inputs over that stretch; `moments`:
  /// the values of the claim's moments.
  [[nodiscard]] Ball difference_over(std::size_t k, const Path::Segment& segment, const theorems::Rational& low,
                                     const theorems::Rational& high, std::span<const Ball> over,
                                     const std::vector<Ball>& moments) const;

  /// Whether relation k's difference has a Taylor series as far as its operations go (no matrix functions of what
  /// moves).
  [[nodiscard]] bool has_series(std::size_t k) const { return difference(k) != nullptr; }

  /// The time derivative of relation k's difference over a stretch; indeterminate where that has no expression.
  [[nodiscard]] Ball slope_over(std::size_t k, const ClaimProgram::Stretch& stretch) const;

 private:
  struct Difference {
    integrators::JetProgram along;  // inputs: states, time, moments
    integrators::Tape gradient;     // by the states and the time
  };
  const Difference* difference(std::size_t k) const;
  /// A segment's polynomials over a stretch of it, the same for all relations: the curve of their coefficients'
  /// midpoints around the stretch's middle, and for each state how far the radii allow it to be away from that, which
  /// is at most sum_j radius_j high^j. The time comes after the states.
  struct OverStretch {
    const Path::Segment* segment = nullptr;
    theorems::Rational low, high;
    integrators::Ball radius;
    integrators::Curve centred;
    std::vector<integrators::Ball> error;
    std::size_t order = 1;
  };
  const OverStretch& over_stretch(const Path::Segment& segment, const theorems::Rational& low,
                                  const theorems::Rational& high) const;
  void soften(std::vector<Truth>& truths, std::span<const Ball> inputs) const;

  std::vector<std::string> inputs_;
  std::size_t states_;
  ClaimProgram claim_;
  std::vector<theorems::Term> relations_;
  std::vector<bool> differentiates_;  // per relation: it contains time derivatives
  struct Kink {
    std::size_t slot;
    bool steps;  // floor and ceil: at every integer
  };
  BallProgram kinks_;
  std::vector<std::vector<Kink>> kinks_of_;                                    // per relation that differentiates
  mutable std::vector<std::optional<std::optional<Difference>>> differences_;  // per relation, made when asked for
  mutable OverStretch over_stretch_;                                           // the latest
};

}  // namespace flowcert::proofs
