#include "proofs_check/limits/supremum.hpp"

#include <algorithm>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using integrators::Ball;
using theorems::Rational;

namespace {

constexpr std::size_t most_halvings = 40'000;

struct Piece {
  Rational low, high;
  Ball bound;  // above the quantity on it; indeterminate if there is none
};

bool lower_bound_first(const Piece& a, const Piece& b) {
  if (!a.bound.finite() || !b.bound.finite()) return a.bound.finite() && !b.bound.finite();
  return arf_cmp(arb_midref(a.bound.raw()), arb_midref(b.bound.raw())) < 0;
}

class Search {
 public:
  Search(const RangeOver& range, double relative) : range_(range), relative_(relative) {}

  void add(const Rational& low, const Rational& high) {
    const Rational middle = (low + high) / 2;
    const Ball there = range_(middle, middle);
    if (there.finite()) {
      const Ball found = there.lower();
      if (!attained_.finite() || (found - attained_).certainly_positive()) attained_ = found;
    }
    const Ball over = range_(low, high);
    pieces_.push_back({low, high, over.finite() ? over.upper() : Ball::indeterminate()});
    std::push_heap(pieces_.begin(), pieces_.end(), lower_bound_first);
  }

  [[nodiscard]] bool narrow() const {
    const Ball& bound = pieces_.front().bound;
    if (!bound.finite() || !attained_.finite()) return false;
    const double size = std::max(integrators::log10_of(bound), integrators::log10_of(attained_));
    return integrators::log10_of(bound - attained_) <= size + std::log10(relative_);
  }

  void halve() {
    std::pop_heap(pieces_.begin(), pieces_.end(), lower_bound_first);
    const Piece highest = std::move(pieces_.back());
    pieces_.pop_back();
    const Rational middle = (highest.low + highest.high) / 2;
    add(highest.low, middle);
    add(middle, highest.high);
  }

  [[nodiscard]] Ball found() const {
    const Ball& bound = pieces_.front().bound;
    return bound.finite() && attained_.finite() ? Ball::hull(attained_, bound) : Ball::indeterminate();
  }

 private:
  const RangeOver& range_;
  double relative_;
  std::vector<Piece> pieces_;
  Ball attained_ = Ball::indeterminate();
};

}  // namespace

Ball supremum(const RangeOver& range, const std::vector<std::pair<Rational, Rational>>& pieces, double relative,
              const Deadline& deadline) {
  if (pieces.empty()) return Ball::indeterminate();
  Search search(range, relative);
  for (const auto& [low, high] : pieces) search.add(low, high);
  for (std::size_t k = 0; k < most_halvings && !search.narrow() && !deadline.passed(); ++k) search.halve();
  return search.found();
}

}  // namespace flowcert::proofs
