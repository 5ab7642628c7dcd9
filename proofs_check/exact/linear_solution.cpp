#include "proofs_check/exact/linear_solution.hpp"

#include <array>

#include "proofs_check/exact/linear_parts.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::array<std::size_t, 2> both{0, 1};

class LinearSolution {
 public:
  LinearSolution(Proof& proof, const View& view, const std::vector<std::string>& states)
      : parts_(proof, view, states), solved_(states.size(), false) {}

  ClosedForm solve() {
    while (form_.size() < parts_.size()) {
      const std::vector<std::size_t> group = parts_.next_group(solved_);
      if (group.size() == 1) {
        solve_one(group[0]);
      } else {
        solve_two({group[0], group[1]});
      }
      for (const std::size_t i : group) solved_[i] = true;
    }
    return form_;
  }

 private:
  using Group = std::array<std::size_t, 2>;

  /// What acts on state i from outside its group.
  [[nodiscard]] ExponentialSum forcing(std::size_t i) const {
    Term all = parts_.outside(i);
    for (std::size_t j = 0; j < parts_.size(); ++j)
      if (solved_[j]) all = plus(all, times(parts_.entry(i, j), form_.at(parts_.state(j))));
    const auto sum = exponential_sum(all, parts_.time());
    if (!sum) throw NotLinear{};
    return *sum;
  }

  void solve_one(std::size_t i) {
    const ComplexTerm rate = real(parts_.entry(i, i));
    ExponentialSum motion;
    Term at_zero(0);
    const auto add = [&](const ComplexTerm& s, int power, const ComplexTerm& amplitude) {
      motion.push_back({s, power, amplitude});
      if (power == 0) at_zero = plus(at_zero, amplitude.re);
    };
    for (const ExponentialPart& part : forcing(i)) {
      if (is_zero(part.amplitude)) continue;
      const ComplexTerm off = parts_.normal(minus(part.rate, rate));
      if (is_zero(off)) {
        add(part.rate, part.power + 1, divided(part.amplitude, real(Term(part.power + 1))));
        continue;
      }
      if (!parts_.is_not_zero(off)) throw NotLinear{};
      ComplexTerm amplitude = divided(part.amplitude, off);
      for (int k = part.power;; --k) {
        add(part.rate, k, amplitude);
        if (k == 0) break;
        amplitude = divided(times(amplitude, real(Term(-k))), off);
      }
    }
    add(rate, 0, real(plus(parts_.start(i), times(Term(-1), at_zero))));
    form_[parts_.state(i)] = written(motion, parts_.time());
  }

  void solve_two(const Group& group) {
    std::array<ExponentialSum, 2> motion;
    std::vector<Term> off{parts_.start(group[0]), parts_.start(group[1])};
    for (const std::size_t from : both)
      for (const ExponentialPart& part : forcing(group[from]))
        if (!is_zero(part.amplitude)) follow(group, from, part, motion, off);
    add_own_motion(group, off, motion);
    for (const std::size_t k : both) form_[parts_.state(group[k])] = written(motion[k], parts_.time());
  }

  /// The motion that one part of what acts on a state makes; takes its start from `off`.
  void follow(const Group& group, std::size_t from, const ExponentialPart& part, std::array<ExponentialSum, 2>& motion,
              std::vector<Term>& off) {
    const auto entry = [&](std::size_t k, std::size_t l) { return real(parts_.entry(group[k], group[l])); };
    const ComplexTerm first = parts_.normal(minus(part.rate, entry(0, 0)));
    const ComplexTerm second = parts_.normal(minus(part.rate, entry(1, 1)));
    const ComplexTerm determinant = parts_.normal(minus(times(first, second), times(entry(0, 1), entry(1, 0))));
    if (is_zero(determinant) || !parts_.is_not_zero(determinant)) throw NotLinear{};
    std::array<ComplexTerm, 2> right{real(Term(0)), real(Term(0))};
    right.at(from) = part.amplitude;
    for (int k = part.power;; --k) {
      const std::array<ComplexTerm, 2> found{
          parts_.normal(divided(plus(times(second, right[0]), times(entry(0, 1), right[1])), determinant)),
          parts_.normal(divided(plus(times(entry(1, 0), right[0]), times(first, right[1])), determinant))};
      for (const std::size_t l : both) {
        motion.at(l).push_back({part.rate, k, found.at(l)});
        if (k == 0) off[l] = plus(off[l], times(Term(-1), found.at(l).re));
        right.at(l) = times(found.at(l), real(Term(-k)));
      }
      if (k == 0) break;
    }
  }

