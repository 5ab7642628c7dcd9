#include "proofs_check/along/path_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/sides_figure.hpp"
#include "proofs_check/along/switches.hpp"
#include "proofs_check/numeric/resolution.hpp"
#include "proofs_check/rigorous/cancellation.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::log10_of;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_pieces = 60'000;

std::vector<std::string> input_names(const PathStatement& statement) {
  std::vector<std::string> names = path_inputs(statement.dynamics);
  for (const auto& moment : statement.observed.moments) names.push_back(moment.name);
  return names;
}

}  // namespace

class PathExaminer {
 public:
  PathExaminer(const PathStatement& statement, const Path& path, int digits, const Deadline& deadline)
      : statement_(statement),
        path_(path),
        digits_(digits),
        deadline_(deadline),
        claim_(statement.observed.claim, input_names(statement)),
        switches_(statement.observed.claim, input_names(statement)) {
    static constexpr std::array jumping{Op::sign, Op::floor, Op::ceil};
    jumps_ = has_equality(statement.observed.claim) && contains(statement.observed.claim, jumping);
  }

  PathFinding run() {
    const integrators::ScopedDigits precision(path_.digits);
    evaluate_moments();
    if (!measure_sizes()) return std::move(finding_);
    std::vector<Stretch> open = first_stretches();
    while (!open.empty()) {
      const Stretch now = open.back();
      open.pop_back();
      if (deadline_.passed() || ++pieces_ > most_pieces) return stay_open(now, "out of time");
      const Verdict3 result = examine(now);
      if (result == Verdict3::fails) return std::move(finding_);
      if (result == Verdict3::holds) continue;
      const Rational middle = (now.from + now.to) / 2;
      if (too_short(now)) return stay_open(now, "open on every stretch");
      open.push_back({now.segment, middle, now.to});
      open.push_back({now.segment, now.from, middle});
    }
    finding_.truth = Truth::yes;
    finish();
    return std::move(finding_);
  }

 private:
  struct Stretch {
    std::size_t segment;
    Rational from, to;
  };
  enum class Verdict3 { holds, fails, split };

  std::vector<Ball> inputs_at(const Rational& t) const {
    std::vector<Ball> inputs = state_at(path_, t);
    inputs.emplace_back(t);
    inputs.insert(inputs.end(), moments_.begin(), moments_.end());
    return inputs;
  }

  void evaluate_moments() {
    const std::vector<std::string> names = path_inputs(statement_.dynamics);
    for (const auto& moment : statement_.observed.moments) {
      const Ball when = closed_value(moment.time);
      const Rational t = integrators::dyadic_midpoint(when);
      if (t > path_.end)
        throw std::invalid_argument("the solution was not computed as far as a time that the claim names");
      BallProgram value(names);
      const std::size_t slot = value.compile(moment.value);
      std::vector<Enclosed> slots;
      value.run(state_around(when, t), slots);
      moments_.push_back(slots[slot].value);
    }
  }

  /// State and time at a time known as a thin ball: the value at its midpoint widened by velocity times radius.
  std::vector<Ball> state_around(const Ball& time, const Rational& middle) const {
    Rational t = middle;
    if (t > path_.end) t = path_.end;
    if (t < 0) t = 0;
    const std::size_t here = segment_at(path_, t);
    std::vector<Ball> inputs;
    // A time ball may reach into the neighbouring segments.
    for (std::size_t k = here == 0 ? 0 : here - 1; k < std::min(here + 2, path_.segments.size()); ++k) {
      const Path::Segment& segment = path_.segments[k];
      const Ball s = time - Ball(segment.start);
      if (k != here && (s.certainly_negative() || (s - Ball(segment.length)).certainly_positive())) continue;
      for (std::size_t i = 0; i < segment.polynomials.size(); ++i) {
        Ball value = integrators::evaluate_polynomial(segment.polynomials[i], s);
        if (inputs.size() <= i) {
          inputs.push_back(std::move(value));
        } else {
          inputs[i] = Ball::hull(inputs[i], value);
        }
      }
    }
    inputs.push_back(time);
    return inputs;
  }

