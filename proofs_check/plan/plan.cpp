#include "proofs_check/plan/plan.hpp"

#include <algorithm>
#include <array>

namespace flowcert::proofs::plan {

namespace {

// When a method is asked.
bool always(const Known& /*known*/) {
  return true;
}
bool not_shown(const Known& known) {
  return !known.shown;
}
bool not_enough(const Known& known) {
  return !known.enough;
}
bool many_points(const Known& known) {
  return known.variables;
}
bool balls_will_do(const Known& known) {
  return known.variables && known.certified_would_do;
}
bool not_certified_enough(const Known& known) {
  return known.variables && !known.enough;
}
bool proof_would_be_better(const Known& known) {
  return known.variables && known.enough && !known.stronger_is_lost;
}
bool one_point(const Known& known) {
  return !known.variables;
}
bool candidates_are_known(const Known& known) {
  return known.candidates;
}
bool not_looked(const Known& known) {
  return !known.shown && !known.looked;
}
bool one_inequality(const Known& known) {
  return !known.variables && !known.equality && !known.shown;
}
bool one_solution(const Known& known) {
  return !known.variables && !known.shown;
}
bool agreement_may_be_seen(const Known& known) {
  return !known.variables && !known.shown && !known.not_enclosed_in_time;
}
bool existence_is_missing(const Known& known) {
  return !known.variables && known.existence_missing && !known.shown;
}
bool defects_are_known(const Known& known) {
  return known.defects;
}
bool stands_still(const Known& known) {
  return !known.moves;
}
bool moves(const Known& known) {
  return known.moves;
}
bool matrices_can_be_followed(const Known& known) {
  return known.matrices && !known.shown;
}

/// Most claims that can be proved are proved at once. What a solver found in that time may be confirmed for longer.
constexpr Time quick{.share = 0.1, .least_seconds = 1, .most_seconds = 3, .most = 0.4, .reserve = 0.1};

/// Where what is shown already satisfies the claim's file, and a proof would only be better.
constexpr Time brief{.share = 0.05, .least_seconds = 1, .most_seconds = 3, .most = 0.4};

/// A look that takes little where it finds anything.
constexpr Time glance{.share = 0.05, .most_seconds = 2};

using M = Method;

constexpr std::array formulas{
    Entry{M::ball_subdivision, glance, balls_will_do},
    Entry{M::exact_proof, quick, not_certified_enough},
    Entry{M::exact_proof, brief, proof_would_be_better},
    Entry{M::witness_candidates, {.share = 0.3}, candidates_are_known},
    Entry{M::first_witness_search, {.share = 0.05}, many_points},
    Entry{M::thorough_witness_search, {.share = 0.05}, one_point},
    Entry{M::ball_subdivision, glance, many_points},
    Entry{M::witness_candidates, {.share = 0.3}, candidates_are_known},
    Entry{M::exact_proof, {.share = 0.6, .once_shown = 0.5}, not_enough},
    Entry{M::witness_candidates, {.share = 0.3}, candidates_are_known},
    Entry{M::ball_subdivision, {.share = 0.6}, not_shown},
    Entry{M::witness_candidates, {.share = 0.3}, candidates_are_known},
    Entry{M::proof_of_negation, {.share = 0.4}, not_shown},
    Entry{M::confirmation_at_points, {.share = 0.7}, not_shown},
    Entry{M::thorough_witness_search, {.share = 0.9}, not_looked},
};

constexpr std::array systems{
    Entry{M::exact_proof, quick, always},
    Entry{M::sampled_runs, {.share = 0.3, .reserve = 0.8}, always},
    Entry{M::proof_with_enclosed_existence, {.share = 1}, existence_is_missing},
    Entry{M::defect_of_closed_form, {.share = 0.3}, defects_are_known},
    Entry{M::validated_enclosure, {.share = 0.5}, one_inequality},
    Entry{M::agreement, {.share = 0.7}, agreement_may_be_seen},
    Entry{M::full_matrices, {.share = 0.5}, matrices_can_be_followed},
    Entry{M::exact_proof, {.share = 0.8, .once_shown = 0.5}, not_enough},
    Entry{M::defect_of_closed_form, {.share = 0.3}, defects_are_known},
    Entry{M::proof_with_enclosed_existence, {.share = 1}, existence_is_missing},
};

constexpr std::array iterations{
    Entry{M::exact_proof, quick, always},          Entry{M::sampled_runs, {.share = 0.3}, always},
    Entry{M::orbit, {.share = 0.3}, one_solution}, Entry{M::exact_proof, {.share = 0.7, .once_shown = 0.5}, not_enough},
    Entry{M::orbit, {.share = 1}, one_solution},
};

constexpr std::array flows{
    Entry{M::written_out, {.share = 0.7}, always},
    Entry{M::full_matrices, {.share = 1}, not_shown},
};

constexpr std::array limits{
    Entry{M::expansion, {.share = 0.5}, stands_still},
    Entry{M::closed_form, {.share = 0.45}, moves},
    Entry{M::attractor, {.share = 0.4}, moves},
    Entry{M::bound_near_the_limit, {.share = 0.4}, moves},
    Entry{M::ladder_of_scales, {.share = 0.9}, not_shown},
};

}  // namespace

double Time::seconds(double left, bool shown) const {
  const double wanted = share * (shown ? once_shown : 1) * left;
  return std::min(most * left, std::min(std::max(wanted, least_seconds), most_seconds));
}

Deadline Time::of(const Deadline& whole, bool shown) const {
  const Deadline result = whole.within(seconds(std::max(0.0, whole.left()), shown));
  return reserve > 0 ? result.with_reserve(whole.share(reserve)) : result;
}

std::span<const Entry> for_formulas() {
  return formulas;
}

std::span<const Entry> for_systems() {
  return systems;
}

std::span<const Entry> for_iterations() {
  return iterations;
}

std::span<const Entry> for_flows() {
  return flows;
}

std::span<const Entry> for_limits() {
  return limits;
}

}  // namespace flowcert::proofs::plan
