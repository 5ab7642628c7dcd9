#include "proofs_check/along/path_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/claim_on_field.hpp"
#include "proofs_check/along/path_visibility.hpp"
#include "proofs_check/along/sides_figure.hpp"
#include "proofs_check/along/switches.hpp"
#include "proofs_check/numeric/resolution.hpp"
#include "proofs_check/rigorous/closed_value.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::log10_of;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_pieces = 60'000;

}  // namespace

namespace {

bool all_relations(const Term& claim) {
  const std::vector<Term> parts = conjunction_parts(claim);
  return std::all_of(parts.begin(), parts.end(), [](const Term& part) { return is_relation(part.op()); });
}

}  // namespace

class PathExaminer {
 public:
  PathExaminer(const PathStatement& statement, const Path& path, int digits, const Deadline& deadline)
      : statement_(statement), path_(path), digits_(digits), deadline_(deadline), switches_(statement.observed.claim) {
    moves_with_field_ = mentions_velocities(statement.dynamics, statement.observed.claim);
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
      if (result == Verdict3::open) return stay_open(now, why_open_);
      const Rational middle = (now.from + now.to) / 2;
      if (too_short(now)) return stay_open(now, "open on every stretch");
      open.push_back({now.segment, middle, now.to});
      open.push_back({now.segment, now.from, middle});
    }
    finding_.truth = Truth::yes;
    if (!agreed_.empty()) finding_.hidden_digits = hidden_along(statement_, path_, moments_, agreed_, deadline_);
    finish();
    return std::move(finding_);
  }

 private:
  struct Stretch {
    std::size_t segment;
    Rational from, to;
  };
  enum class Verdict3 { holds, fails, split, open };

  /// The claim where velocities follow one of the path's fields, with what is known of its relations' sides.
  struct Here {
    ClaimOnField claim;
    std::vector<double> sizes;         // log10 of each relation's largest side, where one is not 0
    std::vector<int> best_resolution;  // per relation
  };
  Here& on_field(std::size_t field) {
    const std::size_t key = moves_with_field_ ? field : 0;
    auto found = claims_.find(key);
    if (found == claims_.end()) {
      ClaimOnField claim(statement_.dynamics, statement_.observed, path_.fields.at(key));
      const std::size_t count = claim.claim().relation_terms().size();
      found =
          claims_.emplace(key, Here{std::move(claim), std::vector<double>(count, -HUGE_VAL), std::vector<int>(count)})
              .first;
    }
    return found->second;
  }
  /// The fields that count on a segment: one is enough where no velocity is claimed.
  [[nodiscard]] std::vector<std::size_t> fields_of(const Path::Segment& segment) const {
    return moves_with_field_ ? segment.fields : std::vector<std::size_t>{segment.fields.front()};
  }

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
      moments_.push_back(slots[slot].defined == Truth::yes ? slots[slot].value : Ball::indeterminate());
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
      const Path::Segment& segment = path_.segments[segment_at(path_, t)];
      for (const std::size_t field : fields_of(segment)) {
        Here& here = on_field(field);
        const auto relations = here.claim.relations(inputs_at(t), deadline_);
        for (std::size_t k = 0; k < relations.size(); ++k) {
          for (const Ball* side : {&relations[k].left.value, &relations[k].right.value})
            if (side->finite() && side->certainly_nonzero()) here.sizes[k] = std::max(here.sizes[k], log10_of(*side));
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
    for (std::size_t k = path_.segments.size(); k-- > 0;) {
      const Path::Segment& segment = path_.segments[k];
      const Rational from = std::max(segment.start, statement_.from);
      const Rational to = std::min(Rational(segment.start + segment.length), statement_.to);
      if (from > to || (from == to && statement_.from < statement_.to)) continue;
      std::set<Rational> ends{from, to};
      for (const Rational& cut : switches_.roots()) {
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

  /// Looks at one time; false when the claim fails there. Where the velocity is one of several, a claim about it fails
  /// at no single time.
  bool point(const Rational& t) {
    if (t < statement_.sure_from || t > statement_.sure_to) return true;  // perhaps outside the range
    ++finding_.times;
    if (identity_at(t) != nullptr && truth_by_identity(t) == Truth::yes) return true;
    const std::vector<std::size_t> fields = fields_of(path_.segments[segment_at(path_, t)]);
    const std::vector<Ball> inputs = inputs_at(t);
    Here& here = on_field(fields.front());
    const auto relations = here.claim.relations(inputs, deadline_);
    std::vector<Truth> truths;
    for (const auto& relation : relations) truths.push_back(relation.truth);
    if (fields.size() == 1 && here.claim.claim().combine(truths, inputs, deadline_) == Truth::no) {
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
    record(t, here, relations);
    return true;
  }

  void record(const Rational& t, Here& here, const std::vector<ClaimProgram::Relation>& relations) {
    for (std::size_t k = 0; k < relations.size(); ++k) {
      const Ball& left = relations[k].left.value;
      const Ball& right = relations[k].right.value;
      if (!left.finite() || !right.finite()) continue;
      if (relations[k].term.op() == Op::equal) {
        if (!right.contains_zero()) {
          here.best_resolution[k] = std::max(here.best_resolution[k], told_apart(left, right, right, path_.digits));
        }
      } else {
        const double gap = std::abs((left - right).midpoint_double());
        if (!least_gap_ || gap < least_gap_->first) least_gap_ = {gap, t};
      }
    }
    if (!relations.empty()) samples_[t] = {relations[0].left.value, relations[0].right.value};
  }

  /// log10 of the largest difference that counts as agreement: 10^-digits of its sides' size.
  [[nodiscard]] double allowed(const Here& here, std::size_t k) const {
    const double size = std::isfinite(here.sizes[k]) ? here.sizes[k] : (std::isfinite(path_size_) ? path_size_ : 0);
    return size - digits_;
  }
  [[nodiscard]] bool agreed(const Here& here, std::size_t k, const ClaimProgram::Relation& relation) const {
    return both(relation.left.defined, relation.right.defined) == Truth::yes &&
           log10_of(relation.left.value - relation.right.value) <= allowed(here, k);
  }

  [[nodiscard]] const theorems::Substitution* identity_at(const Rational& t) const {
    const auto found = std::find_if(statement_.identities.begin(), statement_.identities.end(),
                                    [&](const auto& identity) { return identity.time == t; });
    return found == statement_.identities.end() ? nullptr : &found->same;
  }

  /// The claim at a time at which names are known to be one: x <= at(x, 1) at t = 1.
  [[nodiscard]] Truth truth_by_identity(const Rational& t) {
    ObservedClaim same = statement_.observed;
    same.claim = substitute(same.claim, *identity_at(t));
    const std::size_t field = fields_of(path_.segments[segment_at(path_, t)]).front();
    const ClaimOnField claim(statement_.dynamics, same, path_.fields.at(field));
    const std::vector<Ball> inputs = inputs_at(t);
    const auto relations = claim.relations(inputs, deadline_);
    std::vector<Truth> truths;
    for (const auto& relation : relations) {
      const bool open_equality = relation.truth == Truth::unknown && relation.term.op() == Op::equal;
      truths.push_back(open_equality && both(relation.left.defined, relation.right.defined) == Truth::yes &&
                               log10_of(relation.left.value - relation.right.value) <= path_size_ - digits_
                           ? Truth::yes
                           : relation.truth);
    }
    return claim.claim().combine(truths, inputs, deadline_);
  }

  /// An inequality whose sides are one number at an end of the stretch (by identity) holds on it if they come apart in
  /// the right direction all along.
  bool comes_apart(const Stretch& now, const ClaimProgram::Stretch& stretch, Here& here, std::size_t k,
                   const ClaimProgram::Relation& over) {
    const Op op = over.term.op();
    if (op == Op::equal || op == Op::not_equal) return false;
    if (both(over.left.defined, over.right.defined) != Truth::yes) return false;
    const bool strict = op == Op::less || op == Op::greater, below = op == Op::less || op == Op::less_equal;
    for (const bool at_start : {true, false}) {
      const Rational& t = at_start ? now.from : now.to;
      const theorems::Substitution* same = identity_at(t);
      if (same == nullptr) continue;
      const bool excluded =
          at_start ? statement_.from_open && t == statement_.from : statement_.to_open && t == statement_.to;
      if (strict && !excluded) continue;
      const Term touching = substitute(over.term, *same);
      const Term weak = relation(below ? Op::less_equal : Op::greater_equal, touching.arg(0), touching.arg(1));
      const std::vector<std::string> names = inputs_names();
      const ClaimProgram program(weak, names);
      if (program.over(at_start ? stretch.low : stretch.high, deadline_) != Truth::yes) continue;
      const Ball slope = here.claim.slope_over(k, stretch);
      const bool falls = strict ? slope.certainly_negative() : slope.certainly_nonpositive();
      const bool rises = strict ? slope.certainly_positive() : slope.certainly_nonnegative();
      if (below == at_start ? falls : rises) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<std::string> inputs_names() const {
    std::vector<std::string> names = path_inputs(statement_.dynamics);
    for (const auto& moment : statement_.observed.moments) names.push_back(moment.name);
    return names;
  }

  /// Truths of the relations at a time, equalities by agreement.
  Truth truth_by_agreement(const Rational& t, Here& here) {
    if (identity_at(t) != nullptr && truth_by_identity(t) == Truth::yes) return Truth::yes;
    const std::vector<Ball> inputs = inputs_at(t);
    const auto relations = here.claim.relations(inputs, deadline_);
    std::vector<Truth> truths;
    for (std::size_t k = 0; k < relations.size(); ++k) {
      const bool open_equality = relations[k].truth == Truth::unknown && relations[k].term.op() == Op::equal;
      truths.push_back(open_equality && agreed(here, k, relations[k]) ? Truth::yes : relations[k].truth);
    }
    return here.claim.claim().combine(truths, inputs, deadline_);
  }

  Verdict3 examine(const Stretch& now) {
    const Rational middle = (now.from + now.to) / 2;
    if (!point(middle)) return Verdict3::fails;
    if (!(statement_.from_open && now.from == statement_.from) && !point(now.from)) return Verdict3::fails;
    if (!(statement_.to_open && now.to == statement_.to) && !point(now.to)) return Verdict3::fails;
    const ClaimProgram::Stretch stretch = stretch_of(now, middle);
    for (const std::size_t field : fields_of(path_.segments[now.segment])) {
      const Verdict3 result = holds_over(now, middle, stretch, on_field(field));
      if (result != Verdict3::holds) return result;
    }
    return Verdict3::holds;
  }

  Verdict3 holds_over(const Stretch& now, const Rational& middle, const ClaimProgram::Stretch& stretch, Here& here) {
    std::vector<Truth> truths = here.claim.relations_along(stretch);
    switches_.settle(middle, truths);
    const auto relations = here.claim.relations(stretch.over, deadline_);
    for (std::size_t k = 0; k < truths.size(); ++k) {
      if (truths[k] != Truth::unknown) continue;
      const bool equality = relations[k].term.op() == Op::equal;
      if (equality ? agree_over(now, middle, stretch, here, k, relations[k])
                   : comes_apart(now, stretch, here, k, relations[k]))
        truths[k] = Truth::yes;
      if (equality && truths[k] == Truth::yes) note_agreement(now, stretch, relations[k].term);
    }
    const Truth truth = here.claim.claim().combine(truths, stretch.over, deadline_);
    if (truth == Truth::yes && ends_agree(now, here)) return Verdict3::holds;
    return why_open_.empty() ? Verdict3::split : Verdict3::open;
  }

  /// For what has no branches, one stretch of a segment shows as much as all.
  void note_agreement(const Stretch& now, const ClaimProgram::Stretch& stretch, const Term& relation) {
    if (!path_.rigorous && !path_.dense) return;
    const bool again = !agreed_.empty() && agreed_.back().segment == now.segment && agreed_.back().relation == relation;
    if (again && switch_points(relation).empty()) return;
    agreed_.push_back({now.segment, relation, stretch.centre, stretch.over});
  }

  bool ends_agree(const Stretch& now, Here& here) {
    const bool skip_from = (statement_.from_open && now.from == statement_.from) || now.from < statement_.sure_from;
    const bool skip_to = (statement_.to_open && now.to == statement_.to) || now.to > statement_.sure_to;
    return (skip_from || truth_by_agreement(now.from, here) == Truth::yes) &&
           (skip_to || truth_by_agreement(now.to, here) == Truth::yes);
  }

  /// The sides of equality k are defined and differ by no more than what counts as agreement, over the whole stretch.
  /// Along an estimated path, which is good for a search alone, at a few times of it.
  bool agree_over(const Stretch& now, const Rational& middle, const ClaimProgram::Stretch& stretch, Here& here,
                  std::size_t k, const ClaimProgram::Relation& over) {
    if (!path_.rigorous && !path_.dense) return agree_at_times(now, here, k);
    const bool defined = both(over.left.defined, over.right.defined) == Truth::yes;
    if (defined && log10_of(over.left.value - over.right.value) <= allowed(here, k)) return true;
    if (!here.claim.has_series(k)) {
      if (only_relation_) why_open_ = "a term has no Taylor series: agreement between times cannot be seen";
      return false;
    }
    if (!defined) return false;
    const auto at_middle = here.claim.relations(stretch.centre, deadline_);
    if (at_middle[k].truth != Truth::yes && !agreed(here, k, at_middle[k])) {
      // Where the sides are defined, a shorter stretch would not bring them together.
      const double missing = log10_of(at_middle[k].left.value - at_middle[k].right.value) - allowed(here, k);
      if (std::isfinite(missing)) finding_.missing_digits = std::max(finding_.missing_digits, int(missing) + 1);
      if (at_middle[k].left.defined == Truth::yes && at_middle[k].right.defined == Truth::yes && only_relation_)
        why_open_ = fmt::format("the sides agree to fewer than {} digits as far as they are known: {}", digits_,
                                sides_text(at_middle[k].left.value, at_middle[k].right.value));
      return false;
    }
    record(middle, here, at_middle);
    const Path::Segment& segment = path_.segments[now.segment];
    const Ball difference = here.claim.difference_over(k, segment, now.from - segment.start, now.to - segment.start,
                                                       stretch.over, moments_);
    return difference.finite() && log10_of(difference) <= allowed(here, k);
  }

  bool agree_at_times(const Stretch& now, Here& here, std::size_t k) {
    constexpr int count = 3;
    for (int j = 1; j <= count; ++j) {
      const auto relations =
          here.claim.relations(inputs_at(now.from + (now.to - now.from) * Rational(j) / (count + 1)), deadline_);
      if (relations[k].truth != Truth::yes && !agreed(here, k, relations[k])) return false;
    }
    return true;
  }

  ClaimProgram::Stretch stretch_of(const Stretch& now, const Rational& middle) const {
    StateRange range = state_over(path_.segments[now.segment], now.from, now.to);
    ClaimProgram::Stretch stretch;
    stretch.over = std::move(range.value);
    stretch.velocity = std::move(range.velocity);
    stretch.over.push_back(Ball::interval(now.from, now.to));
    stretch.velocity.emplace_back(1);
    for (const Ball& moment : moments_) {
      stretch.over.push_back(moment);
      stretch.velocity.emplace_back(0);
    }
    stretch.centre = inputs_on(now.segment, middle);
    stretch.low = inputs_on(now.segment, now.from);
    stretch.high = inputs_on(now.segment, now.to);
    const Rational half = (now.to - now.from) / 2;
    stretch.around_centre = Ball::interval(-half, half);
    return stretch;
  }

  /// As inputs_at, by the polynomials of this segment.
  std::vector<Ball> inputs_on(std::size_t k, const Rational& t) const {
    const Path::Segment& segment = path_.segments[k];
    std::vector<Ball> inputs;
    for (const auto& polynomial : segment.polynomials)
      inputs.push_back(integrators::evaluate_polynomial(polynomial, Ball(Rational(t - segment.start))));
    inputs.emplace_back(t);
    inputs.insert(inputs.end(), moments_.begin(), moments_.end());
    return inputs;
  }

  [[nodiscard]] bool too_short(const Stretch& now) const {
    return now.from == now.to || log10_of(Ball(Rational(now.to - now.from))) < -digits_ - 12.0;
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
    for (const auto& [field, here] : claims_) {
      for (const int best : here.best_resolution) {
        if (best == 0) continue;
        resolution = any ? std::min(resolution, best) : best;
        any = true;
      }
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
  TimeSwitches switches_;
  bool moves_with_field_ = false;  // the claim speaks of velocities
  /// A conjunction of relations: one that cannot be settled leaves the claim open.
  const bool only_relation_ = all_relations(statement_.observed.claim);
  std::map<std::size_t, Here> claims_;  // by field
  std::vector<Ball> moments_;
  double path_size_ = -HUGE_VAL;  // log10 of the largest state: the measure where both sides are 0
  std::optional<std::pair<double, Rational>> least_gap_;
  std::map<Rational, std::pair<Ball, Ball>> samples_;
  std::string why_open_;
  std::vector<AgreedStretch> agreed_;
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
