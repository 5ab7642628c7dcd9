#include "proofs_check/decide.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "proofs_check/decide_every_size.hpp"
#include "proofs_check/decide_ground_claim.hpp"
#include "proofs_check/exact/prove.hpp"
#include "proofs_check/not_empty.hpp"
#include "proofs_check/times_of_claim.hpp"
#include "proofs_check/used_steps.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

namespace {

using theorems::GroundCheck;
using theorems::Method;
using theorems::Problem;

/// For a problem that fixes a symbolic size, which can only refute: small sizes refute at once or not at all.
constexpr double sample_seconds = 1;
constexpr double glance_seconds = 0.05;
constexpr std::size_t samples_after_a_proof = 3;
constexpr std::size_t kept_problems = 40;

VerdictKind least_verdict(Method method) {
  switch (method) {
    case Method::prove:
      return VerdictKind::proved;
    case Method::certify:
      return VerdictKind::certified;
    default:
      return VerdictKind::confirmed;
  }
}

/// The stricter of what the check and the command line ask for.
Method stricter(Method a, Method b) {
  const auto rank = [](Method method) { return method == Method::automatic ? 4 : static_cast<int>(method); };
  return rank(a) <= rank(b) ? a : b;
}

std::string smaller_power(const std::string& a, const std::string& b) {
  // Resolutions are written 1e-N; the coarsest one is what the whole check can promise.
  if (a.empty()) return b;
  if (b.empty()) return a;
  const auto exponent = [](const std::string& text) { return std::stol(text.substr(text.find('e') + 1)); };
  return exponent(a) >= exponent(b) ? a : b;
}

void put_first(std::vector<NamedValue>& witness, const std::vector<std::pair<std::string, std::string>>& chosen) {
  std::vector<NamedValue> all;
  all.reserve(chosen.size() + witness.size());
  for (const auto& [name, value] : chosen) all.push_back({name, value});
  all.insert(all.end(), witness.begin(), witness.end());
  witness = std::move(all);
}

/// What all ground claims of one check, over all problems, have come to so far.
class CheckTally {
 public:
  explicit CheckTally(const GroundCheck& check) {
    result_.name = check.name;
    result_.claim = check.claim_text;
    result_.for_text = check.for_text;
    result_.limit_text = check.limit_text;
    result_.is_step = check.is_step;
    result_.digits = check.digits;
    result_.uses = check.uses;
  }

  void include(Outcome outcome, const std::string& label,
               const std::vector<std::pair<std::string, std::string>>& chosen) {
    const bool decides = !any_ || outcome.verdict.kind() > result_.verdict.kind();
    result_.verdict = any_ ? result_.verdict.both(outcome.verdict) : outcome.verdict;
    any_ = true;
    if (decides) {
      result_.method = outcome.method;
      result_.backend = outcome.backend;
      result_.message = label.empty() ? outcome.message : label + ": " + outcome.message;
      result_.tried = outcome.tried;
      result_.margin = outcome.margin;
      result_.witness = outcome.witness;
      if (outcome.verdict.kind() == VerdictKind::refuted) put_first(result_.witness, chosen);
    }
    result_.resolution = smaller_power(result_.resolution, outcome.resolution);
    if (outcome.verdict.kind() == VerdictKind::refuted) result_.resolution.clear();
    if (result_.proof.size() < most_lines) {
      if (!label.empty() && !outcome.proof.empty()) result_.proof.push_back(label + ":");
      result_.proof.insert(result_.proof.end(), outcome.proof.begin(), outcome.proof.end());
    }
    result_.queries.insert(result_.queries.end(), outcome.queries.begin(), outcome.queries.end());
    for (FigureData& figure : outcome.figures) {
      if (result_.figures.size() < most_figures) result_.figures.push_back(std::move(figure));
    }
  }

  [[nodiscard]] bool proved() const { return any_ && result_.verdict.kind() == VerdictKind::proved; }
  [[nodiscard]] bool refuted() const { return any_ && result_.verdict.kind() == VerdictKind::refuted; }
  [[nodiscard]] CheckResult& result() { return result_; }

