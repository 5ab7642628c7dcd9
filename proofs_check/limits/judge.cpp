#include "proofs_check/limits/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "integrators/numbers/ball_measure.hpp"
#include "proofs_check/limits/local_law.hpp"
#include "proofs_check/limits/slow_limit.hpp"

namespace flowcert::proofs {

using integrators::log10_of;
using Answer = Judgement::Answer;

namespace {

constexpr double least_power = 0.02;       // that is told from a constant or a logarithm
constexpr double times_error = 20;         // what counts as clear of an error
constexpr double nearest_exponent = 1e-4;  // the nearest rival, relative
constexpr double wrong_exponent = 5e-3;    // what is clearly another exponent
constexpr double least_log_power = 0.3;
constexpr double least_decay_beside_logarithm = 0.2;

std::string exponent_text(const LocalLaw& law) {
  return fmt::format("{:.8g} +- {:.1g}", law.decay, law.error);
}

bool clearly_above(const LocalLaw& law, double bound) {
  return law.decay - bound > std::max(least_power, times_error * law.error);
}
bool clearly_below(const LocalLaw& law, double bound) {
  return bound - law.decay > std::max(least_power, times_error * law.error);
}

Judgement no_other_than_zero(const OtherLimit& other) {
  return {Answer::no, "it tends to " + other.value.text(8) + ", not to 0", 0};
}

/// log10 of the limit other than 0 that a quantity which follows the law could still have.
double hidden_limit(const Ladder& ladder, const LocalLaw& law) {
  const double step = ladder.main[1].depth - ladder.main[0].depth;
  return log10_of(ladder.main.back().value) + std::log10(std::max(2 * law.still_moves * step, 1e-15));
}

enum class Sign { negative, mixed, positive };
Sign sign_near_limit(const Ladder& ladder) {
  bool negative = true, positive = true;
  for (const auto* rungs : {&ladder.main, &ladder.between}) {
    for (std::size_t k = rungs->size() / 2; k < rungs->size(); ++k) {
      negative = negative && (*rungs)[k].value.certainly_negative();
      positive = positive && (*rungs)[k].value.certainly_positive();
    }
  }
  return negative == positive ? Sign::mixed : (negative ? Sign::negative : Sign::positive);
}

}  // namespace

Judgement tends_to_zero(const Ladder& ladder, double least_resolution) {
  const LawFinding found = local_law(ladder);
  if (found.law && clearly_above(*found.law, 0)) {
    const double hidden = hidden_limit(ladder, *found.law);
    if (hidden > least_resolution)
      return {Answer::open, fmt::format("a limit of 1e{:.0f} would not be told from 0 at these scales", hidden), 0};
    return {Answer::yes, "it vanishes with the exponent " + exponent_text(*found.law), hidden};
  }
  if (!found.law) {
    // x^p log(x)^m: nothing but a limit of about its own size could hide behind it.
    const auto logarithm = law_with_logarithm(ladder);
    const double hidden = log10_of(ladder.main.back().value);
    if (logarithm && logarithm->decay > least_decay_beside_logarithm && hidden <= least_resolution)
      return {Answer::yes,
              fmt::format("it vanishes with the exponent {:.4g} and the power {:.4g} of a logarithm", logarithm->decay,
                          logarithm->log_power),
              hidden};
  }
  if (!found.law || std::abs(found.law->decay) < least_power) {
    const auto slow = limit_in_logarithms(ladder);
    if (slow && slow->contains_zero() && log10_of(*slow) <= least_resolution)
      return {Answer::yes, "in powers of the scale's inverse logarithm it tends to " + slow->text(3), log10_of(*slow)};
  }
  if (found.law && clearly_below(*found.law, 0))
    return {Answer::no, "it grows with the exponent " + exponent_text(*found.law), 0};
  if (const auto other = limit_other_than_zero(ladder)) return no_other_than_zero(*other);
  return {Answer::open, found.law ? "it does not tend to 0 like a power" : found.reason, 0};
}

Judgement stays_bounded(const Ladder& ladder) {
  const LawFinding found = local_law(ladder);
  if (found.law) {
    const LocalLaw& law = *found.law;
    if (clearly_above(law, 0) || std::abs(law.decay) + law.error < nearest_exponent)
      return {Answer::yes, "against the rate it has the exponent " + exponent_text(law), std::log10(nearest_exponent)};
    if (clearly_below(law, 0))
      return {Answer::no, "it is larger than the rate by the exponent " + exponent_text(law), 0};
    return {Answer::open, "against the rate it has the exponent " + exponent_text(law), 0};
  }
  const auto logarithm = law_with_logarithm(ladder);
  if (logarithm && std::abs(logarithm->decay) < wrong_exponent && logarithm->log_power > least_log_power)
    return {Answer::no,
            fmt::format("it is larger than the rate by the power {:.3g} of a logarithm", logarithm->log_power), 0};
  const auto slow = limit_in_logarithms(ladder);
  if (slow && slow->certainly_nonzero() && slow->radius_log10() < log10_of(*slow) + std::log10(least_power))
    return {Answer::yes, "against the rate it tends to " + slow->text(3) + ", in powers of the inverse logarithm", 0};
  return {Answer::open, found.reason, 0};
}

Judgement has_decay(const Ladder& ladder, double decay) {
  const double scale = std::max(1.0, std::abs(decay));
  const LawFinding found = local_law(ladder);
  if (found.law) {
    const LocalLaw& law = *found.law;
    const double off = std::abs(law.decay - decay);
    const std::string text = "the exponent is " + exponent_text(law);
    if (off + law.error < nearest_exponent * scale)
      return {Answer::yes, text, std::log10(std::max(off + law.error, 1e-15) / scale)};
    if (off > std::max(wrong_exponent * scale, times_error * law.error)) return {Answer::no, text, 0};
    return {Answer::open, text, 0};
  }
  const auto logarithm = law_with_logarithm(ladder);
  if (logarithm && std::abs(logarithm->decay - decay) < wrong_exponent * scale &&
      std::abs(logarithm->log_power) > least_log_power)
    return {Answer::no, fmt::format("the power {:.3g} of a logarithm is left over", logarithm->log_power), 0};
  return {Answer::open, found.reason, 0};
}

Judgement is_below_in_limit(const Ladder& ladder, bool strict, double least_resolution) {
  const Sign sign = sign_near_limit(ladder);
  if (sign == Sign::mixed) return {Answer::open, "the difference of the sides has no one sign near the limit", 0};
  const Judgement zero = tends_to_zero(ladder, least_resolution);
  if (zero.answer == Answer::open) return zero;
  const bool apart = zero.answer == Answer::no;
  if (sign == Sign::negative) {
    if (apart || !strict)
      return {Answer::yes, "the difference of the sides is negative near the limit", zero.resolution};
    return {Answer::open, "the sides have the same limit", 0};
  }
  if (apart || strict) return {Answer::no, "the difference of the sides is positive near the limit", 0};
  return {Answer::open, "the sides have the same limit, and are the other way round near it", 0};
}

}  // namespace flowcert::proofs
