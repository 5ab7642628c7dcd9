#include "proofs_check/limits/local_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;

namespace {

constexpr std::size_t fewest_rungs = 7;
constexpr std::size_t fewest_between = 3;
constexpr std::size_t looked_at = 4;      // last differences of slopes
constexpr double slowest_ratio = 0.65;    // of successive differences; with a logarithm it is larger at these depths
constexpr double least_relative = 1e-15;  // what doubles tell apart
constexpr double most_relative = 1e-3;    // a value that is known no better says nothing
const double ln10 = std::log(10.0);

struct Size {
  double depth, log, relative;  // ln|value|, and its relative error
};

std::optional<Size> size_of(const Rung& rung) {
  if (!rung.value.finite() || !rung.value.certainly_nonzero()) return std::nullopt;
  const double log = log_of_middle(rung.value);
  const double radius = arb_is_exact(rung.value.raw()) != 0 ? -HUGE_VAL : rung.value.radius_log10();
  return Size{rung.depth, log, std::max(least_relative * (1 + std::abs(log)), std::pow(10.0, radius - log / ln10))};
}

std::optional<std::vector<Size>> sizes_of(const std::vector<Rung>& rungs) {
  std::vector<Size> sizes;
  for (const Rung& rung : rungs) {
    const auto size = size_of(rung);
    if (!size || size->relative > most_relative) return std::nullopt;
    sizes.push_back(*size);
  }
  return sizes;
}

double worst(const std::vector<Size>& sizes) {
  double result = 0;
  for (const Size& size : sizes) result = std::max(result, size.relative);
  return result;
}

double slope(const Size& a, const Size& b) {
  return -(b.log - a.log) / (b.depth - a.depth);
}

double aitken(double a, double b, double c) {
  const double bend = (c - b) - (b - a);
  return bend == 0 ? c : c - (c - b) * (c - b) / bend;
}

/// The slopes' limit, if their differences shrink geometrically or are noise.
LawFinding settle(const std::vector<double>& slopes, double noise) {
  std::vector<double> moves;
  for (std::size_t k = slopes.size() - looked_at; k < slopes.size(); ++k) moves.push_back(slopes[k] - slopes[k - 1]);
  const double last = std::abs(moves.back());
  const double scale = std::max(1.0, std::abs(slopes.back()));
  if (std::all_of(moves.begin() + 1, moves.end(), [&](double move) { return std::abs(move) <= noise; }))
    return {LocalLaw{slopes.back(), 2 * noise, noise}, ""};
  for (std::size_t k = 1; k < moves.size(); ++k) {
    if (std::abs(moves[k]) > std::max(slowest_ratio * std::abs(moves[k - 1]), noise))
      return {std::nullopt, "the exponent between neighbouring scales does not settle"};
  }
  if (last > 0.1 * scale) return {std::nullopt, "the exponent between neighbouring scales has not settled yet"};
  const std::size_t n = slopes.size();
  const double now = aitken(slopes[n - 3], slopes[n - 2], slopes[n - 1]);
  const double before = aitken(slopes[n - 4], slopes[n - 3], slopes[n - 2]);
  return {
      LocalLaw{now, std::abs(now - before) + 0.02 * std::abs(now - slopes.back()) + 2 * noise, std::max(last, noise)},
      ""};
}

/// Whether the rungs in between lie on the line between their neighbours, up to what the slopes' change allows.
bool lies_on(const std::vector<Size>& main, const std::vector<Size>& between, double noise) {
  for (const Size& size : between) {
    const auto next = std::find_if(main.begin(), main.end(), [&](const Size& m) { return m.depth > size.depth; });
    const auto place = next - main.begin();
    if (place < 2 || next == main.end()) continue;
    const Size &low = main[static_cast<std::size_t>(place - 1)], &high = *next;
    const double line = low.log - slope(low, high) * (size.depth - low.depth);
    const double change = std::abs(slope(low, high) - slope(main[static_cast<std::size_t>(place - 2)], low));
    if (std::abs(size.log - line) > (change + noise) * (high.depth - low.depth)) return false;
  }
  return true;
}

/// The least of the last slopes, if they are clear of 0 and do not fall as those of a power of the depth do.
std::optional<double> steady_decay(const std::vector<Size>& sizes) {
  constexpr double least = 0.35, least_ratio = 0.9;
  std::vector<double> slopes;
  for (std::size_t k = sizes.size() - looked_at; k < sizes.size(); ++k) slopes.push_back(slope(sizes[k - 1], sizes[k]));
  const auto [low, high] = std::minmax_element(slopes.begin(), slopes.end());
  if (*low < least || slopes.back() < least_ratio * *high) return std::nullopt;
  return *low;
}

}  // namespace