 private:
  static constexpr std::size_t most_lines = 400;
  static constexpr std::size_t most_figures = 3;
  bool any_ = false;
  CheckResult result_;
};

Outcome unsupported(const std::string& reason) {
  Outcome outcome;
  outcome.message = reason;
  outcome.tried.push_back({"none", "does not apply", reason, 0});
  return outcome;
}

/// The seconds that the claim's own file allows.
double allowed(const theorems::Head& head) {
  return head.budget_seconds > 0 ? head.budget_seconds : 1e9;
}

/// Whether no admitted parameters leave anything in the ranges of the claim's variables. Only ranges whose ends contain
/// parameters are looked at: the others are, when the file is read.
bool nothing_in_range(const Problem& problem, const theorems::GroundClaim& claim, const Deadline& deadline) {
  std::vector<theorems::FreeParameter> variables = problem.parameters;
  std::vector<theorems::Term> hypotheses = problem.hypotheses;
  bool open = false;
  for (const theorems::Binding& range : claim.reals) {
    open = open || !free_variables(range.low).empty() || !free_variables(range.high).empty();
    theorems::FreeParameter variable;
    variable.name = range.name;
    variable.integer = range.integer;
    variables.push_back(variable);
    for (const theorems::Term& end : range_of(range)) hypotheses.push_back(end);
  }
  return open && hypotheses_contradict(variables, hypotheses, deadline);
}

class ClaimDecision {
 public:
  ClaimDecision(const theorems::ClaimFile& claim, const DecideOptions& options)
      : claim_(claim),
        options_(options),
        deadline_(Deadline::in(options.budget_seconds).within(allowed(claim.head()))) {}

