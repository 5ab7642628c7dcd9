#include "proofs_check/along/flow_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <unordered_set>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/sides_figure.hpp"
#include "proofs_check/numeric/resolution.hpp"
#include "proofs_check/rigorous/closed_value.hpp"
#include "theorems/terms/rewrite.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::log10_of;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t most_times = 3'000;
constexpr std::size_t most_intervals = 60;  // natural ones that are each looked into
constexpr int inner_times = 3;
const Rational shortest_share(1, 1'000'000'000'000);  // of the range, between two times

/// True if some abs, sign, min, max, floor or ceil has an argument that depends on more than time.
bool switches_on_observables(const Term& term) {
  const bool switching = term.op() == Op::abs || term.op() == Op::sign || term.op() == Op::min ||
                         term.op() == Op::max || term.op() == Op::floor || term.op() == Op::ceil;
  if (switching) {
    for (const std::string& name : free_variables(term)) {
      if (name != "t" && name != "n") return true;
    }
  }
  return std::any_of(term.args().begin(), term.args().end(), switches_on_observables);
}

}  // namespace

class FlowExaminer {
 public:
  FlowExaminer(const PathStatement& statement, const FlowRuns& runs, int digits, const Deadline& deadline)
      : statement_(statement),
        runs_(runs),
        digits_(digits),
        deadline_(deadline),
        names_(free_variables(statement.observed.claim)),
        claim_(statement.observed.claim, names_),
        events_(runs.event_ranges()) {}

  FlowFinding run() {
    const integrators::ScopedDigits precision(runs_.digits() + 10);
    for (const auto& moment : statement_.observed.moments) moments_.push_back(moment_value(moment));
    const std::vector<Rational> times = chosen_times();
    for (const Rational& t : times) {
      if (!look(t)) return std::move(finding_);
    }
    if (!finding_.message.empty()) return std::move(finding_);
    for (std::size_t k = 0; k + 1 < times.size(); ++k) {
      if (!runs_.continuous()) break;  // every step was looked at
      if (!between(times[k], times[k + 1])) return std::move(finding_);
    }
    if (runs_.continuous() && times.size() > 1 && switches_on_observables(statement_.observed.claim) && any_equality_) {
      finding_.message = "an equality whose terms switch on observables: agreement at times says nothing between them";
      return std::move(finding_);
    }
    if (runs_.continuous() && times.size() > 1 && single_times_matter(statement_.observed.claim, false))
      finding_.message = "the claim can change at a single time, between those that were looked at";
    if (!finding_.message.empty()) return std::move(finding_);
    finding_.truth = Truth::yes;
    summarise();
    return std::move(finding_);
  }

 private:
  struct Looked {
    Truth truth = Truth::unknown;
    std::vector<double> slack;  // of each inequality: signed distance, NaN for equalities
  };

  [[nodiscard]] bool at_open_end(const Rational& t) const {
    return (t == statement_.from && statement_.from_open) || (t == statement_.to && statement_.to_open);
  }

  /// What the claim says at t, where at(e, t) is e itself and not only a number close to it. At an open end, what it
  /// says in the limit: sides that must differ on the way may meet.
  [[nodiscard]] Term claim_at(const Rational& t) const {
    theorems::Substitution values;
    for (const auto& moment : statement_.observed.moments)
      if (moment.time.is_number(t)) values.emplace(moment.name, moment.value);
    Term here = substitute(statement_.observed.claim, values);
    if (t == 0) {
      theorems::Substitution alike;
      for (const std::string& name : free_variables(here)) {
        if (!is_moment(name)) alike.emplace(name, theorems::variable(runs_.same_at_start(name)));
      }
      here = substitute(here, alike);
    }
    static constexpr std::array reversing{Op::logical_not, Op::implies};
    if (!at_open_end(t) || contains(here, reversing)) return here;
    return theorems::rewrite(here, [](const Term& node) -> std::optional<Term> {
      if (node.op() == Op::less) return relation(Op::less_equal, node.arg(0), node.arg(1));
      if (node.op() == Op::greater) return relation(Op::greater_equal, node.arg(0), node.arg(1));
      return std::nullopt;
    });
  }