  /// The largest size of each relation's sides at a first set of times: what "to so many digits" is relative to when
  /// both sides are tiny by then.
  bool measure_sizes() {
    for (const Rational& t : grid(24)) {
      const auto relations = claim_.relations(inputs_at(t), deadline_);
      sizes_.resize(relations.size(), -HUGE_VAL);
      best_resolution_.resize(relations.size(), 0);
      for (std::size_t k = 0; k < relations.size(); ++k) {
        for (const Ball* side : {&relations[k].left.value, &relations[k].right.value}) {
          if (side->finite() && side->certainly_nonzero()) sizes_[k] = std::max(sizes_[k], log10_of(*side));
        }
      }
      for (const Ball& state : state_at(path_, t)) {
        if (state.finite()) path_size_ = std::max(path_size_, log10_of(state));
      }
      if (!point(t)) return false;
    }
    return true;
  }

  std::vector<Rational> grid(int count) const {
    std::vector<Rational> times;
    for (int k = statement_.from_open ? 1 : 0; k <= (statement_.to_open ? count - 1 : count); ++k) {
      times.push_back(statement_.from + (statement_.to - statement_.from) * Rational(k) / Rational(count));
    }
    return times;
  }

  std::vector<Stretch> first_stretches() const {
    std::vector<Stretch> result;
    const std::vector<Rational> cuts = switches_.time_roots();
    for (std::size_t k = path_.segments.size(); k-- > 0;) {
      const Path::Segment& segment = path_.segments[k];
      const Rational from = std::max(segment.start, statement_.from);
      const Rational to = std::min(Rational(segment.start + segment.length), statement_.to);
      if (from > to || (from == to && statement_.from < statement_.to)) continue;
      std::set<Rational> ends{from, to};
      for (const Rational& cut : cuts) {
        if (cut > from && cut < to) ends.insert(cut);
      }
      for (auto low = ends.begin(); low != ends.end(); ++low) {
        const auto high = std::next(low);
        if (high != ends.end()) result.push_back({k, *low, *high});
        if (ends.size() == 1) result.push_back({k, *low, *low});
      }
    }
    return result;
  }

  /// Looks at one time; false when the claim fails there.
  bool point(const Rational& t) {
    if (t < statement_.sure_from || t > statement_.sure_to) return true;  // perhaps outside the range
    ++finding_.times;
    const std::vector<Ball> inputs = inputs_at(t);
    const auto relations = claim_.relations(inputs, deadline_);
    std::vector<Truth> truths;
    for (const auto& relation : relations) truths.push_back(relation.truth);
    if (claim_.combine(truths, inputs, deadline_) == Truth::no) {
      finding_.truth = Truth::no;
      finding_.time = t;
      for (const auto& relation : relations) {
        if (relation.truth != Truth::no) continue;
        finding_.message = fmt::format("{} fails at t = {}: {}", to_text(relation.term), Ball(t).text(20),
                                       sides_text(relation.left.value, relation.right.value));
        break;
      }
      return false;
    }
    record(t, relations);
    return true;
  }

  void record(const Rational& t, const std::vector<ClaimProgram::Relation>& relations) {
    for (std::size_t k = 0; k < relations.size(); ++k) {
      const Ball& left = relations[k].left.value;
      const Ball& right = relations[k].right.value;
      if (!left.finite() || !right.finite()) continue;
      if (relations[k].term.op() == Op::equal) {
        if (k < best_resolution_.size() && !right.contains_zero()) {
          best_resolution_[k] = std::max(best_resolution_[k], told_apart(left, right, right, path_.digits));
        }
      } else {
        const double gap = std::abs((left - right).midpoint_double());
        if (!least_gap_ || gap < least_gap_->first) least_gap_ = {gap, t};
      }
    }
    if (!relations.empty()) samples_[t] = {relations[0].left.value, relations[0].right.value};
  }

