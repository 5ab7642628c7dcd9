#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "proofs_check/along/path.hpp"
#include "proofs_check/along/path_claim.hpp"
#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// The ground claim at one exact parameter point: parameters substituted, the range evaluated (outward where it is not
/// rational). `to` is at most `longest` when the range has no end (then `unbounded` is true and only a witness can come
/// of it).
struct PathTask {
  PathStatement statement;
  theorems::Rational needed{0};       // how far the solution must be known
  theorems::Rational last_moment{0};  // the latest fixed time that the claim names
  bool unbounded = false;
};

/// Throws std::invalid_argument for a claim that binds more than time, or whose range cannot be evaluated.
[[nodiscard]] PathTask path_task(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                                 const std::vector<theorems::Rational>& point, const theorems::Rational& longest);

/// The solution by Taylor steps at `digits` digits (an estimate).
[[nodiscard]] Path estimated_path(const theorems::Dynamics& dynamics, const theorems::Rational& end, int digits,
                                  const Deadline& deadline);

/// A path that encloses the solution: the one exists on [0, path->end], is unique, and is in the balls. Only
/// rigorous_path makes one, so that a method which takes it cannot be given an estimate.
class EnclosedPath {
 public:
  [[nodiscard]] const Path& path() const { return path_; }
  const Path* operator->() const { return &path_; }

 private:
  explicit EnclosedPath(Path path) : path_(std::move(path)) {}
  Path path_;
  friend EnclosedPath rigorous_path(const theorems::Dynamics&, const theorems::Rational&, int, const Deadline&);
};

/// The solution, enclosed: by validated integration to 10^-digits, or (right-hand sides that switch, and where
/// validated steps shrink to nothing) by a tube around a trajectory.
[[nodiscard]] EnclosedPath rigorous_path(const theorems::Dynamics& dynamics, const theorems::Rational& end, int digits,
                                         const Deadline& deadline);

}  // namespace flowcert::proofs
