#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "proofs_check/deadline.hpp"
#include "proofs_check/rigorous/ball_program.hpp"

namespace flowcert::proofs {

/// A truth-valued term compiled for evaluation over boxes of its inputs. A relation with an undefined term is false.
class ClaimProgram {
 public:
  /// Throws std::invalid_argument for what has no meaning for boxes (ddt, at, limits, free variables that are not
  /// inputs).
  ClaimProgram(const theorems::Term& claim, std::vector<std::string> inputs);
  ClaimProgram(ClaimProgram&&) noexcept;
  ClaimProgram& operator=(ClaimProgram&&) noexcept;
  ~ClaimProgram();

  /// The claim's truth over the box: yes / no hold at every point of it. Quantifiers inside are searched until the
  /// deadline.
  [[nodiscard]] Truth over(std::span<const Ball> box, const Deadline& deadline) const;

  /// As over(), but relations that plain evaluation leaves open are tried again by the mean value form (centred at
  /// the midpoints, exact points of `box`) and by monotonicity (Moore, Interval Analysis, 1966, chapter 6).
  [[nodiscard]] Truth over_refined(std::span<const Ball> box, const Deadline& deadline) const;

  /// The inputs along a stretch of a curve: over the whole stretch, at its centre and both ends (thin boxes), the
  /// inputs' time derivatives over the stretch, and the ball of times relative to the centre.
  struct Stretch {
    std::vector<Ball> over, centre, low, high, velocity;
    Ball around_centre;
  };
  /// The truth of each relation over the stretch: by plain evaluation, by the mean value form in time, or by
  /// monotonicity in time between the ends. Relations in the order of relations().
  [[nodiscard]] std::vector<Truth> relations_along(const Stretch& stretch) const;

  /// The claim's truth when its relations (outside quantifiers) have the given truths.
  [[nodiscard]] Truth combine(const std::vector<Truth>& relations, std::span<const Ball> box,
                              const Deadline& deadline) const;

  /// The relations of the claim, for search: each side's terms in the file's order.
  struct Relation {
    theorems::Term term;
    Enclosed left, right;
    Truth truth = Truth::unknown;
  };
  /// The relations (outside quantifiers), in the order of relations().
  [[nodiscard]] std::vector<theorems::Term> relation_terms() const;
  /// Both sides of every relation (outside quantifiers) over the box.
  [[nodiscard]] std::vector<Relation> relations(std::span<const Ball> box, const Deadline& deadline) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace flowcert::proofs
