#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proofs_check/along/observed_claim.hpp"
#include "proofs_check/along/path.hpp"
#include "proofs_check/deadline.hpp"
#include "proofs_check/result.hpp"
#include "proofs_check/rigorous/claim_program.hpp"

namespace flowcert::proofs {

/// A claim about one solution (no free parameters): when it is to hold and what it says there.
struct PathStatement {
  theorems::Dynamics dynamics;  // without parameters
  ObservedClaim observed;       // without parameters
  /// The range lies in [from, to] and contains [sure_from, sure_to]: they differ where an end is not rational. A claim
  /// must hold on the larger range, and only fails within the smaller.
  theorems::Rational from{0}, to{0}, sure_from{0}, sure_to{0};
  bool from_open = false, to_open = false;
  /// At some times names stand for what another term says there, exactly: at(e, 1) is e itself at t = 1.
  struct Identity {
    theorems::Rational time;
    theorems::Substitution same;
  };
  std::vector<Identity> identities;
};

/// The same claim at one time of its range only.
[[nodiscard]] PathStatement at_one_time(PathStatement statement, const theorems::Rational& time);

/// What a path shows of a claim.
struct PathFinding {
  Truth truth = Truth::unknown;
  std::optional<theorems::Rational> time;  // where it is false, or where it stays open
  std::string message;                     // both sides there
  std::string resolution;                  // equalities: "1e-44", or "" where none occurs
  std::string margin;                      // inequalities: least slack at the times looked at, with the time
  std::size_t times = 0;                   // times looked at
  /// Of agreement: how far below the sides something lies that has a part in them (hidden_along). Nothing where that is
  /// not seen at all.
  std::optional<int> hidden_digits = 0;
  int missing_digits = 0;  // open for want of digits: about how many more the path should have; 0 if not known
  std::vector<FigureData> figures;
};

/// Compares a claim with a path. `no` means that at `time` the balls exclude the claim. `yes` means, along a rigorous
/// path: over the whole range every inequality holds on balls, and the sides of every equality are defined and differ
/// by at most 10^-digits of their size, by the range of their difference over every piece. With equalities in the claim
/// `yes` is never more than agreement. A relation with time derivatives is compared at the times at which these exist.
/// Along an estimated path both answers are a guess, good for a search.
[[nodiscard]] PathFinding examine_path(const PathStatement& statement, const Path& path, int digits,
                                       const Deadline& deadline);

/// To how many digits sides must agree: to those asked for, and beyond the longest of the numbers involved (`places`),
/// so that a relative difference of 1e-70 that a claim itself writes down is not lost.
[[nodiscard]] inline int digits_to_compare(int asked, int places) {
  constexpr int beyond = 10;
  return places + beyond > asked ? places + beyond : asked;
}
inline constexpr int most_compared_digits = 600;

/// To how many digits the sides must agree for everything that has a part in them to be seen, by what agreement to
/// `digits` found.
[[nodiscard]] int digits_to_see(const PathFinding& agreement, int digits);
/// Why agreement is not enough then.
[[nodiscard]] std::string unseen_text(const PathFinding& agreement);

/// True if some relation of the claim is an equality (or a negated inequality): only agreement can be shown of it.
[[nodiscard]] bool has_equality(const theorems::Term& claim);

}  // namespace flowcert::proofs
