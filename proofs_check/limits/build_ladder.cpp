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
constexpr std::size_t fewest_main = 7;  // for a law
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
  Builder(const Scales& scales, std::size_t parts, const Measure& measure, const Climb& climb, const Deadline& deadline)
      : scales_(scales), measure_(measure), climb_(climb), deadline_(deadline), ladders_(parts) {}

  std::vector<Ladder> run() {
    bool decided_before = false;
    const Deadline climbing = deadline_.share(share_for_main);
    for (std::size_t k = 0; k < scales_.count; ++k) {
      const double before = climbing.left();
      if (!add(place(k, Rational(0)), false, k == 0 ? deadline_ : climbing)) break;
      times_.push_back(before - climbing.left());
      if (out_of_reach()) throw std::runtime_error("the scales that are needed are out of reach of the time");
      if (k + 1 >= fewest_main && climb_.decided) {
        if (!add_between(k < most_asked ? 0 : k - most_asked)) break;
        const bool decided = climb_.decided(ladders_);
        if (decided && decided_before) return std::move(ladders_);
        decided_before = decided;
      }
      if (times_.back() * growth > climbing.left()) break;
    }
    const std::size_t reached = ladders_.front().main.size();
    (void)add_between(reached > most_between + 1 ? reached - most_between - 1 : 0);
    return std::move(ladders_);
  }

 private:
  static constexpr double share_for_main = 0.65;
  static constexpr double growth = 3;  // of a rung's time that is reckoned with
  static constexpr std::size_t most_asked = 4;

  /// Between values k and k + 1, which is `fraction` 0 and 1.
  [[nodiscard]] Rational place(std::size_t k, const Rational& fraction) const {
    const Rational low = scales_.first * power(scales_.ratio, k);
    const Rational scale = low + fraction * (low * scales_.ratio - low);
    return rounded(scales_.limit ? Rational(*scales_.limit + scale) : scale, scales_.whole);
  }

  /// The rungs between main ones from rung `first` that are not there yet.
  bool add_between(std::size_t first) {
    static const std::array fractions{Rational(37, 100), Rational(59, 97), Rational(51, 101), Rational(43, 113)};
    for (next_between_ = std::max(next_between_, first); next_between_ + 1 < ladders_.front().main.size();
         ++next_between_)
      if (!add(place(next_between_, fractions.at(next_between_ % fractions.size())), true, deadline_)) return false;
    return true;
  }

  /// Whether the rungs still needed take far more time than is left, if their times go on growing as the last did.
  [[nodiscard]] bool out_of_reach() const {
    constexpr std::size_t least = 3;
    if (times_.size() < least) return false;
    const double last = times_.back(), before = times_[times_.size() - 2];
    const double ratio = before > 0 ? std::clamp(last / before, 1.0, growth) : 1.0;
    const std::vector<Rung>& main = ladders_.front().main;
    const double step = main.back().depth - main[main.size() - 2].depth;
    const double to_depth = step > 0 ? std::ceil((climb_.depth - main.back().depth) / step) : 0;
    const double to_law = double(fewest_main) - double(main.size());
    constexpr double most_ahead = 40;
    const double ahead = std::clamp(std::max(to_depth, to_law), 0.0, most_ahead);
    double time = 0, next = last;
    for (double k = 0; k < ahead; ++k) time += next *= ratio;
    constexpr double far_more = 1.5;
    return time > far_more * std::max(deadline_.left(), 0.0);
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
  const Climb& climb_;
  Deadline deadline_;
  std::vector<Ladder> ladders_;
  std::vector<double> times_;  // of the main rungs, in seconds
  std::size_t next_between_ = 0;
};

Rational ratio_for(Effort effort) {
  switch (effort) {
    case Effort::formula:
      return {1, 1'000'000};
    case Effort::supremum:
      return {1, 100};
    case Effort::runs:
      return {1, 4};
    case Effort::deep_runs:
      return {1, 100'000};
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

std::vector<Ladder> build_ladder(const Scales& scales, std::size_t parts, const Measure& measure, const Climb& climb,
                                 const Deadline& deadline) {
  return Builder(scales, parts, measure, climb, deadline).run();
}

}  // namespace flowcert::proofs
