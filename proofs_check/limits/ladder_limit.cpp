#include "proofs_check/limits/ladder_limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/decide/settle.hpp"
#include "proofs_check/limits/at_scale.hpp"
#include "proofs_check/limits/build_ladder.hpp"
#include "proofs_check/limits/judge.hpp"
#include "proofs_check/limits/ladder_figure.hpp"
#include "proofs_check/limits/measure.hpp"
#include "proofs_check/numeric/kernel.hpp"
#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

using Answer = Judgement::Answer;
using Kind = LimitPart::Kind;

namespace {

/// How much smaller than every number of the claim a limit must be to be told from 0.
constexpr double spare_digits = 3;
/// By how many powers of ten the last scale must be beyond every number of the claim.
constexpr double spare_depth = 0.3;

Judgement judge(const LimitPart& part, const Ladder& ladder, bool to_infinity, double least_resolution) {
  switch (part.kind) {
    case Kind::vanishes:
      return tends_to_zero(ladder, least_resolution);
    case Kind::bounded:
      return stays_bounded(ladder);
    case Kind::order: {
      const integrators::Ball exponent = closed_value(*part.exponent);
      if (!exponent.finite()) return {Answer::open, "the exponent has no value", 0};
      return has_decay(ladder, to_infinity ? -exponent.midpoint_double() : exponent.midpoint_double());
    }
    case Kind::at_most:
      return is_below_in_limit(ladder, false, least_resolution);
    case Kind::below:
      return is_below_in_limit(ladder, true, least_resolution);
  }
  return {};
}

}  // namespace

class LadderMethod {
 public:
  LadderMethod(const LimitQuestion& question, const Deadline& deadline) : question_(question), deadline_(deadline) {
    for (const LimitPart& part : question.parts)
      if (part.exponent && !free_variables(*part.exponent).empty())
        throw std::invalid_argument("an exponent that depends on parameters");
    if (may_oscillate(question.problem, question.claim))
      throw std::invalid_argument("what may oscillate says nothing between the scales looked at");
  }

  AttemptReport run(Outcome& outcome) {
    if (question_.limit.time) return look_along_time(outcome);
    if (!question_.problem.dynamics && question_.problem.flows.empty())
      return look_at(
          ladders(scales_for(question_.limit, question_.claim.reals.empty() ? Effort::formula : Effort::supremum),
                  measure_of_formula(question_), deadline_),
          outcome);
    const Measure measure = counts_steps() ? measure_of_steps(question_) : measure_of_solutions(question_);
    AttemptReport report;
    for (const auto& [effort, share] :
         {std::pair(Effort::runs, 0.35), std::pair(Effort::deep_runs, 0.35), std::pair(Effort::long_runs, 1.0)}) {
      try {
        report = look_at(ladders(scales_for(question_.limit, effort), measure, deadline_.share(share)), outcome);
      } catch (const std::runtime_error& reason) {
        if (effort == Effort::long_runs) throw;
        report = stay_open(reason.what(), outcome);
      }
      if (report.outcome != gave_up) break;
    }
    return report;
  }

 private:
  static constexpr const char* gave_up = "gave up";

  /// One run, followed further until the scales it has decide.
  AttemptReport look_along_time(Outcome& outcome) const {
    const bool in_steps = question_.limit.integer;
    const Deadline following = deadline_.share(0.7);
    const MeasureOfTime run = in_steps ? measure_in_steps(question_, following) : measure_in_time(question_, following);
    for (;;) {
      AttemptReport report = look_at(ladders(scales_until(run.end(), in_steps), run.measure, deadline_), outcome);
      if (report.outcome != gave_up || !run.further(following)) return report;
    }
  }

  /// The ladders of all parts, as long as it takes to decide.
  [[nodiscard]] std::vector<Ladder> ladders(const Scales& scales, const Measure& measure,
                                            const Deadline& deadline) const {
    const Climb climb{depth_needed(), [&](const std::vector<Ladder>& so_far) { return decides(so_far); }};
    return build_ladder(scales, question_.parts.size(), measure, climb, deadline);
  }

  [[nodiscard]] std::vector<Judgement> judgements_of(const std::vector<Ladder>& ladders) const {
    const double least = -(smallest_number(question_.problem, question_.claim) + spare_digits);
    const bool to_infinity = !question_.limit.to.is_number();
    std::vector<Judgement> judgements;
    for (std::size_t k = 0; k < ladders.size(); ++k)
      judgements.push_back(judge(question_.parts[k], ladders[k], to_infinity, least));
    return judgements;
  }