  /// An equality is agreed to when its difference is below 10^-digits of its sides' size.
  bool agreed(std::size_t k, const ClaimProgram::Relation& relation) const {
    const double size = std::isfinite(sizes_[k]) ? sizes_[k] : (std::isfinite(path_size_) ? path_size_ : 0);
    return relation.left.defined == Truth::yes && relation.right.defined == Truth::yes &&
           log10_of(relation.left.value - relation.right.value) <= size - digits_;
  }

  /// Truths of the relations at a time, equalities by agreement.
  Truth truth_by_agreement(const Rational& t) {
    const std::vector<Ball> inputs = inputs_at(t);
    const auto relations = claim_.relations(inputs, deadline_);
    std::vector<Truth> truths;
    for (std::size_t k = 0; k < relations.size(); ++k) {
      const bool open_equality = relations[k].truth == Truth::unknown && relations[k].term.op() == Op::equal;
      truths.push_back(open_equality && agreed(k, relations[k]) ? Truth::yes : relations[k].truth);
    }
    return claim_.combine(truths, inputs, deadline_);
  }

  Verdict3 examine(const Stretch& now) {
    const Path::Segment& segment = path_.segments[now.segment];
    const Rational middle = (now.from + now.to) / 2;
    if (!point(middle)) return Verdict3::fails;
    if (!(statement_.from_open && now.from == statement_.from) && !point(now.from)) return Verdict3::fails;
    if (!(statement_.to_open && now.to == statement_.to) && !point(now.to)) return Verdict3::fails;

    const ClaimProgram::Stretch stretch = stretch_of(segment, now, middle);
    std::vector<Truth> truths = claim_.relations_along(stretch);
    switches_.settle_time_relations(middle, truths);
    const bool constant_branches = switches_.constant_over(stretch.over, -digits_ - 5.0);
    if (!constant_branches && (jumps_ || !tiny(now))) return Verdict3::split;
    const auto relations = claim_.relations(stretch.over, deadline_);
    bool equalities_agree = true;
    for (std::size_t k = 0; k < truths.size(); ++k) {
      if (truths[k] != Truth::unknown || relations[k].term.op() != Op::equal) continue;
      const bool defined = both(relations[k].left.defined, relations[k].right.defined) == Truth::yes;
      equalities_agree = equalities_agree && (defined || tiny(now)) && agree_on(now, k);
      truths[k] = equalities_agree ? Truth::yes : Truth::unknown;
    }
    const Truth truth = claim_.combine(truths, stretch.over, deadline_);
    const bool ends_hold = ends_agree(now);
    return truth == Truth::yes && ends_hold ? Verdict3::holds : Verdict3::split;
  }

  bool ends_agree(const Stretch& now) {
    const bool skip_from = (statement_.from_open && now.from == statement_.from) || now.from < statement_.sure_from;
    const bool skip_to = (statement_.to_open && now.to == statement_.to) || now.to > statement_.sure_to;
    return (skip_from || truth_by_agreement(now.from) == Truth::yes) &&
           (skip_to || truth_by_agreement(now.to) == Truth::yes);
  }

  /// Agreement of equality k at five interior times of the stretch.
  bool agree_on(const Stretch& now, std::size_t k) {
    // Short stretches beside a change of branch have been looked at in the middle already.
    const bool brief = (now.to - now.from) * 1000 < path_.segments[now.segment].length;
    const int count = brief ? 1 : 5;
    for (int j = 1; j <= count; ++j) {
      const Rational t = now.from + (now.to - now.from) * Rational(j) / (count + 1);
      const auto relations = claim_.relations(inputs_at(t), deadline_);
      ++finding_.times;
      if (relations[k].truth != Truth::yes && !agreed(k, relations[k])) return false;
      record(t, relations);
    }
    return true;
  }

