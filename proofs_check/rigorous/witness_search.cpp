#include "proofs_check/rigorous/witness_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "proofs_check/rigorous/kernel.hpp"
#include "proofs_check/rigorous/point_claim.hpp"
#include "proofs_check/rigorous/sampler.hpp"

namespace flowcert::proofs {

using theorems::Integer;
using theorems::Rational;

namespace {

constexpr int witness_digits = 30;

/// `value` rounded to `digits` significant decimal digits.
Rational rounded(const Rational& value, int digits) {
  if (value == 0) return value;
  Integer scale = 1;
  Rational size = abs(value);
  int shift = 0;
  while (size < 1 && shift < 400) {
    size *= 10;
    ++shift;
  }
  scale = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(shift + digits));
  const Rational scaled = value * Rational(scale) + Rational(1) / 2;
  Integer quotient = numerator(scaled) / denominator(scaled);
  if (scaled < 0 && Rational(quotient) != scaled) quotient -= 1;
  return Rational(quotient) / Rational(scale);
}

}  // namespace

class WitnessSearch {
 public:
  WitnessSearch(const FormulaStatement& statement, const WitnessEffort& effort, const Deadline& deadline)
      : deadline_(deadline),
        effort_(effort),
        names_(names_of(statement)),
        hypotheses_(theorems::conjunction(statement.hypotheses), names_),
        claim_(statement.claim, names_),
        sampler_(statement) {}

  WitnessOutcome run(const std::vector<std::map<std::string, Rational>>& candidates) {
    for (const auto& candidate : candidates) {
      if (outcome_.witness || deadline_.passed()) break;
      try_candidate(candidate);
    }
    if (!outcome_.witness) sample();
    if (!outcome_.witness) descend();
    // How many fit into the time differs from run to run: not for a report.
    if (!outcome_.witness)
      outcome_.reason = deadline_.passed() ? "out of time: no point tried refutes"
                                           : fmt::format("{} points tried, none refutes", outcome_.points);
    return std::move(outcome_);
  }

 private:
  struct Scored {
    double slack;
    std::vector<Rational> point;
  };

  bool admissible(const std::vector<Rational>& point) const {
    for (std::size_t k = 0; k < point.size(); ++k) {
      if (sampler_.ranges()[k].integer && !theorems::is_integer(point[k])) return false;
    }
    return hypotheses_.at_escalating(point, 200, deadline_) == Truth::yes;
  }

  bool refutes(const std::vector<Rational>& point, int digits) const {
    return claim_.at_escalating(point, digits, deadline_) == Truth::no;
  }

  /// Examines an admissible point; true when it is a witness.
  bool examine(const std::vector<Rational>& point, int digits) {
    ++outcome_.points;
    if (refutes(point, digits)) {
      accept(point);
      return true;
    }
    if (const auto slack = claim_.robustness(point)) {
      if (!outcome_.least_slack || *slack < *outcome_.least_slack) {
        outcome_.least_slack = *slack;
        outcome_.least_slack_point = point;
      }
      best_.push_back({*slack, point});
      if (best_.size() > 200) keep_best(static_cast<std::size_t>(effort_.descents) * 4);
    }
    return false;
  }

  void keep_best(std::size_t count) {
    std::stable_sort(best_.begin(), best_.end(), [](const Scored& a, const Scored& b) { return a.slack < b.slack; });
    if (best_.size() > count) best_.resize(count);
  }

  void try_candidate(const std::map<std::string, Rational>& candidate) {
    const int tries = candidate.size() == names_.size() ? 1 : 20;
    for (int k = 0; k < tries && !outcome_.witness; ++k) {
      auto point = names_.empty() ? std::optional(std::vector<Rational>{}) : sampler_.next(random_);
      if (!point) continue;
      for (std::size_t i = 0; i < names_.size(); ++i) {
        if (const auto found = candidate.find(names_[i]); found != candidate.end()) (*point)[i] = found->second;
      }
      if (admissible(*point) && examine(*point, effort_.digits)) return;
      if (sampler_.complete(*point) && admissible(*point) && examine(*point, effort_.digits)) return;
    }
  }

