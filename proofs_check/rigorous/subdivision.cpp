#include "proofs_check/rigorous/subdivision.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "proofs_check/rigorous/claim_program.hpp"
#include "proofs_check/rigorous/domain.hpp"
#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/point_claim.hpp"

namespace flowcert::proofs {

using integrators::Integer;
using theorems::Rational;

namespace {

constexpr int working_digits = 25;
constexpr int most_splits = 200;  // along one path: beyond it a box is narrower than any hope

struct Box {
  std::vector<Rational> low, high;
  int depth = 0;
};

Rational floor_of(const Rational& value) {
  Integer quotient = numerator(value) / denominator(value);
  if (value < 0 && Rational(quotient) != value) quotient -= 1;
  return Rational(quotient);
}

Rational ceil_of(const Rational& value) {
  return -floor_of(-value);
}

}  // namespace

class Subdivision {
 public:
  Subdivision(const FormulaStatement& statement, const Deadline& deadline)
      : deadline_(deadline),
        names_(names_of(statement)),
        ranges_(outer_ranges(statement)),
        hypotheses_(theorems::conjunction(statement.hypotheses), names_),
        claim_(statement.claim, names_) {}

  SubdivisionOutcome run() {
    SubdivisionOutcome outcome;
    Box whole;
    for (std::size_t k = 0; k < ranges_.size(); ++k) {
      if (!ranges_[k].bounded()) {
        outcome.reason = fmt::format("the range of {} is unbounded", names_[k]);
        return outcome;
      }
      whole.low.push_back(ranges_[k].integer ? ceil_of(*ranges_[k].low) : *ranges_[k].low);
      whole.high.push_back(ranges_[k].integer ? floor_of(*ranges_[k].high) : *ranges_[k].high);
      if (whole.low.back() > whole.high.back()) {
        outcome.reason = fmt::format("the range of {} is empty", names_[k]);
        return outcome;
      }
    }
    std::vector<Box> open{whole};
    std::size_t claimed = 0;
    while (!open.empty()) {
      if (deadline_.passed()) {
        outcome.reason = fmt::format("out of time after {} boxes", outcome.boxes);
        outcome.candidate = middle(open.back());
        return outcome;
      }
      Box box = std::move(open.back());
      open.pop_back();
      ++outcome.boxes;
      const std::vector<Ball> inputs = balls(box);
      const Truth possible = hypotheses_.over(inputs, deadline_);
      if (possible == Truth::no) continue;
      const Truth truth = claim_.over_refined(inputs, deadline_);
      if (truth == Truth::yes) {
        ++claimed;
        continue;
      }
      const std::size_t widest = widest_side(box, whole);
      const bool point = box.low[widest] == box.high[widest];
      if ((truth == Truth::no && possible == Truth::yes) || point || box.depth >= most_splits) {
        outcome.candidate = middle(box);
        outcome.reason = truth == Truth::no ? "false on a whole box" : "undecided near a point at every width";
        return outcome;
      }
      split(box, widest, open);
    }
    if (claimed == 0) {
      outcome.reason = "no box satisfies the hypotheses";
      return outcome;
    }
    outcome.evidence = RigorousKernel::certified(fmt::format("ball subdivision, {} boxes", outcome.boxes));
    return outcome;
  }

  /// A statement without variables: its one point, with as many digits as it takes.
  static SubdivisionOutcome single_point(const FormulaStatement& statement, const Deadline& deadline) {
    SubdivisionOutcome outcome;
    const PointClaim claim(statement.claim, {});
    static constexpr std::array costly{theorems::Op::matrix_function};
    const int most_digits = contains(statement.claim, costly) ? digits_for_matrices : most_digits_at_a_point;
    const Truth truth = claim.at_escalating({}, most_digits, deadline);
    if (truth == Truth::yes) {
      outcome.evidence = RigorousKernel::certified("ball evaluation");
    } else {
      outcome.reason = truth == Truth::no ? "false" : "the balls meet at every precision tried";
    }
    return outcome;
  }

 private:
  static constexpr int most_digits_at_a_point = 50'000;
  static constexpr int digits_for_matrices = 200;

  static std::vector<Rational> middle(const Box& box) {
    std::vector<Rational> point;
    for (std::size_t k = 0; k < box.low.size(); ++k) point.push_back((box.low[k] + box.high[k]) / 2);
    return point;
  }

  static std::vector<Ball> balls(const Box& box) {
    std::vector<Ball> result;
    for (std::size_t k = 0; k < box.low.size(); ++k) result.push_back(Ball::interval(box.low[k], box.high[k]));
    return result;
  }

  static std::size_t widest_side(const Box& box, const Box& whole) {
    std::size_t widest = 0;
    Rational most(-1);
    for (std::size_t k = 0; k < box.low.size(); ++k) {
      const Rational total = whole.high[k] - whole.low[k];
      const Rational share = total == 0 ? Rational(0) : (box.high[k] - box.low[k]) / total;
      if (share > most) {
        most = share;
        widest = k;
      }
    }
    return widest;
  }

  void split(const Box& box, std::size_t side, std::vector<Box>& open) const {
    Box lower = box;
    Box upper = box;
    lower.depth = upper.depth = box.depth + 1;
    const Rational cut = (box.low[side] + box.high[side]) / 2;
    lower.high[side] = ranges_[side].integer ? floor_of(cut) : cut;
    upper.low[side] = ranges_[side].integer ? floor_of(cut) + 1 : cut;
    open.push_back(std::move(upper));
    open.push_back(std::move(lower));
  }

  Deadline deadline_;
  std::vector<std::string> names_;
  std::vector<OuterRange> ranges_;
  ClaimProgram hypotheses_;
  ClaimProgram claim_;
};

SubdivisionOutcome certify_by_subdivision(const FormulaStatement& statement, const Deadline& deadline) {
  const integrators::ScopedDigits precision(working_digits);
  try {
    if (statement.variables.empty()) return Subdivision::single_point(statement, deadline);
    return Subdivision(statement, deadline).run();
  } catch (const std::invalid_argument& reason) {
    return {std::nullopt, std::nullopt, reason.what(), 0};
  }
}

}  // namespace flowcert::proofs