LawFinding local_law(const Ladder& ladder) {
  if (ladder.main.size() < fewest_rungs || ladder.between.size() < fewest_between)
    return {std::nullopt, fmt::format("too few scales: {} and {} between", ladder.main.size(), ladder.between.size())};
  const auto main = sizes_of(ladder.main), between = sizes_of(ladder.between);
  if (!main || !between) return {std::nullopt, "its size is not seen at every scale"};
  const double step = (*main)[1].depth - (*main)[0].depth;
  const double noise = 4 * std::max(worst(*main), worst(*between)) / step;
  std::vector<double> slopes;
  for (std::size_t k = 1; k < main->size(); ++k) slopes.push_back(slope((*main)[k - 1], (*main)[k]));
  LawFinding finding = settle(slopes, noise);
  if (finding.law && !lies_on(*main, *between, noise))
    return {std::nullopt, "it oscillates between neighbouring scales"};
  return finding;
}

std::optional<LogLaw> law_with_logarithm(const Ladder& ladder) {
  if (ladder.main.size() < fewest_rungs) return std::nullopt;
  const auto main = sizes_of(ladder.main), between = sizes_of(ladder.between);
  if (!main || !between || main->front().depth <= 1) return std::nullopt;
  std::vector<LogLaw> laws;
  for (std::size_t k = 2; k < main->size(); ++k) {
    const Size &a = (*main)[k - 2], &b = (*main)[k - 1], &c = (*main)[k];
    const double bend = std::log(a.depth) - 2 * std::log(b.depth) + std::log(c.depth);
    const double power = (a.log - 2 * b.log + c.log) / bend;
    laws.push_back({-((c.log - b.log) - power * (std::log(c.depth) - std::log(b.depth))) / (c.depth - b.depth), power});
  }
  for (std::size_t k = laws.size() - looked_at; k < laws.size(); ++k)
    if (std::abs(laws[k].log_power - laws.back().log_power) > 0.05 * std::abs(laws.back().log_power))
      return std::nullopt;
  const double noise = worst(*main) + worst(*between);
  if (between->size() < fewest_between || !lies_on(*main, *between, noise)) return std::nullopt;
  return laws.back();
}

std::optional<OtherLimit> limit_other_than_zero(const Ladder& ladder) {
  Ladder differences;
  for (std::size_t k = 1; k < ladder.main.size(); ++k) {
    const Rung &before = ladder.main[k - 1], &now = ladder.main[k];
    differences.main.push_back({now.at, now.depth, now.value - before.value});
  }
  if (differences.main.size() < fewest_rungs) return std::nullopt;
  const auto sizes = sizes_of(differences.main);
  if (!sizes) return std::nullopt;
  const auto decay = steady_decay(*sizes);
  if (!decay) return std::nullopt;
  const double step = (*sizes)[1].depth - (*sizes)[0].depth;
  const double ratio = std::exp(0.8 * *decay * step);
  const Ball last = abs(differences.main.back().value).upper();
  const Ball tail = last * Ball(theorems::Rational(static_cast<long>(3e6 / (ratio - 1)) + 1, 1'000'000));
  for (const Rung& rung : ladder.between) {
    const auto next =
        std::find_if(ladder.main.begin(), ladder.main.end(), [&](const Rung& m) { return m.depth > rung.depth; });
    if (next == ladder.main.end() || next == ladder.main.begin()) continue;
    const Ball apart = abs(rung.value - next->value);
    const Ball allowed = abs(next->value - std::prev(next)->value) * Ball(2);
    if (!(allowed - apart).certainly_positive()) return std::nullopt;
  }
  const Ball& end = ladder.main.back().value;
  const Ball value = end + Ball::interval(-1, 1) * tail;
  constexpr int times = 20;
  if (!(abs(end) - tail * Ball(times)).certainly_positive()) return std::nullopt;
  return OtherLimit{value};
}

}  // namespace flowcert::proofs
