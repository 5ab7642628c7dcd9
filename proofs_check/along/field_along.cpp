#include "proofs_check/along/field_along.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/switches.hpp"
#include "proofs_check/rigorous/ball_program.hpp"
#include "theorems/terms/rewrite.hpp"

namespace flowcert::proofs {

using theorems::Dynamics;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_pieces = 40'000;
const Rational shortest_share(1, 1'000'000'000);  // of a segment

struct Switch {
  Term node;
  std::size_t argument;  // slot: of abs and sign, or the difference of min and max
};

class FieldWatch {
 public:
  FieldWatch(const Dynamics& dynamics, const Path& path, const Deadline& deadline)
      : dynamics_(dynamics), path_(path), deadline_(deadline), program_(path_inputs(dynamics)) {
    for (const Term& f : dynamics.right_hand_side) {
      fields_.push_back(program_.compile(f));
      for (const SwitchPoint& point : switch_points(f))
        switches_.push_back({point.node, program_.compile(point.argument)});
    }
  }

  std::string run() {
    const integrators::ScopedDigits precision(path_.digits);
    for (const Path::Segment& segment : path_.segments) {
      const std::string trouble = along(segment);
      if (!trouble.empty()) return trouble;
    }
    return "";
  }

 private:
  /// Slots of the velocities of these signs' arguments, with one value put in for all of these signs: the motion on one
  /// side of the surface that they share, or of the surfaces that each has.
  std::vector<std::size_t> velocities(const std::vector<Term>& signs, int value) {
    std::vector<std::pair<std::string, Term>> field;
    for (std::size_t i = 0; i < dynamics_.state.size(); ++i)
      field.emplace_back(dynamics_.state[i],
                         theorems::rewrite(dynamics_.right_hand_side[i], [&](const Term& node) -> std::optional<Term> {
                           if (std::find(signs.begin(), signs.end(), node) != signs.end()) return Term(value);
                           return std::nullopt;
                         }));
    std::vector<std::size_t> result;
    for (const Term& sign : signs) result.push_back(program_.compile(lie_derivative(sign.arg(0), field, "t")));
    return result;
  }

  struct Sides {
    std::vector<std::size_t> above, below;
    [[nodiscard]] bool keep(const std::vector<Enclosed>& slots) const {
      return std::all_of(above.begin(), above.end(),
                         [&](std::size_t slot) { return slots[slot].value.certainly_nonpositive(); }) &&
             std::all_of(below.begin(), below.end(),
                         [&](std::size_t slot) { return slots[slot].value.certainly_nonnegative(); });
    }
  };

  /// Both sides of the surfaces on which the motion stays.
  Sides sides(const std::vector<bool>& stays) {
    std::vector<Term> signs;
    for (std::size_t k = 0; k < switches_.size(); ++k)
      if (stays[k] && switches_[k].node.op() == Op::sign) signs.push_back(switches_[k].node);
    if (signs.empty()) return {};
    try {
      return {velocities(signs, 1), velocities(signs, -1)};
    } catch (const std::domain_error&) {
      throw std::invalid_argument("the surface on which the solution slides has no normal");
    }
  }

  /// `stays`: the argument is zero all along the segment.
  [[nodiscard]] static bool definite(const Switch& s, bool stays, const std::vector<Enclosed>& slots) {
    const Ball& argument = slots[s.argument].value;
    if (s.node.op() == Op::floor || s.node.op() == Op::ceil) {
      const Ball step = floor(argument);  // a point if no integer lies within
      return step.finite() && arb_is_exact(step.raw()) != 0;
    }
    if (argument.certainly_nonzero()) return true;
    return stays;
  }

  /// Which arguments are zero, to half the digits, at five times of the segment, and so along it.
  [[nodiscard]] std::vector<bool> staying(const Path::Segment& segment) const {
    std::vector<bool> result(switches_.size(), true);
    for (const int part : {0, 1, 2, 3, 4}) {
      const Rational t = segment.start + segment.length * Rational(part) / 4;
      StateRange range = state_over(segment, t, t);
      range.value.emplace_back(t);
      std::vector<Enclosed> slots;
      program_.run(range.value, slots);
      for (std::size_t k = 0; k < switches_.size(); ++k) {
        const Ball& value = slots[switches_[k].argument].value;
        result[k] = result[k] && value.finite() && integrators::log10_of(value) < -path_.digits / 2.0;
      }
    }
    return result;
  }

  std::string along(const Path::Segment& segment) {
    const Rational end = segment.start + segment.length;
    const std::vector<bool> stays = staying(segment);
    const Sides sliding = sides(stays);
    std::vector<std::pair<Rational, Rational>> open{{segment.start, end}};
    while (!open.empty()) {
      const auto [from, to] = open.back();
      open.pop_back();
      if (++pieces_ > most_pieces || deadline_.passed())
        return at(from, "no time was left to look for unseen switches");
      StateRange range = state_over(segment, from, to);
      range.value.push_back(Ball::interval(from, to));
      std::vector<Enclosed> slots;
      program_.run(range.value, slots);
      const bool defined = std::all_of(fields_.begin(), fields_.end(),
                                       [&](std::size_t slot) { return slots[slot].defined == Truth::yes; });
      bool kept = sliding.keep(slots);
      for (std::size_t k = 0; k < switches_.size() && kept; ++k) kept = definite(switches_[k], stays[k], slots);
      if (defined && kept) continue;
      if (to - from < segment.length * shortest_share) {
        const bool beside_an_event = from == segment.start || to == end;
        if (defined && beside_an_event) continue;
        return at(from, defined ? "the right-hand side may switch unseen" : "the right-hand side may be undefined");
      }
      const Rational middle = (from + to) / 2;
      open.emplace_back(middle, to);
      open.emplace_back(from, middle);
    }
    return "";
  }

  static std::string at(const Rational& t, const char* what) {
    return fmt::format("{} near t = {}", what, Ball(t).text(12));
  }

  const Dynamics& dynamics_;
  const Path& path_;
  Deadline deadline_;
  BallProgram program_;
  std::vector<std::size_t> fields_;
  std::vector<Switch> switches_;
  std::size_t pieces_ = 0;
};

}  // namespace

std::string unseen_trouble(const Dynamics& dynamics, const Path& path, const Deadline& deadline) {
  try {
    return FieldWatch(dynamics, path, deadline).run();
  } catch (const std::invalid_argument& reason) {
    return reason.what();
  }
}

}  // namespace flowcert::proofs