  ClaimProgram::Stretch stretch_of(const Path::Segment& segment, const Stretch& now, const Rational& middle) const {
    StateRange range = state_over(segment, now.from, now.to);
    ClaimProgram::Stretch stretch;
    stretch.over = std::move(range.value);
    stretch.velocity = std::move(range.velocity);
    stretch.over.push_back(Ball::interval(now.from, now.to));
    stretch.velocity.emplace_back(1);
    for (const Ball& moment : moments_) {
      stretch.over.push_back(moment);
      stretch.velocity.emplace_back(0);
    }
    stretch.centre = inputs_at(middle);
    stretch.low = inputs_at(now.from);
    stretch.high = inputs_at(now.to);
    const Rational half = (now.to - now.from) / 2;
    stretch.around_centre = Ball::interval(-half, half);
    return stretch;
  }

  /// Too short for a Lipschitz change of branch to matter to the digits asked for.
  [[nodiscard]] bool tiny(const Stretch& now) const {
    return Ball(now.to - now.from).exactly_zero() || log10_of(Ball(now.to - now.from)) < -digits_ - 5.0;
  }
  [[nodiscard]] bool too_short(const Stretch& now) const {
    return now.from == now.to || log10_of(Ball(now.to - now.from)) < -digits_ - 12.0;
  }

  PathFinding stay_open(const Stretch& now, const std::string& why) {
    finding_.time = now.from;
    finding_.message = fmt::format("{} near t = {}", why, Ball(now.from).text(12));
    finish();
    return std::move(finding_);
  }

  void finish() {
    int resolution = 0;
    bool any = false;
    const auto relations = claim_.relations(inputs_at(grid(2)[0]), deadline_);
    for (std::size_t k = 0; k < relations.size(); ++k) {
      if (relations[k].term.op() != Op::equal || best_resolution_[k] == 0) continue;
      resolution = any ? std::min(resolution, best_resolution_[k]) : best_resolution_[k];
      any = true;
    }
    if (any) finding_.resolution = fmt::format("1e-{}", resolution);
    if (least_gap_) {
      finding_.margin = fmt::format("{:.3g} at t = {}", least_gap_->first, Ball(least_gap_->second).text(10));
    }
    draw();
  }

  void draw() {
    std::vector<SidesAt> samples;
    for (const auto& [t, sides] : samples_) samples.push_back({t, sides.first, sides.second});
    finding_.figures = sides_figures(samples, "t", true);
  }

  const PathStatement& statement_;
  const Path& path_;
  int digits_;
  Deadline deadline_;
  ClaimProgram claim_;
  SwitchWatch switches_;
  bool jumps_ = false;  // an equality with a term that jumps: a change of branch matters however short it is
  std::vector<Ball> moments_;
  std::vector<double> sizes_;         // log10 of each relation's largest side, where one is not 0
  double path_size_ = -HUGE_VAL;      // log10 of the largest state: the measure where both sides are 0
  std::vector<int> best_resolution_;  // per relation
  std::optional<std::pair<double, Rational>> least_gap_;
  std::map<Rational, std::pair<Ball, Ball>> samples_;
  std::size_t pieces_ = 0;
  PathFinding finding_;
};

PathStatement at_one_time(PathStatement statement, const Rational& time) {
  statement.from = statement.to = statement.sure_from = statement.sure_to = time;
  statement.from_open = statement.to_open = false;
  return statement;
}

PathFinding examine_path(const PathStatement& statement, const Path& path, int digits, const Deadline& deadline) {
  PathFinding finding;
  if (path.segments.empty() || statement.to > path.end) {
    finding.message = "the solution was not computed to the end of the range: " + path.reason;
    return finding;
  }
  try {
    return PathExaminer(statement, path, digits, deadline).run();
  } catch (const std::invalid_argument& reason) {
    finding.message = reason.what();
  } catch (const std::out_of_range& reason) {
    finding.message = reason.what();
  }
  return finding;
}

bool has_equality(const Term& claim) {
  static constexpr std::array inexact{Op::equal, Op::not_equal, Op::logical_not};
  return contains(claim, inexact);
}

}  // namespace flowcert::proofs
