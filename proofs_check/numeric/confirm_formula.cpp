#include "proofs_check/numeric/confirm_formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <stdexcept>

#include "proofs_check/numeric/analytic.hpp"
#include "proofs_check/numeric/kernel.hpp"
#include "proofs_check/numeric/resolution.hpp"
#include "proofs_check/numeric/visibility.hpp"
#include "proofs_check/rigorous/claim_program.hpp"
#include "proofs_check/rigorous/domain.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr int points_wanted = 24;
constexpr int deep_points = 2;           // points at which the two sides are compared to very many digits
constexpr int deep_digits = 20'000;      // with variables
constexpr int deepest_digits = 300'000;  // without
constexpr int digits_for_matrices = 2'000;
constexpr int share_of_hidden = 4;  // how many times the digits that hide a contribution are compared

Rational random_between(const Rational& low, const Rational& high, std::mt19937_64& random) {
  const Rational share(theorems::Integer(random() >> 4U), theorems::Integer(1) << 60U);
  return low + (high - low) * share;
}

}  // namespace

class FormulaConfirmation {
 public:
  FormulaConfirmation(const FormulaStatement& statement, int digits, const Deadline& deadline)
      : statement_(statement), digits_(digits), deadline_(deadline), names_(names_of(statement)) {}

  ConfirmOutcome run() {
    const std::vector<Term> relations = conjunction_parts(statement_.claim);
    for (const Term& relation : relations) {
      if (relation.op() != Op::equal)
        return gave_up("only equalities can be confirmed at points; '" + to_text(relation) + "' is none");
    }
    std::string reason;
    const auto points = choose_points(relations, reason);
    if (!points) return gave_up(reason);
    static constexpr std::array costly{Op::matrix_function};
    int resolved = deepest_digits;
    for (const Term& relation : relations) {
      const bool matrices = contains(relation, costly);
      for (std::size_t k = 0; k < points->size(); ++k) {
        const int deep = names_.empty() ? deepest_digits : deep_digits;
        const int most = matrices ? digits_for_matrices : deep;
        const int wanted = matrices || (!names_.empty() && k >= deep_points) ? 4 * digits_ : deep;
        const auto seen = compare(relation, (*points)[k], wanted, most, reason);
        if (!seen) return gave_up(reason);
        resolved = std::min(resolved, *seen);
      }
    }
    ConfirmOutcome outcome;
    outcome.resolution = fmt::format("1e-{}", resolved);
    outcome.evidence = NumericKernel::confirmed(fmt::format("ball evaluation at {} points", points->size()));
    return outcome;
  }

 private:
  static ConfirmOutcome gave_up(const std::string& reason) { return {std::nullopt, "", reason}; }

  /// Random points of boxes on which both sides of every relation are analytic: what agrees there agrees on the whole
  /// of each box, if agreement to so many digits means equality. Hypotheses only leave boxes out.
  std::optional<std::vector<std::vector<Rational>>> choose_points(const std::vector<Term>& relations,
                                                                  std::string& reason) const {
    if (names_.empty()) return std::vector<std::vector<Rational>>{{}};
    RationalBox whole;
    const std::vector<OuterRange> ranges = outer_ranges(statement_);
    for (std::size_t k = 0; k < names_.size(); ++k) {
      if (!ranges[k].bounded()) {
        reason = fmt::format("the range of {} is unbounded: only an exact method can pass it", names_[k]);
        return std::nullopt;
      }
      whole.low.push_back(*ranges[k].low);
      whole.high.push_back(*ranges[k].high);
    }
    std::vector<Term> sides;
    for (const Term& relation : relations) sides.insert(sides.end(), relation.args().begin(), relation.args().end());
    const auto pieces = analytic_pieces(sides, names_, whole, deadline_.share(0.4), reason);
    if (!pieces) return std::nullopt;
    std::vector<std::vector<Rational>> points;
    std::mt19937_64 random(20260102);
    const std::size_t each = std::max<std::size_t>(4, points_wanted / pieces->size());
    for (const RationalBox& piece : *pieces) {
      for (std::size_t n = 0; n < each; ++n) {
        points.emplace_back();
        for (std::size_t k = 0; k < names_.size(); ++k)
          points.back().push_back(random_between(piece.low[k], piece.high[k], random));
      }
    }
    return points;
  }

  /// Compares both sides with more and more digits, to `wanted` or, where something contributes so little that it hides
  /// below that, to several times as many as hide it (at most `most`). To how many digits they agree in a comparison
  /// that a relative change of that size would have failed; nothing, and why, where that is too few.
  std::optional<int> compare(const Term& relation, const std::vector<Rational>& point, int wanted, int most,
                             std::string& reason) const {
    const ClaimProgram program(relation, names_);
    int agreed = 0;
    int goal = wanted;
    bool all_seen = false;
    for (int digits = 2 * digits_ + 20;; digits = std::min(4 * digits, goal)) {
      const integrators::ScopedDigits precision(digits);
      const std::vector<Ball> inputs(point.begin(), point.end());
      const auto sides = program.relations(inputs, deadline_);
      reason = fmt::format("'{}' could not be compared to {} digits", to_text(relation), goal);
      if (both(sides[0].left.defined, sides[0].right.defined) != Truth::yes) return std::nullopt;
      const Ball& left = sides[0].left.value;
      const Ball& right = sides[0].right.value;
      if ((left - right).certainly_nonzero()) {
        reason = fmt::format("the sides of '{}' differ", to_text(relation));
        return std::nullopt;
      }
      agreed = std::max(agreed, told_apart(left, right, right.contains_zero() ? Ball(1) : right, digits));
      if (!all_seen) {
        const auto hidden = hidden_digits(relation.args(), names_, inputs);
        all_seen = hidden.has_value();
        if (hidden) goal = std::max(goal, share_of_hidden * std::min(*hidden, most));
        if (goal > most) {
          reason = fmt::format("a part of '{}' would only be seen with more than {} digits", to_text(relation), most);
          return std::nullopt;
        }
      }
      if (digits >= goal) break;
      if (deadline_.passed()) return std::nullopt;  // not compared as far as it was meant to be: no agreement
    }
    if (!all_seen) reason = fmt::format("a part of '{}' is not seen in its value", to_text(relation));
    if (!all_seen || agreed < 2 * digits_) return std::nullopt;
    return agreed;
  }

  const FormulaStatement& statement_;
  int digits_;
  Deadline deadline_;
  std::vector<std::string> names_;
};

ConfirmOutcome confirm_formula(const FormulaStatement& statement, int digits, const Deadline& deadline) {
  try {
    return FormulaConfirmation(statement, digits, deadline).run();
  } catch (const std::invalid_argument& reason) {
    return {std::nullopt, "", reason.what()};
  }
}

}  // namespace flowcert::proofs
