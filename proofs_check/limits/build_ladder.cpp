#include "proofs_check/limits/build_ladder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Integer;
using theorems::Rational;

namespace {

constexpr std::size_t most_between = 6;
constexpr std::size_t main_for_runs = 14;
constexpr std::size_t main_for_formulas = 40;

/// No simple fraction: what vanishes at from*ratio^k does not vanish here.
Rational generic() {
  return {73'939'133, 100'000'007};
}

Rational power(const Rational& base, std::size_t exponent) {
  Rational result = 1;
  for (std::size_t k = 0; k < exponent; ++k) result *= base;
  return result;
}

Rational rounded(const Rational& value, bool whole) {
  if (!whole) return value;
  return Rational(Integer(numerator(value) / denominator(value)));
}

double depth_of(const Scales& scales, const Rational& at) {
  const double log = log_of_middle(Ball(scales.limit ? Rational(abs(at - *scales.limit)) : at));
  return scales.limit ? -log : log;
}

class Builder {
 public:
  Builder(const Scales& scales, std::size_t parts, const Measure& measure, const Deadline& deadline)
      : scales_(scales), measure_(measure), deadline_(deadline), ladders_(parts) {}

  std::vector<Ladder> run() {
    const Deadline climbing = deadline_.share(0.65);
    for (std::size_t k = 0; k < scales_.count; ++k) {
      const double before = climbing.left();
      if (!add(place(k, Rational(0)), false, k == 0 ? deadline_ : climbing)) break;
      constexpr double growth = 3;
      if (growth * (before - climbing.left()) > climbing.left()) break;
    }
    static const std::array fractions{Rational(37, 100), Rational(59, 97), Rational(51, 101), Rational(43, 113)};
    const std::size_t reached = ladders_.front().main.size();
    for (std::size_t k = reached > most_between + 1 ? reached - most_between - 1 : 0; k + 1 < reached; ++k)
      if (!add(place(k, fractions.at(k % fractions.size())), true, deadline_)) break;
    return std::move(ladders_);
  }

 private:
  /// Between values k and k + 1, which is `fraction` 0 and 1.
  [[nodiscard]] Rational place(std::size_t k, const Rational& fraction) const {
    const Rational low = scales_.first * power(scales_.ratio, k);
    const Rational scale = low + fraction * (low * scales_.ratio - low);
    return rounded(scales_.limit ? Rational(*scales_.limit + scale) : scale, scales_.whole);
  }

  bool add(const Rational& at, bool between, const Deadline& deadline) {
    std::vector<Ball> values;
    try {
      values = measure_(at, deadline);
    } catch (const std::exception&) {
      if (ladders_.front().main.empty()) throw;
      return false;
    }
    if (deadline.passed() && !ladders_.front().main.empty()) return false;
    for (std::size_t p = 0; p < ladders_.size(); ++p)
      (between ? ladders_[p].between : ladders_[p].main).push_back({at, depth_of(scales_, at), values.at(p)});
    return true;
  }

  const Scales& scales_;
  const Measure& measure_;
  Deadline deadline_;
  std::vector<Ladder> ladders_;
};

Rational ratio_for(Effort effort) {
  switch (effort) {
    case Effort::formula:
      return {1, 1'000'000};
    case Effort::supremum:
      return {1, 100};
    case Effort::runs:
      return {1, 4};
    default:
      return {1, 2};
  }
}

}  // namespace

Scales scales_for(const theorems::LimitVariable& limit, Effort effort) {
  Scales scales;
  const Rational ratio = ratio_for(effort);
  scales.count = effort == Effort::formula ? main_for_formulas : main_for_runs;
  if (limit.to.is_number()) {
    scales.limit = limit.to.number();
    scales.first = (limit.values.at(0) - *scales.limit) * generic();
    scales.ratio = ratio;
  } else {
    scales.first = limit.values.at(0) / generic();
    scales.ratio = 1 / ratio;
  }
  return scales;
}

Scales scales_until(const Rational& end, bool whole) {
  Scales scales;
  scales.whole = whole;
  scales.count = main_for_runs;
  scales.ratio = 8;
  const auto first = [&] { return Rational(end * generic() / power(scales.ratio, scales.count - 1)); };
  while (scales.ratio > 2 && first() < 4) scales.ratio -= 1;
  while (scales.count > 7 && first() < 4) --scales.count;
  scales.first = first();
  return scales;
}

std::vector<Ladder> build_ladder(const Scales& scales, std::size_t parts, const Measure& measure,
                                 const Deadline& deadline) {
  return Builder(scales, parts, measure, deadline).run();
}

}  // namespace flowcert::proofs
