#include "proofs_check/limits/along_path.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/claim_on_field.hpp"
#include "proofs_check/limits/supremum.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Rational;
using Kind = LimitPart::Kind;

namespace {

constexpr double narrow = 1e-6;  // relative to the supremum

class PartOnPath {
 public:
  PartOnPath(const PartAlong& part, const Path& path) : part_(part), path_(path) {
    if (mentions_velocities(part.statement.dynamics, part.statement.observed.claim))
      throw std::invalid_argument("time derivatives in a limit");
    const BallProgram states(path_inputs(part.statement.dynamics));
    for (const auto& moment : part.statement.observed.moments) {
      BallProgram program = states;
      const std::size_t slot = program.compile(moment.value);
      moments_.push_back(run(program, slot, at(integrators::dyadic_midpoint(closed_value(moment.time)))));
    }
  }

  [[nodiscard]] Ball value(const Rational& time) {
    return difference(claim_at(time).relations(inputs(time), forever()));
  }

  [[nodiscard]] Ball over(const Deadline& deadline) {
    const PathStatement& statement = part_.statement;
    if (statement.from == statement.to) return value(statement.from);
    if (part_.kind == Kind::order) throw std::invalid_argument("an order over a range of times");
    std::vector<std::pair<Rational, Rational>> pieces;
    for (const Path::Segment& segment : path_.segments) {
      const Rational low = std::max(segment.start, statement.from);
      const Rational high = std::min(Rational(segment.start + segment.length), statement.to);
      if (low < high) pieces.emplace_back(low, high);
    }
    const bool one_sided = part_.kind == Kind::at_most || part_.kind == Kind::below;
    return supremum(
        [&](const Rational& low, const Rational& high) {
          const Ball result = low == high ? value(low) : over(low, high);
          return one_sided ? result : abs(result);
        },
        pieces, narrow, deadline);
  }

 private:
  static Deadline forever() {
    constexpr double seconds = 3600;
    return Deadline::in(seconds);
  }

  static Ball run(const BallProgram& program, std::size_t slot, const std::vector<Ball>& inputs) {
    std::vector<Enclosed> slots;
    program.run(inputs, slots);
    return slots[slot].defined == Truth::yes ? slots[slot].value : Ball::indeterminate();
  }

  static Ball difference(const std::vector<ClaimProgram::Relation>& relations) {
    const auto& sides = relations.at(0);
    if (both(sides.left.defined, sides.right.defined) != Truth::yes) return Ball::indeterminate();
    return sides.left.value - sides.right.value;
  }

  [[nodiscard]] std::vector<Ball> at(const Rational& time) const {
    if (time > path_.end) throw std::runtime_error("the solution was not followed far enough: " + path_.reason);
    std::vector<Ball> inputs = state_at(path_, time);
    inputs.emplace_back(time);
    return inputs;
  }
  [[nodiscard]] std::vector<Ball> inputs(const Rational& time) const {
    std::vector<Ball> result = at(time);
    result.insert(result.end(), moments_.begin(), moments_.end());
    return result;
  }

  [[nodiscard]] ClaimOnField& claim_on(const Path::Segment& segment) {
    const std::size_t field = segment.fields.front();
    auto found = claims_.find(field);
    if (found == claims_.end())
      found =
          claims_
              .emplace(field, ClaimOnField(part_.statement.dynamics, part_.statement.observed, path_.fields.at(field)))
              .first;
    return found->second;
  }
  [[nodiscard]] ClaimOnField& claim_at(const Rational& time) {
    return claim_on(path_.segments.at(segment_at(path_, time)));
  }

  [[nodiscard]] Ball over(const Rational& low, const Rational& high) {
    const Path::Segment& segment = path_.segments.at(segment_at(path_, low));
    std::vector<Ball> inputs = state_over(segment, low, high).value;
    inputs.push_back(Ball::interval(low, high));
    inputs.insert(inputs.end(), moments_.begin(), moments_.end());
    ClaimOnField& claim = claim_on(segment);
    const Ball plain = difference(claim.relations(inputs, forever()));
    if (!plain.finite()) return plain;
    const Ball series = claim.difference_over(0, segment, low - segment.start, high - segment.start, inputs, moments_);
    return series.finite() && series.radius_log10() < plain.radius_log10() ? series : plain;
  }

  const PartAlong& part_;
  const Path& path_;
  std::vector<Ball> moments_;
  std::map<std::size_t, ClaimOnField> claims_;
};

}  // namespace

Ball part_at_time(const PartAlong& part, const Path& path, const Rational& time) {
  const integrators::ScopedDigits precision(path.digits);
  return PartOnPath(part, path).value(time);
}

Ball part_over_range(const PartAlong& part, const Path& path, const Deadline& deadline) {
  const integrators::ScopedDigits precision(path.digits);
  return PartOnPath(part, path).over(deadline);
}

}  // namespace flowcert::proofs