  /// exp(A t) off.
  void add_own_motion(const Group& group, const std::vector<Term>& off, std::array<ExponentialSum, 2>& motion) {
    const Term half(Rational(1, 2)), minus_one(-1);
    const LinearParts::Two own = parts_.two(group[0], group[1], off);
    for (const std::size_t k : both) {
      const Term& along = own.turned[k];
      ExponentialSum& sum = motion.at(k);
      if (own.sign == Op::greater) {
        sum.push_back({real(plus(own.mean, own.root)), 0, real(times(half, plus(off[k], along)))});
        sum.push_back({real(plus(own.mean, times(minus_one, own.root))), 0,
                       real(times(half, plus(off[k], times(minus_one, along))))});
      } else if (own.sign == Op::less) {
        sum.push_back({{own.mean, own.root}, 0, {off[k], times(minus_one, along)}});
      } else {
        sum.push_back({real(own.mean), 0, real(off[k])});
        sum.push_back({real(own.mean), 1, real(along)});
      }
    }
  }

  LinearParts parts_;
  std::vector<bool> solved_;
  ClosedForm form_;
};

/// x -> A x + b for constant b: powers of the eigenvalues around the fixed point.
class LinearIteration {
 public:
  LinearIteration(Proof& proof, const View& view)
      : parts_(proof, view, view.state), solved_(view.state.size(), false), n_(theorems::variable(view.time)) {}

  ClosedForm solve() {
    while (form_.size() < parts_.size()) {
      const std::vector<std::size_t> group = parts_.next_group(solved_);
      for (const std::size_t i : group)
        for (std::size_t j = 0; j < parts_.size(); ++j)
          if (solved_[j] && !parts_.entry(i, j).is_number(0)) throw NotLinear{};
      if (mentions(parts_.outside(group[0]), parts_.time()) ||
          (group.size() == 2 && mentions(parts_.outside(group[1]), parts_.time())))
        throw NotLinear{};
      if (group.size() == 1) {
        solve_one(group[0]);
      } else {
        solve_two(group[0], group[1]);
      }
      for (const std::size_t i : group) solved_[i] = true;
    }
    return form_;
  }

 private:
  void solve_one(std::size_t i) {
    const Term &a = parts_.entry(i, i), &b = parts_.outside(i), &x = parts_.start(i);
    Term& form = form_[parts_.state(i)];
    const Term off = parts_.normal(Term(1) - a);
    if (b.is_number(0)) {
      form = times(x, theorems::pow(a, n_));
    } else if (off.is_number(0)) {
      form = plus(x, times(b, n_));
    } else if (parts_.is_not_zero(real(off))) {
      form = plus(times(x - b / off, theorems::pow(a, n_)), b / off);
    } else {
      throw NotLinear{};
    }
  }

  void solve_two(std::size_t i, std::size_t j) {
    const std::vector<Term> fixed = fixed_point(i, j);
    std::vector<Term> off{plus(parts_.start(i), times(Term(-1), fixed[0])),
                          plus(parts_.start(j), times(Term(-1), fixed[1]))};
    const LinearParts::Two own = parts_.two(i, j, off);
    if (own.sign == Op::less) throw NotLinear{};
    if (own.sign == Op::equal && !parts_.is_not_zero(real(own.mean))) throw NotLinear{};
    const Term half(Rational(1, 2));
    const Term high = theorems::pow(parts_.normal(own.mean + own.root), n_);
    const Term low = theorems::pow(parts_.normal(own.mean - own.root), n_);
    for (const std::size_t k : both) {
      const Term& along = own.turned[k];
      const Term motion = own.sign == Op::greater
                              ? plus(times(times(half, off[k] + along), high), times(times(half, off[k] - along), low))
                              : times(plus(off[k], times(n_, along / own.mean)), theorems::pow(own.mean, n_));
      form_[parts_.state(k == 0 ? i : j)] = plus(motion, fixed[k]);
    }
  }

  std::vector<Term> fixed_point(std::size_t i, std::size_t j) {
    const Term &b0 = parts_.outside(i), &b1 = parts_.outside(j);
    if (b0.is_number(0) && b1.is_number(0)) return {Term(0), Term(0)};
    const Term a = Term(1) - parts_.entry(i, i), d = Term(1) - parts_.entry(j, j);
    const Term determinant = parts_.normal(a * d - parts_.entry(i, j) * parts_.entry(j, i));
    if (!parts_.is_not_zero(real(determinant))) throw NotLinear{};
    return {parts_.normal((d * b0 + parts_.entry(i, j) * b1) / determinant),
            parts_.normal((parts_.entry(j, i) * b0 + a * b1) / determinant)};
  }

  LinearParts parts_;
  std::vector<bool> solved_;
  Term n_;
  ClosedForm form_;
};

template <class Solve>
std::optional<ClosedForm> as_guess(Proof& proof, const Solve& solve) {
  const std::size_t steps = proof.trail.size();
  std::optional<ClosedForm> result;
  try {
    result = solve();
  } catch (const NotLinear&) {
  }
  proof.trail.resize(steps);
  return result;
}

}  // namespace

std::optional<ClosedForm> linear_solution(Proof& proof, const View& view, const std::vector<std::string>& component) {
  return as_guess(proof, [&] { return LinearSolution(proof, view, component).solve(); });
}

std::optional<ClosedForm> linear_iteration(Proof& proof, const View& view) {
  return as_guess(proof, [&] { return LinearIteration(proof, view).solve(); });
}

}  // namespace flowcert::proofs::exact