  Ball moment_value(const ObservedClaim::Moment& moment) const {
    const Rational t = integrators::dyadic_midpoint(closed_value(moment.time));
    const std::vector<std::string> names = free_variables(moment.value);
    BallProgram program(names);
    const std::size_t slot = program.compile(moment.value);
    std::vector<Enclosed> slots;
    program.run(runs_.values(names, t), slots);
    return slots[slot].value;
  }

  using Moments = std::vector<ObservedClaim::Moment>;
  [[nodiscard]] Moments::const_iterator moment_of(const std::string& name) const {
    return std::find_if(statement_.observed.moments.begin(), statement_.observed.moments.end(),
                        [&](const ObservedClaim::Moment& candidate) { return candidate.name == name; });
  }
  [[nodiscard]] bool is_moment(const std::string& name) const {
    return moment_of(name) != statement_.observed.moments.end();
  }

  std::vector<Ball> inputs_at(const Rational& t, const std::vector<std::string>& names) const {
    std::vector<std::string> observed;
    for (const std::string& name : names) {
      if (!is_moment(name)) observed.push_back(name);
    }
    const std::vector<Ball> now = runs_.values(observed, t);
    std::vector<Ball> inputs;
    std::size_t next = 0;
    for (const std::string& name : names) {
      const auto moment = moment_of(name);
      inputs.push_back(moment == statement_.observed.moments.end()
                           ? now[next++]
                           : moments_[static_cast<std::size_t>(moment - statement_.observed.moments.begin())]);
    }
    return inputs;
  }

