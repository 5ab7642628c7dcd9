#include "proofs_check/kernel/real_line.hpp"

#include <algorithm>
#include <utility>

namespace flowcert::proofs::kernel {

namespace {

void trim(Dense& p) {
  while (!p.empty() && p.back() == 0) p.pop_back();
}

Rational value_at(const Dense& p, const Rational& x) {
  Rational value = 0;
  for (auto c = p.rbegin(); c != p.rend(); ++c) value = value * x + *c;
  return value;
}

int sign_at(const Dense& p, const Rational& x) {
  const Rational value = value_at(p, x);
  return value > 0 ? 1 : (value < 0 ? -1 : 0);
}

/// Quotient and remainder; b is not zero.
std::pair<Dense, Dense> divided(Dense a, const Dense& b) {
  Dense quotient(a.size() >= b.size() ? a.size() - b.size() + 1 : 0, Rational(0));
  while (a.size() >= b.size()) {
    const std::size_t shift = a.size() - b.size();
    const Rational factor = a.back() / b.back();
    quotient[shift] = factor;
    for (std::size_t k = 0; k < b.size(); ++k) a[k + shift] -= factor * b[k];
    a.pop_back();
    trim(a);
  }
  return {quotient, a};
}

Dense monic(Dense p) {
  const Rational leading = p.back();
  for (Rational& c : p) c /= leading;
  return p;
}

Dense common_divisor(Dense a, Dense b) {
  while (!b.empty()) {
    Dense rest = divided(a, b).second;
    a = std::move(b);
    b = rest.empty() ? rest : monic(std::move(rest));
  }
  return monic(std::move(a));
}

Dense derivative(const Dense& p) {
  Dense result;
  for (std::size_t k = 1; k < p.size(); ++k) result.push_back(p[k] * Rational(static_cast<long>(k)));
  return result;
}

Dense without_multiple_roots(const Dense& p) {
  return p.size() < 3 ? monic(p) : monic(divided(p, common_divisor(p, derivative(p))).first);
}

Dense product(const Dense& a, const Dense& b) {
  Dense result(a.size() + b.size() - 1, Rational(0));
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
  return result;
}

/// Counts the distinct roots in half-open intervals (Sturm's theorem).
class Roots {
 public:
  explicit Roots(const Dense& p) {
    chain_.push_back(p);
    Dense next = derivative(p);
    while (!next.empty()) {
      chain_.push_back(next);
      Dense rest = divided(chain_[chain_.size() - 2], chain_.back()).second;
      const Rational size = rest.empty() ? Rational(1) : abs(rest.back());
      for (Rational& c : rest) c = -c / size;  // a positive factor changes no sign
      next = std::move(rest);
    }
  }
  /// In (low, high].
  [[nodiscard]] int count(const Rational& low, const Rational& high) const { return changes(low) - changes(high); }

 private:
  [[nodiscard]] int changes(const Rational& x) const {
    int result = 0;
    int last = 0;
    for (const Dense& p : chain_) {
      const int sign = sign_at(p, x);
      if (sign != 0 && last != 0 && sign != last) ++result;
      if (sign != 0) last = sign;
    }
    return result;
  }
  std::vector<Dense> chain_;
};

struct Interval {
  Rational low, high;  // one root in (low, high]
};

void isolate(const Roots& roots, const Rational& low, const Rational& high, std::vector<Interval>& found) {
  const int count = roots.count(low, high);
  if (count == 0) return;
  if (count == 1) {
    found.push_back({low, high});
    return;
  }
  const Rational middle = (low + high) / 2;
  isolate(roots, low, middle, found);
  isolate(roots, middle, high, found);
}

bool allows(Outcomes outcomes, int sign) {
  return sign > 0 ? outcomes.greater : (sign < 0 ? outcomes.less : outcomes.equal);
}

class Line {
 public:
  explicit Line(std::vector<Clause> clauses) : clauses_(std::move(clauses)) {
    std::vector<Dense> seen;
    for (Clause& clause : clauses_) {
      for (Condition& condition : clause) {
        trim(condition.poly);
        if (condition.poly.size() < 2 || std::find(seen.begin(), seen.end(), condition.poly) != seen.end()) continue;
        seen.push_back(condition.poly);
        all_ = product(all_, condition.poly);
      }
    }
  }

  /// Some real number satisfies everything: a root, or a point before, between or after the roots.
  [[nodiscard]] bool satisfiable() const {
    const Dense free = without_multiple_roots(all_);
    Rational bound = 1;  // Cauchy's: every root is less in size
    for (const Rational& c : free) bound = std::max(bound, Rational(1 + abs(c)));
    const Roots roots(free);
    std::vector<Interval> cells;
    isolate(roots, -bound, bound, cells);
    Rational after = -bound - 2;  // the roots so far are at most here
    for (const Interval& cell : cells) {
      const Rational before = left_of(roots, cell, after);
      const Rational between = (after + before) / 2;
      if (holds([&](const Dense& p) { return sign_at(p, between); })) return true;
      if (holds([&](const Dense& p) { return sign_at_root(cell, p); })) return true;
      after = cell.high;
    }
    const Rational beyond = bound + 1;
    return holds([&](const Dense& p) { return sign_at(p, beyond); });
  }

 private:
  template <class SignOf>
  [[nodiscard]] bool holds(const SignOf& sign_of) const {
    return std::all_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) {
      return std::any_of(clause.begin(), clause.end(), [&](const Condition& c) {
        return allows(c.sign, c.poly.empty() ? 0 : sign_of(c.poly));
      });
    });
  }

  /// A number beyond `after` and before the cell's root, which lies beyond `after`.
  static Rational left_of(const Roots& roots, Interval cell, const Rational& after) {
    while (cell.low <= after) {
      const Rational middle = (cell.low + cell.high) / 2;
      (roots.count(cell.low, middle) == 0 ? cell.low : cell.high) = middle;
    }
    return cell.low;
  }

  /// The roots of q are among the product's, and the cell holds one of those.
  [[nodiscard]] static int sign_at_root(const Interval& cell, const Dense& q) {
    if (q.size() == 1) return q[0] > 0 ? 1 : -1;
    return Roots(without_multiple_roots(q)).count(cell.low, cell.high) > 0 ? 0 : sign_at(q, cell.high);
  }

  std::vector<Clause> clauses_;
  Dense all_{Rational(1)};
};

}  // namespace

bool no_real_number_satisfies(const std::vector<Clause>& clauses) {
  return !Line(clauses).satisfiable();
}

}  // namespace flowcert::proofs::kernel