  ClaimResult run() {
    const auto start = std::chrono::steady_clock::now();
    ClaimResult result;
    result.head = claim_.head();
    const std::vector<GroundCheck> checks = collect_checks();
    for (std::size_t k = 0; k < checks.size(); ++k) {
      // Most checks and steps of a long file are quick, and leave time to those that are not.
      constexpr double least_share = 0.15;
      const double share = std::max(least_share, 1.0 / static_cast<double>(checks.size() - k));
      CheckResult check = decide_check(checks[k], deadline_.share(share));
      kinds_[check.name] = check.verdict.kind();
      if (options_.on_check) options_.on_check(check);
      result.verdict = result.checks.empty() ? check.verdict : result.verdict.both(check.verdict);
      result.checks.push_back(std::move(check));
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
  }

 private:
  /// Hypotheses that nothing satisfies are an error of the input, not a proof of everything.
  void refuse_contradiction(const Problem& problem) const {
    if (problem.hypotheses.empty() || problem.parameters.empty() || problem.checks.empty()) return;
    if (!hypotheses_contradict(problem.parameters, problem.hypotheses, deadline_.share(0.05))) return;
    throw theorems::InputError(problem.checks[0].where,
                               "nothing satisfies the hypotheses; expected assumptions that some parameters meet");
  }

  /// So are ranges that are empty whatever the parameters: a check all of whose claims are about nothing. Ends that are
  /// numbers were looked at when the file was read.
  void refuse_empty_ranges(const Problem& problem) const {
    for (const GroundCheck& check : problem.checks) {
      if (check.claims.empty()) continue;
      const auto about_nothing = [&](const theorems::GroundClaim& claim) {
        return nothing_in_range(problem, claim, deadline_.share(0.15));
      };
      if (std::all_of(check.claims.begin(), check.claims.end(), about_nothing))
        throw theorems::InputError(check.where,
                                   "the check's range is empty, whatever the parameters; expected a range that holds "
                                   "something for some of them");
      std::vector<theorems::FreeParameter> variables = problem.parameters;
      std::vector<theorems::Term> hypotheses = problem.hypotheses;
      for (const theorems::Binding& bound : check.claims[0].reals) {
        theorems::FreeParameter variable;
        variable.name = bound.name;
        variable.integer = bound.integer;
        variables.push_back(variable);
        for (const theorems::Term& end : range_of(bound)) hypotheses.push_back(end);
      }
      refuse_empty_quantifiers(check.claims[0].claim, variables, hypotheses, check.where);
    }
  }

  /// Times that the dynamics do not have are an error of the input also where they depend on parameters.
  void refuse_times(const Problem& problem) const {
    for (const GroundCheck& check : problem.checks) {
      for (const theorems::GroundClaim& claim : check.claims) {
        const std::string error = times_in_error(problem, claim, deadline_.share(0.3));
        if (!error.empty()) throw theorems::InputError(check.where, error);
      }
    }
  }

  /// Quantifiers inside a claim whose range is empty for all parameters (and for all values of what is bound outside).
  void refuse_empty_quantifiers(const theorems::Term& term, const std::vector<theorems::FreeParameter>& variables,
                                const std::vector<theorems::Term>& hypotheses, const theorems::Position& where) const {
    const bool quantifier = term.op() == theorems::Op::for_all || term.op() == theorems::Op::exists;
    if (!quantifier) {
      if (is_relation(term.op())) return;
      for (const theorems::Term& arg : term.args()) refuse_empty_quantifiers(arg, variables, hypotheses, where);
      return;
    }
    // The time may be bound again inside its own range: two values of one name, which are not told apart here.
    if (std::any_of(variables.begin(), variables.end(), [&](const auto& other) { return other.name == term.name(); }))
      return;
    std::vector<theorems::FreeParameter> inside = variables;
    std::vector<theorems::Term> known = hypotheses;
    theorems::FreeParameter bound;
    bound.name = term.name();
    bound.integer = term.node().integer_range;
    inside.push_back(bound);
    for (const theorems::Term& end : theorems::between(theorems::variable(term.name()), term.arg(0),
                                                       term.node().low_open, term.arg(1), term.node().high_open))
      known.push_back(end);
    const bool numbers = term.arg(0).is_number() && term.arg(1).is_number();
    if (!numbers && hypotheses_contradict(inside, known, deadline_.share(0.15).within(1)))
      throw theorems::InputError(where, "the range of '" + term.name() + "' in " + to_text(term) +
                                            " is empty for all parameters that are admitted");
    refuse_empty_quantifiers(term.arg(2), inside, known, where);
  }

  /// Every check of the file once, steps first and in the file's order. Problems may hold different checks: those with
  /// a limit do not run over the limit variable's values.
  std::vector<GroundCheck> collect_checks() {
    std::vector<GroundCheck> checks;
    const std::size_t problems = claim_.problem_count();
    for (std::size_t p = 0; p < problems; ++p) {
      const Problem problem = problem_at(p);
      if (!problem.sample_only && p < kept_problems) refuse_times(problem);
      if (problems == 1) {
        refuse_contradiction(problem);
        refuse_empty_ranges(problem);
      }
      for (const GroundCheck& check : problem.checks) {
        places_[check.name].push_back(p);
        if (!check.claims.empty() || check.every_size || !check.unsupported.empty()) claiming_.insert(check.name);
        const bool known = std::any_of(checks.begin(), checks.end(),
                                       [&](const GroundCheck& other) { return other.name == check.name; });
        if (!known) checks.push_back(check);
      }
    }
    refuse_nothing_claimed(checks);
    std::stable_sort(checks.begin(), checks.end(), [](const GroundCheck& a, const GroundCheck& b) {
      return std::tuple(!a.is_step, a.where.line, a.where.column) <
             std::tuple(!b.is_step, b.where.line, b.where.column);
    });
    return checks;
  }

  /// A range may be empty for some of a parameter's values, not for all.
  void refuse_nothing_claimed(const std::vector<GroundCheck>& checks) const {
    for (const GroundCheck& check : checks) {
      if (claiming_.contains(check.name)) continue;
      throw theorems::InputError(check.where, "nothing is claimed: the range is empty for every choice");
    }
  }

  CheckResult decide_check(const GroundCheck& wanted, const Deadline& deadline) {
    CheckTally tally(wanted);
    bool general_seen = false;
    const std::vector<std::size_t>& places = places_.at(wanted.name);
    std::size_t samples = 0;
    for (std::size_t k = 0; k < places.size() && !tally.refuted(); ++k) {
      const Problem problem = with_steps_shown(problem_at(places[k]), kinds_, VerdictKind::confirmed);
      if (problem.sample_only && tally.proved() && ++samples > samples_after_a_proof) break;
      const auto check = std::find_if(problem.checks.begin(), problem.checks.end(),
                                      [&](const GroundCheck& candidate) { return candidate.name == wanted.name; });
      general_seen = general_seen || !problem.sample_only;
      const bool general = check->every_size || problem.classes;
      const double share = std::max(general ? 0.5 : 0.0, 1.0 / static_cast<double>(places.size() - k));
      decide_in_problem(problem, *check, deadline.share(share), tally);
    }
    CheckResult& result = tally.result();
    if (!general_seen) result.verdict = result.verdict.at_least(VerdictKind::proved).both(Verdict());
    if (is_positive(result.verdict.kind())) require_something_to_speak_of(places, result);
    const Method least = stricter(wanted.method, options_.least);
    const Verdict limited = result.verdict.at_least(least_verdict(least));
    if (limited.kind() != result.verdict.kind()) {
      result.message = "only " + std::string(to_text(result.verdict.kind())) + ", which is less than was asked for";
      result.verdict = limited;
    }
    apply_steps(result);
    return std::move(result);
  }

  /// A claim about nothing is not established. Choices for which nothing satisfies the hypotheses harm nothing if there
  /// are others.
  void require_something_to_speak_of(const std::vector<std::size_t>& places, CheckResult& result) {
    constexpr double seconds = 5;
    std::optional<NotEmpty> admitted;
    for (std::size_t k = 0; k < places.size() && !admitted; ++k) {
      auto [known, is_new] = admitted_.try_emplace(places[k]);
      if (is_new) known->second = show_not_empty(problem_at(places[k]), deadline_.share(0.3).within(seconds));
      admitted = known->second;
    }
    if (admitted) return;
    result.verdict = result.verdict.about(admitted);
    result.message = "nothing is known to satisfy the hypotheses";
  }

  void decide_in_problem(const Problem& problem, const GroundCheck& check, const Deadline& deadline,
                         CheckTally& tally) {
    if (!check.unsupported.empty()) {
      tally.include(unsupported(check.unsupported), "", problem.chosen);
      return;
    }
    if (check.every_size) {
      tally.include(decide_every_size(problem, check, deadline), "", problem.chosen);
      return;
    }
    // What is proved for every size is still tried on small ones, as a check on the proof.
    const double sample = tally.proved() ? glance_seconds : sample_seconds;
    const Deadline here = problem.sample_only ? deadline.within(sample) : deadline;
    for (std::size_t k = 0; k < check.claims.size() && !tally.refuted(); ++k) {
      const Deadline share = here.share(1.0 / static_cast<double>(check.claims.size() - k));
      Outcome outcome = decide_ground_claim(problem, check, check.claims[k], share);
      if (outcome.verdict.kind() == VerdictKind::refuted) outcome = refuted_again(problem, check, k, share, outcome);
      // A problem that fixes what the claim leaves open can refute it and nothing else.
      if (problem.sample_only && outcome.verdict.kind() != VerdictKind::refuted) continue;
      tally.include(std::move(outcome), check.claims[k].label, problem.chosen);
    }
  }

  /// A refutation may use a step as a fact only if the step is true for certain: with one that is only confirmed it is
  /// made again without.
  Outcome refuted_again(const Problem& problem, const GroundCheck& check, std::size_t claim, const Deadline& deadline,
                        Outcome outcome) const {
    const Problem certain = with_steps_shown(problem, kinds_, VerdictKind::certified);
    const auto same = std::find_if(certain.checks.begin(), certain.checks.end(),
                                   [&](const GroundCheck& candidate) { return candidate.name == check.name; });
    if (same->uses == check.uses) return outcome;
    return decide_ground_claim(certain, *same, same->claims[claim], deadline);
  }

  /// A check that uses a step which is not proved is not proved; one that uses a refuted step is not established at
  /// all.
  void apply_steps(CheckResult& result) {
    for (const std::string& name : result.uses) {
      const VerdictKind kind = kinds_.at(name);
      if (kind == VerdictKind::proved || !is_positive(result.verdict.kind())) continue;
      result.verdict = is_positive(kind) ? result.verdict.capped(kind) : result.verdict.both(Verdict());
      result.message = "rests on the step '" + name + "', which is " + std::string(to_text(kind));
    }
  }

  /// The first problems are kept: every check goes through all of them.
  Problem problem_at(std::size_t index) {
    if (index >= kept_problems) return claim_.problem(index, options_.digits);
    const auto known = problems_.find(index);
    if (known != problems_.end()) return known->second;
    return problems_.emplace(index, claim_.problem(index, options_.digits)).first->second;
  }

  const theorems::ClaimFile& claim_;
  const DecideOptions& options_;
  std::map<std::size_t, Problem> problems_;
  Deadline deadline_;
  std::map<std::string, VerdictKind> kinds_;
  std::map<std::string, std::vector<std::size_t>> places_;   // the problems that hold each check
  std::map<std::size_t, std::optional<NotEmpty>> admitted_;  // by problem
  std::set<std::string> claiming_;                           // checks that claim something in some problem
};

}  // namespace

ClaimResult decide(const theorems::ClaimFile& claim, const DecideOptions& options) {
  return ClaimDecision(claim, options).run();
}

}  // namespace flowcert::proofs