  [[nodiscard]] bool decides(const std::vector<Ladder>& ladders) const {
    if (!not_far_enough(ladders.front()).empty()) return false;
    const std::vector<Judgement> judgements = judgements_of(ladders);
    const auto answered = [](Answer answer) {
      return [answer](const Judgement& judgement) { return judgement.answer == answer; };
    };
    return std::any_of(judgements.begin(), judgements.end(), answered(Answer::no)) ||
           std::all_of(judgements.begin(), judgements.end(), answered(Answer::yes));
  }

  AttemptReport look_at(const std::vector<Ladder>& ladders, Outcome& outcome) const {
    outcome.figures = ladder_figures(question_, ladders);
    const std::string near = not_far_enough(ladders.front());
    if (!near.empty()) return stay_open(near, outcome);
    const std::vector<Judgement> judgements = judgements_of(ladders);
    const auto answers = [&](Answer answer) {
      return std::find_if(judgements.begin(), judgements.end(),
                          [&](const Judgement& judgement) { return judgement.answer == answer; });
    };
    if (const auto no = answers(Answer::no); no != judgements.end()) return refuse(ladders.front(), *no, outcome);
    if (const auto open = answers(Answer::open); open != judgements.end()) return stay_open(open->reason, outcome);
    return confirm(ladders.front(), judgements, outcome);
  }

  static AttemptReport stay_open(const std::string& reason, Outcome& outcome) {
    outcome.message = "undecided: " + reason;
    return {gave_up, reason};
  }

  /// How far the scales must go: beyond every number of the claim.
  [[nodiscard]] double depth_needed() const {
    return std::log(10.0) * (farthest_number(question_.problem, question_.claim) + spare_depth);
  }

  /// Why the scales are not enough, or "".
  [[nodiscard]] std::string not_far_enough(const Ladder& ladder) const {
    const double needed = depth_needed();
    if (!ladder.main.empty() && ladder.main.back().depth > needed) return "";
    return fmt::format("the scales looked at do not go beyond the claim's own numbers, 1e{:.1f}",
                       needed / std::log(10.0) - spare_depth);
  }

  [[nodiscard]] bool counts_steps() const {
    const theorems::Problem& problem = question_.problem;
    if (problem.dynamics) return problem.dynamics->kind == theorems::Dynamics::Kind::iteration;
    return std::any_of(problem.flows.begin(), problem.flows.end(),
                       [](const theorems::FlowDescription& flow) { return flow.discrete.has_value(); });
  }

  [[nodiscard]] std::string scales_text(const Ladder& ladder) const {
    constexpr int digits = 4;
    return fmt::format("{} values of {} from {} to {}", ladder.main.size() + ladder.between.size(),
                       question_.limit.name, integrators::Ball(ladder.main.front().at).text(digits),
                       integrators::Ball(ladder.main.back().at).text(digits));
  }

  AttemptReport refuse(const Ladder& ladder, const Judgement& judgement, Outcome& outcome) const {
    const std::string at = integrators::Ball(ladder.main.back().at).text(20);
    const VerifiedWitness witness = NumericKernel::witness({{question_.limit.name, at}}, ladder_method);
    const std::string message = judgement.reason + ": " + scales_text(ladder);
    refute(outcome, witness, ladder_method, "Arb", message);
    return {"refuted", message};
  }

  AttemptReport confirm(const Ladder& ladder, const std::vector<Judgement>& judgements, Outcome& outcome) const {
    double resolution = -HUGE_VAL;
    for (const Judgement& judgement : judgements) {
      resolution = std::max(resolution, judgement.resolution);
      outcome.proof.push_back(judgement.reason + ": " + scales_text(ladder));
    }
    outcome.verdict = Verdict::from(NumericKernel::confirmed(ladder_method));
    outcome.method = ladder_method;
    outcome.backend = "Arb";
    outcome.resolution = fmt::format("1e{:.0f}", std::ceil(resolution));
    outcome.message.clear();
    return {"confirmed", outcome.proof.back()};
  }

  LimitQuestion question_;
  Deadline deadline_;
};

AttemptReport climb_ladder(const theorems::Problem& problem, const theorems::GroundClaim& claim,
                           const theorems::LimitVariable& limit, const std::vector<LimitPart>& parts,
                           const Deadline& deadline, Outcome& outcome) {
  try {
    return LadderMethod({problem, claim, limit, parts}, deadline).run(outcome);
  } catch (const std::exception& reason) {
    outcome.message = std::string("undecided: ") + reason.what();
    return {"gave up", reason.what()};
  }
}

}  // namespace flowcert::proofs
