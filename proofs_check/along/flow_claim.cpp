#include "proofs_check/along/flow_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/along/sides_figure.hpp"
#include "proofs_check/along/steps_visibility.hpp"
#include "proofs_check/numeric/resolution.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using integrators::log10_of;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

class StepsExaminer {
 public:
  StepsExaminer(const PathStatement& statement, const FlowRuns& runs, int digits, const Deadline& deadline)
      : statement_(statement),
        runs_(runs),
        digits_(digits),
        deadline_(deadline),
        names_(free_variables(statement.observed.claim)),
        claim_(statement.observed.claim, names_) {}

  PathFinding run() {
    const integrators::ScopedDigits precision(runs_.digits() + 10);
    for (const auto& moment : statement_.observed.moments) moments_.push_back(moment_value(moment));
    for (Rational n = statement_.from; n <= statement_.to; n += 1)
      if (!look(n)) return std::move(finding_);
    if (!finding_.message.empty()) return std::move(finding_);
    finding_.truth = Truth::yes;
    see_moments();
    finding_.hidden_digits = visibility_.hidden();
    summarise();
    return std::move(finding_);
  }

 private:
  [[nodiscard]] bool at_open_end(const Rational& t) const {
    return (t == statement_.from && statement_.from_open) || (t == statement_.to && statement_.to_open);
  }

  /// What the claim says at a step, where at(e, n) is e itself and not only a number close to it.
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
    return here;
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

  /// A value at a fixed step is in the sides by what it is made of.
  void see_moments() {
    for (const auto& moment : statement_.observed.moments) {
      const std::vector<std::string> names = free_variables(moment.value);
      const Rational t = integrators::dyadic_midpoint(closed_value(moment.time));
      visibility_.see(relation(Op::equal, moment.value, moment.value), names, runs_.values(names, t));
    }
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

  /// Evaluates the claim at one step; false when that settles or ends the examination.
  bool look(const Rational& t) {
    if (at_open_end(t)) return true;
    if (deadline_.passed()) {
      finding_.message = fmt::format("out of time at n = {}", Ball(t).text(10));
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
    best_resolution_.resize(relations.size(), 0);
    for (std::size_t k = 0; k < relations.size(); ++k) {
      exact.push_back(relations[k].truth);
      const bool equality = relations[k].term.op() == Op::equal;
      const bool agree = equality && relations[k].truth == Truth::unknown && agrees(relations[k]);
      if (agree) visibility_.see(relations[k].term, names, inputs);
      agreed.push_back(agree ? Truth::yes : relations[k].truth);
      if (equality) note_resolution(k, relations[k]);
    }
    const Truth truth = claim.combine(agreed, inputs, deadline_);
    if (claim.combine(exact, inputs, deadline_) == Truth::no) return fail(t, relations);
    if (truth != Truth::yes) {
      if (finding_.message.empty()) {
        finding_.time = t;
        finding_.message = fmt::format("open at n = {}: {}", Ball(t).text(10), open_relation(relations, agreed));
      }
      return count_missing_digits(relations, agreed);
    }
    note_slack(t, relations);
    if (!relations.empty()) samples_.push_back({t, relations[0].left.value, relations[0].right.value});
    return true;
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
      finding_.message = fmt::format("{} fails at n = {}: {}", text, Ball(t).text(20),
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

  void summarise() {
    int resolution = 0;
    for (const int best : best_resolution_) {
      if (best > 0) resolution = resolution == 0 ? best : std::min(resolution, best);
    }
    if (resolution > 0) finding_.resolution = fmt::format("1e-{}", resolution);
    if (least_slack_) {
      finding_.margin = fmt::format("{:.3g} at {} = {}", least_slack_->first, "n", Ball(least_slack_->second).text(10));
    }
    std::sort(samples_.begin(), samples_.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    finding_.figures = sides_figures(samples_, "n", false);
  }

  const PathStatement& statement_;
  const FlowRuns& runs_;
  int digits_;
  Deadline deadline_;
  std::vector<std::string> names_;
  ClaimProgram claim_;
  std::vector<Ball> moments_;
  std::vector<SidesAt> samples_;
  StepsVisibility visibility_;
  std::vector<int> best_resolution_;
  PathFinding finding_;
  std::optional<std::pair<double, Rational>> least_slack_;
};

PathFinding examine_steps(const PathStatement& statement, const FlowRuns& runs, int digits, const Deadline& deadline) {
  PathFinding finding;
  try {
    return StepsExaminer(statement, runs, digits, deadline).run();
  } catch (const std::exception& reason) {
    finding.message = reason.what();
  }
  return finding;
}

}  // namespace flowcert::proofs