  std::vector<Rational> chosen_times() const {
    std::vector<Rational> times;
    if (!runs_.continuous()) {
      for (Rational n = statement_.from; n <= statement_.to; n += 1) times.push_back(n);
      return times;
    }
    std::vector<Rational> natural = runs_.natural_times(statement_.from, statement_.to);
    const std::size_t stride = 1 + natural.size() / most_intervals;
    for (std::size_t k = 0; k < natural.size(); ++k) {
      if (k % stride == 0 || k + 1 == natural.size() || ends_event(natural[k])) times.push_back(natural[k]);
    }
    if (times.size() == 1 || times.front() == times.back()) return {times.front()};
    std::vector<Rational> all;
    for (std::size_t k = 0; k + 1 < times.size(); ++k) {
      const int more = in_event(times[k], times[k + 1]) ? 0 : inner_times;
      for (int j = 0; j <= more; ++j) {
        all.push_back(times[k] + (times[k + 1] - times[k]) * Rational(j) / (more + 1));
      }
    }
    all.push_back(times.back());
    for (const auto& moment : statement_.observed.moments)  // where sides such as loss and at(loss, 1/3) meet
      if (moment.time.is_number() && moment.time.number() > all.front() && moment.time.number() < all.back())
        all.push_back(moment.time.number());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  /// Evaluates the claim at one time; false when that settles or ends the examination.
  bool look(const Rational& t) {
    const bool open_end = at_open_end(t);
    if (looked_.contains(t) || (open_end && !runs_.continuous())) return true;
    if (deadline_.passed() || looked_.size() >= most_times) {
      finding_.message = fmt::format("out of time at t = {}", Ball(t).text(10));
      return false;
    }
    ++finding_.times;
    const Term here = claim_at(t);
    const bool usual = here == statement_.observed.claim;
    const std::vector<std::string> names = usual ? names_ : free_variables(here);
    std::optional<ClaimProgram> own;
    if (!usual) own.emplace(here, names);
    const ClaimProgram& claim = usual ? claim_ : *own;
    const std::vector<Ball> inputs = inputs_at(t, names);
    const auto relations = claim.relations(inputs, deadline_);
    std::vector<Truth> exact;
    std::vector<Truth> agreed;
    Looked looked;
    best_resolution_.resize(relations.size(), 0);
    for (std::size_t k = 0; k < relations.size(); ++k) {
      exact.push_back(relations[k].truth);
      const bool equality = relations[k].term.op() == Op::equal;
      any_equality_ = any_equality_ || equality;
      const bool agree = equality && relations[k].truth == Truth::unknown && agrees(relations[k]);
      agreed.push_back(agree ? Truth::yes : relations[k].truth);
      const Ball difference = relations[k].left.value - relations[k].right.value;
      const bool touch = relations[k].truth == Truth::yes && difference.contains_zero();
      looked.slack.push_back(equality ? std::nan("") : (touch ? 0 : difference.midpoint_double()));
      if (equality) note_resolution(k, relations[k]);
    }
    looked.truth = claim.combine(agreed, inputs, deadline_);
    if (open_end && looked.truth != Truth::yes) return look_nearer(t);
    if (claim.combine(exact, inputs, deadline_) == Truth::no) return fail(t, relations);
    if (looked.truth != Truth::yes) {
      if (finding_.message.empty()) {
        finding_.time = t;
        finding_.message = fmt::format("open at t = {}: {}", Ball(t).text(10), open_relation(relations, agreed));
      }
      return count_missing_digits(relations, agreed);
    }
    note_slack(t, relations);
    if (!relations.empty()) samples_.push_back({t, relations[0].left.value, relations[0].right.value});
    looked_.emplace(t, std::move(looked));
    return true;
  }

  /// As look, but false also where equalities need more digits.
  bool settles_at(const Rational& t) { return look(t) && looked_.contains(t); }

  /// The claim does not hold in the limit at an open end, or that is not clear: then it fails near the end, if it
  /// fails.
  bool look_nearer(const Rational& end) {
    const Rational other = end == statement_.from ? statement_.to : statement_.from;
    Rational distance = other - end;
    for (int k = 0; k < 60; k += 4) {
      distance /= 16;
      if (!look(end + distance)) return false;
    }
    finding_.time = end;
    finding_.message = fmt::format("open in the limit at t = {}", Ball(end).text(10));
    return false;
  }

  /// How many more digits the open equalities need, by the balls at hand; false if something else is open as well, for
  /// which that cannot be said.
  bool count_missing_digits(const std::vector<ClaimProgram::Relation>& relations, const std::vector<Truth>& truths) {
    for (std::size_t k = 0; k < relations.size(); ++k) {
      if (truths[k] == Truth::yes) continue;
      if (relations[k].term.op() != Op::equal) return false;
      const double missing = log10_of(relations[k].left.value - relations[k].right.value) - allowed(relations[k]);
      if (!std::isfinite(missing)) return false;
      finding_.missing_digits = std::max(finding_.missing_digits, int(missing) + 1);
    }
    return true;
  }

  void note_slack(const Rational& t, const std::vector<ClaimProgram::Relation>& relations) {
    for (const auto& relation : relations) {
      if (relation.term.op() == Op::equal || relation.truth != Truth::yes) continue;
      const double slack = std::abs((relation.left.value - relation.right.value).midpoint_double());
      if (!least_slack_ || slack < least_slack_->first) least_slack_.emplace(slack, t);
    }
  }

  bool fail(const Rational& t, const std::vector<ClaimProgram::Relation>& relations) {
    finding_.truth = Truth::no;
    finding_.time = t;
    for (const auto& relation : relations) {
      if (relation.truth != Truth::no) continue;
      std::string text = to_text(relation.term);
      if (text.size() > 160) text = text.substr(0, 160) + " ...";
      finding_.message = fmt::format("{} fails at t = {}: {}", text, Ball(t).text(20),
                                     sides_text(relation.left.value, relation.right.value));
      break;
    }
    return false;
  }

  static std::string open_relation(const std::vector<ClaimProgram::Relation>& relations,
                                   const std::vector<Truth>& truths) {
    for (std::size_t k = 0; k < relations.size(); ++k) {
      if (truths[k] == Truth::yes) continue;
      return fmt::format("left side {}, right side {}", relations[k].left.value.text(20),
                         relations[k].right.value.text(20));
    }
    return "no relation stands out";
  }

  /// Relative to the sides, or, where both contain 0, absolute: observables of these flows are of the order of the
  /// target.
  bool agrees(const ClaimProgram::Relation& relation) const {
    if (both(relation.left.defined, relation.right.defined) != Truth::yes) return false;
    return log10_of(relation.left.value - relation.right.value) <= allowed(relation);
  }

  /// The decimal logarithm of the largest difference that counts as agreement.
  double allowed(const ClaimProgram::Relation& relation) const {
    double size = -HUGE_VAL;
    for (const Ball* side : {&relation.left.value, &relation.right.value}) {
      if (side->certainly_nonzero()) size = std::max(size, log10_of(*side));
    }
    if (!std::isfinite(size)) size = 0;
    return size - digits_;
  }

  void note_resolution(std::size_t k, const ClaimProgram::Relation& relation) {
    const Ball& right = relation.right.value;
    if (right.contains_zero()) return;
    best_resolution_[k] = std::max(best_resolution_[k], told_apart(relation.left.value, right, right, runs_.digits()));
  }

  /// Inequalities between two times: the slack must be larger than its change, else the middle is looked at as well.
  bool between(const Rational& from, const Rational& to) {
    if (in_event(from, to)) return true;
    std::vector<std::pair<Rational, Rational>> open{{from, to}};
    while (!open.empty()) {
      const auto [a, b] = open.back();
      open.pop_back();
      const Rational middle = (a + b) / 2;
      if (!settles_at(middle)) return false;
      const bool quiet = settled(a, a, middle, b) && settled(a, middle, b, b);
      if (quiet && defined_over(a, middle, b) && touches_grow(a, b) && touches_grow(b, a)) continue;
      if (!finding_.message.empty()) return false;
      if (b - a < (statement_.to - statement_.from) * shortest_share) {
        finding_.time = a;
        finding_.message = fmt::format("the inequality is too tight to be followed near t = {}", Ball(a).text(10));
        return false;
      }
      open.push_back({middle, b});
      open.push_back({a, middle});
    }
    return true;
  }

  bool ends_event(const Rational& t) const {
    return std::any_of(events_.begin(), events_.end(),
                       [&](const auto& range) { return t == range.from || t == range.to; });
  }

  bool in_event(const Rational& from, const Rational& to) const {
    return std::any_of(events_.begin(), events_.end(),
                       [&](const auto& range) { return from >= range.from && to <= range.to; });
  }

  /// A jump of what moves, or an equality of it that is not simply claimed.
  [[nodiscard]] bool single_times_matter(const Term& term, bool below_connective) const {
    const auto moves = [&] {
      const std::vector<std::string> names = free_variables(term);
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return !is_moment(name); });
    };
    const bool jump = term.op() == Op::sign || term.op() == Op::floor || term.op() == Op::ceil;
    const bool equality = term.op() == Op::equal || term.op() == Op::not_equal;
    if ((jump || (equality && below_connective)) && moves()) return true;
    const bool connective =
        below_connective || term.op() == Op::logical_not || term.op() == Op::implies || term.op() == Op::logical_or;
    return std::any_of(term.args().begin(), term.args().end(),
                       [&](const Term& arg) { return single_times_matter(arg, connective); });
  }

  /// Whether both sides of every relation are defined for all values twice as far from those in the middle as those at
  /// the ends are.
  bool defined_over(const Rational& a, const Rational& middle, const Rational& b) const {
    const std::vector<Ball> low = inputs_at(a, names_), high = inputs_at(b, names_);
    std::vector<Ball> box = inputs_at(middle, names_);
    for (std::size_t k = 0; k < box.size(); ++k) {
      const Ball spread = Ball::hull(low[k] - box[k], high[k] - box[k]);
      box[k] = names_[k] == "t" ? Ball::interval(a, b) : box[k] + Ball(2) * Ball::hull(spread, Ball(0));
    }
    const auto relations = claim_.relations(box, deadline_);
    return std::all_of(relations.begin(), relations.end(), [](const ClaimProgram::Relation& relation) {
      return both(relation.left.defined, relation.right.defined) == Truth::yes;
    });
  }

  /// Roots, logarithms and the like of what moves: such a claim may do anything close to where its sides meet.
  [[nodiscard]] bool rough(const Term& term) const {
    const bool op =
        term.op() == Op::sqrt || term.op() == Op::abs || term.op() == Op::log || term.op() == Op::min ||
        term.op() == Op::max || term.op() == Op::sign || term.op() == Op::floor || term.op() == Op::ceil ||
        term.op() == Op::matrix_function ||
        (term.op() == Op::power && !(term.arg(1).is_number() && theorems::is_integer(term.arg(1).number())));
    if (op)
      for (const std::string& name : free_variables(term))
        if (!is_moment(name)) return true;
    return std::any_of(term.args().begin(), term.args().end(), [&](const Term& arg) { return rough(arg); });
  }

  /// Sides that are equal at a time, as loss <= initial(loss) at 0, must come apart in proportion to the time since (or
  /// before), down to a billionth of the stretch. Or stay equal, as a loss that has become 0.
  bool touches_grow(const Rational& at, const Rational& other) {
    const Looked touch = looked_.at(at), far = looked_.at(other);
    for (std::size_t k = 0; k < touch.slack.size(); ++k) {
      if (touch.slack[k] != 0) continue;
      if (far.slack[k] == 0) {
        for (const int part : {1, 2, 3}) {
          const Rational t = at + (other - at) * Rational(part) / 4;
          if (!settles_at(t) || looked_.at(t).slack[k] != 0) return false;
        }
        continue;
      }
      if (rough(statement_.observed.claim)) return false;
      constexpr int halvings = 30, first_halvings = 6;
      Rational distance = other - at;
      double later = 0;
      for (int n = 0; n < halvings; ++n, distance /= 2) {
        const Rational t = at + distance;
        if (!settles_at(t)) return false;
        const double slack = looked_.at(t).slack[k], share = slack / later;
        const double room = n < first_halvings ? 0.3 : 0.05;
        if (n > 0 && !(std::abs(share - 0.5) < room)) return false;
        later = slack;
      }
    }
    return true;
  }

  /// The slack changes by less than itself from `first` to `last`, within a stretch from a to b. Where it is zero at an
  /// end of the stretch, see touches_grow.
  [[nodiscard]] bool settled(const Rational& a, const Rational& first, const Rational& last, const Rational& b) const {
    const std::vector<double>&low = looked_.at(first).slack, &high = looked_.at(last).slack;
    for (std::size_t k = 0; k < low.size(); ++k) {
      if (std::isnan(low[k]) || looked_.at(a).slack[k] == 0 || looked_.at(b).slack[k] == 0) continue;
      if (std::abs(low[k] - high[k]) > std::min(std::abs(low[k]), std::abs(high[k]))) return false;
    }
    return true;
  }

  void summarise() {
    int resolution = 0;
    for (const int best : best_resolution_) {
      if (best > 0) resolution = resolution == 0 ? best : std::min(resolution, best);
    }
    if (resolution > 0) finding_.resolution = fmt::format("1e-{}", resolution);
    if (least_slack_) {
      finding_.margin = fmt::format("{:.3g} at {} = {}", least_slack_->first, runs_.continuous() ? "t" : "n",
                                    Ball(least_slack_->second).text(10));
    }
    std::sort(samples_.begin(), samples_.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    finding_.figures = sides_figures(samples_, runs_.continuous() ? "t" : "n", false);
  }

  const PathStatement& statement_;
  const FlowRuns& runs_;
  int digits_;
  Deadline deadline_;
  std::vector<std::string> names_;
  ClaimProgram claim_;
  std::vector<FlowRuns::EventRange> events_;
  std::vector<Ball> moments_;
  std::map<Rational, Looked> looked_;
  std::vector<SidesAt> samples_;
  std::vector<int> best_resolution_;
  bool any_equality_ = false;
  FlowFinding finding_;
  std::optional<std::pair<double, Rational>> least_slack_;
};

FlowFinding examine_flow(const PathStatement& statement, const FlowRuns& runs, int digits, const Deadline& deadline) {
  FlowFinding finding;
  try {
    return FlowExaminer(statement, runs, digits, deadline).run();
  } catch (const std::exception& reason) {
    finding.message = reason.what();
  }
  return finding;
}

}  // namespace flowcert::proofs