  void sample() {
    if (names_.empty()) {
      if (admissible({})) examine({}, effort_.digits);
      return;
    }
    const auto wanted = static_cast<std::size_t>(effort_.points);
    for (std::size_t k = 0; k < 40 * wanted && outcome_.points < wanted && !deadline_.passed(); ++k) {
      const auto point = sampler_.next(random_);
      if (point && admissible(*point) && examine(*point, std::min(effort_.digits, 120))) return;
    }
  }

  /// Pattern search on the robustness from the best points: each coordinate moved up and down by a step that shrinks.
  void descend() {
    keep_best(static_cast<std::size_t>(effort_.descents));
    const std::vector<Scored> starts = best_;
    for (const Scored& start : starts) {
      if (names_.empty() || deadline_.passed()) return;
      Scored now = start;
      Rational step = Rational(1) / 4;
      for (int round = 0; round < 120 && !deadline_.passed(); ++round) {
        if (!improve(now, step)) step /= 4;
        if (outcome_.witness) return;
        if (step < Rational(1) / boost::multiprecision::pow(Integer(2), 80)) break;
      }
    }
  }

  bool improve(Scored& now, const Rational& step) {
    bool improved = false;
    for (std::size_t k = 0; k < names_.size(); ++k) {
      if (sampler_.solved(k)) continue;
      for (const int direction : {1, -1}) {
        std::vector<Rational> point = now.point;
        const OuterRange& range = sampler_.ranges()[k];
        const Rational scale = range.bounded() ? *range.high - *range.low : abs(point[k]) + Rational(1) / 1000;
        point[k] += direction * (range.integer ? Rational(1) : step * scale);
        point[k] = rounded(point[k], 40);
        if (range.low && point[k] < *range.low) point[k] = *range.low;
        if (range.high && point[k] > *range.high) point[k] = *range.high;
        if (!sampler_.complete(point) || !admissible(point)) continue;
        ++outcome_.points;
        const auto slack = claim_.robustness(point);
        if (!slack || *slack >= now.slack) continue;
        now = {*slack, point};
        improved = true;
        if (*slack < *outcome_.least_slack) {
          outcome_.least_slack = *slack;
          outcome_.least_slack_point = point;
        }
        if (*slack <= 0 && refutes(point, effort_.digits)) {
          accept(point);
          return true;
        }
      }
    }
    return improved;
  }

  /// Shortens the witness's coordinates where the shorter point still refutes, then keeps it.
  void accept(std::vector<Rational> point) {
    for (std::size_t k = 0; k < point.size(); ++k) {
      if (sampler_.solved(k)) continue;
      for (const int digits : {0, 1, 2, 4, 8, 16}) {
        std::vector<Rational> shorter = point;
        shorter[k] = rounded(point[k], digits);
        if (shorter[k] == point[k]) break;
        if (!sampler_.complete(shorter) || !admissible(shorter) || !refutes(shorter, 120)) continue;
        point = shorter;
        break;
      }
    }
    outcome_.point = point;
    std::vector<std::pair<std::string, std::string>> values;
    for (std::size_t k = 0; k < point.size(); ++k) values.emplace_back(names_[k], theorems::to_text(point[k]));
    outcome_.witness = RigorousKernel::witness(std::move(values), "exact or ball evaluation at the witness");
    if (const auto sides = claim_.failing_sides(point, witness_digits)) {
      outcome_.message =
          fmt::format("{} fails: left side {}, right side {}", sides->relation, sides->left, sides->right);
    }
  }

  Deadline deadline_;
  WitnessEffort effort_;
  std::vector<std::string> names_;
  PointClaim hypotheses_;
  PointClaim claim_;
  PointSampler sampler_;
  std::mt19937_64 random_{20260101};  // fixed: the same claim gives the same search
  std::vector<Scored> best_;
  WitnessOutcome outcome_;
};

WitnessOutcome search_witness(const FormulaStatement& statement,
                              const std::vector<std::map<std::string, Rational>>& candidates,
                              const WitnessEffort& effort, const Deadline& deadline) {
  try {
    return WitnessSearch(statement, effort, deadline).run(candidates);
  } catch (const std::invalid_argument& reason) {
    WitnessOutcome outcome;
    outcome.reason = reason.what();
    return outcome;
  }
}

}  // namespace flowcert::proofs
