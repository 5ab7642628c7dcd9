#include "proofs_check/numeric/visibility.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "integrators/numbers/ball_measure.hpp"

namespace flowcert::proofs {

using theorems::Op;
using theorems::Term;

namespace {

constexpr double log10_of_2 = 0.30102999566398120;

/// log10 of a lower bound of |value|; -infinity if it may be 0.
double least_log10(const Ball& value) {
  mag_t bound;
  mag_init(bound);
  arb_get_mag_lower(bound, value.raw());
  const double result = integrators::log2_of_magnitude(bound) * log10_of_2;
  mag_clear(bound);
  return result;
}

class Contributions {
 public:
  Contributions(const Term& side, const std::vector<std::string>& names, std::span<const Ball> inputs)
      : program_(names) {
    order(side);
    for (const Term& term : terms_) (void)program_.compile(term);
    program_.run(inputs, slots_);
    weight_[side.id()] = 0;
    most_ = integrators::log10_of(value(side));
    for (auto term = terms_.rbegin(); term != terms_.rend() && !unknown_; ++term) follow(*term);
  }

  [[nodiscard]] std::optional<int> hidden() const {
    if (unknown_) return std::nullopt;
    return least_ >= most_ ? 0 : static_cast<int>(std::min(1e9, std::ceil(most_ - least_)));
  }

 private:
  void order(const Term& term) {  // arguments before what they are arguments of
    if (!seen_.emplace(term.id(), true).second) return;
    for (const Term& arg : term.args()) order(arg);
    terms_.push_back(term);
  }

  const Ball& value(const Term& term) { return slots_[program_.compile(term)].value; }

  void follow(const Term& term) {
    const auto weight = weight_.find(term.id());
    if (weight == weight_.end()) return;  // of no effect
    if (term.is_number()) return number(term, weight->second);
    for (std::size_t k = 0; k < term.args().size(); ++k) {
      const auto slope = derivative(term, k);
      if (!slope || slope->exactly_zero()) continue;
      const double at_least = weight->second + least_log10(*slope);
      const double at_most = weight->second + integrators::log10_of(*slope);
      const Ball& argument = value(term.arg(k));
      if (!argument.exactly_zero()) {
        note(at_least + least_log10(argument), argument.contains_zero());
        most_ = std::max(most_, at_most + integrators::log10_of(argument));
      }
      const auto [place, is_new] = weight_.emplace(term.arg(k).id(), at_most);
      if (!is_new) place->second = std::max(place->second, at_most);
    }
  }

  /// Sums that cancel are seen by what they are sums of.
  void note(double contribution, bool cancels) {
    if (cancels) return;
    if (!std::isfinite(contribution)) unknown_ = true;
    least_ = std::min(least_, contribution);
  }

  void number(const Term& term, double weight) {
    const theorems::Rational& q = term.number();
    if (q == 0) return;
    const double digits =
        (mpz_sizeinbase(mpq_numref(q.backend().data()), 10) + mpz_sizeinbase(mpq_denref(q.backend().data()), 10));
    note(weight + least_log10(value(term)) - (digits > 2 ? digits : 0), false);
  }

  /// The derivative by the k-th argument; nothing where that certainly has no effect.
  std::optional<Ball> derivative(const Term& term, std::size_t k) {
    const auto arg = [&](std::size_t i) -> const Ball& { return value(term.arg(i)); };
    const Ball& a = arg(0);
    switch (term.op()) {
      case Op::add:
      case Op::subtract:
      case Op::negate:
        return Ball(1);
      case Op::multiply: {
        Ball others(1);
        for (std::size_t i = 0; i < term.args().size(); ++i)
          if (i != k) others *= arg(i);
        return others;
      }
      case Op::divide:
        return k == 0 ? Ball(1) / arg(1) : value(term) / arg(1);
      case Op::power:
        if (k == 1 && term.arg(1).is_number()) return std::nullopt;
        return k == 0 ? value(term) * arg(1) / a : value(term) * log(a);
      case Op::exp:
        return value(term);
      case Op::log:
        return Ball(1) / a;
      case Op::sqrt:
        return Ball(1) / (Ball(2) * value(term));
      case Op::sin:
        return cos(a);
      case Op::cos:
        return sin(a);
      case Op::tan:
        return Ball(1) / (cos(a) * cos(a));
      case Op::asin:
      case Op::acos:
        return Ball(1) / sqrt(Ball(1) - a * a);
      case Op::atan:
        return Ball(1) / (Ball(1) + a * a);
      case Op::sinh:
        return cosh(a);
      case Op::cosh:
        return sinh(a);
      case Op::tanh:
        return Ball(1) / (cosh(a) * cosh(a));
      case Op::sign:
      case Op::floor:
      case Op::ceil:
        if (arb_is_exact(value(term).raw()) != 0) return std::nullopt;
        return Ball::indeterminate();
      case Op::min:
      case Op::max:
        for (std::size_t i = 0; i < term.args().size(); ++i) {
          const Ball gap = arg(i) - arg(k);
          if (term.op() == Op::min ? gap.certainly_negative() : gap.certainly_positive()) return std::nullopt;
        }
        return Ball(1);
      default:
        return Ball(1);  // abs; matrix functions, whose entries count as if each were seen
    }
  }

  BallProgram program_;
  std::vector<Term> terms_;
  std::vector<Enclosed> slots_;
  std::unordered_map<const theorems::TermNode*, bool> seen_;
  std::unordered_map<const theorems::TermNode*, double> weight_;  // log10 of the side's derivative, at most
  double most_ = -HUGE_VAL, least_ = HUGE_VAL;
  bool unknown_ = false;
};

}  // namespace

std::optional<int> hidden_digits(const std::vector<Term>& sides, const std::vector<std::string>& names,
                                 std::span<const Ball> inputs) {
  int most = 0;
  for (const Term& side : sides) {
    const auto hidden = Contributions(side, names, inputs).hidden();
    if (!hidden) return std::nullopt;
    most = std::max(most, *hidden);
  }
  return most;
}

}  // namespace flowcert::proofs
