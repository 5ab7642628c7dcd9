#include "integrators/flows/iteration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "integrators/enclosure/ball_polynomial.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/scalar.hpp"
#include "integrators/taylor/polynomial.hpp"

namespace flowcert::integrators {

namespace {

constexpr double log2_of_10 = 3.321928094887362;

std::size_t bits(const Rational& value) {
  return std::max(mpz_sizeinbase(mpq_numref(value.backend().data()), 2),
                  mpz_sizeinbase(mpq_denref(value.backend().data()), 2));
}

std::size_t bytes(const Rational& value) {
  return sizeof(Rational) + 16 + bits(value) / 4;
}
std::size_t bytes(const Real&) {
  return sizeof(Real) + 16 + static_cast<std::size_t>(working_bits() / 8);
}
std::size_t bytes(const Ball&) {
  return sizeof(Ball) + 16 + static_cast<std::size_t>(working_bits() / 8);
}

Rational from_step(std::size_t n, const Rational&) {
  return Rational(n);
}
Real from_step(std::size_t n, const Real&) {
  return to_real(Rational(n));
}
Ball from_step(std::size_t n, const Ball&) {
  return Ball(Rational(n));
}

bool usable(const Rational&) {
  return true;
}
bool usable(const Real& value) {
  return is_finite(value);
}
bool usable(const Ball& value) {
  return value.finite();
}

/// The one loop: every number type goes through it.
template <class T>
class Iterator {
 public:
  Iterator(const SystemProblem& problem, std::vector<T> parameters, const IterationOptions& options)
      : parameters_(std::move(parameters)),
        options_(options),
        initial_(Tape::compile(problem.initial, problem.parameters)),
        step_(Tape::compile(problem.right_hand_side, problem.inputs())) {}

  Iterates<T> run(std::size_t steps) {
    try {
      std::vector<T> x = evaluate<T>(initial_, parameters_);
      for (std::size_t n = 0; keep(x, n) && n < steps; ++n) {
        if (options_.stop && options_.stop()) {
          fail(Outcome::stopped, "stopped", n);
          break;
        }
        x.push_back(from_step(n, T()));
        x.insert(x.end(), parameters_.begin(), parameters_.end());
        x = evaluate<T>(step_, x);
      }
    } catch (const NotRational& error) {
      fail(Outcome::unsupported, error.what(), result_.values.size());
    } catch (const Undefined& error) {
      fail(Outcome::undefined, error.what(), result_.values.size());
    }
    return std::move(result_);
  }

 private:
  bool keep(const std::vector<T>& x, std::size_t n) {
    for (const T& value : x) {
      if (!usable(value)) return fail(Outcome::undefined, "an iterate is undefined", n);
      if constexpr (std::is_same_v<T, Rational>) {
        if (bits(value) > options_.max_bits) return fail(Outcome::unsupported, "the exact iterates grow too large", n);
      }
      bytes_ += bytes(value);
    }
    if (bytes_ > options_.max_bytes) return fail(Outcome::stopped, "the iterates outgrew their memory", n);
    result_.values.push_back(x);
    return true;
  }

  bool fail(Outcome outcome, const std::string& reason, std::size_t n) {
    result_.outcome = outcome;
    result_.reason = reason + " (at step " + std::to_string(n) + ")";
    return false;
  }

  std::vector<T> parameters_;
  const IterationOptions& options_;
  Tape initial_, step_;
  Iterates<T> result_;
  std::size_t bytes_ = 0;
};

/// log2 of the largest ratio of radius to size in the last iterate; the size of a component near 0 is the state's.
double relative_width(const std::vector<Ball>& x, int digits) {
  double norm = -std::numeric_limits<double>::infinity(), worst = norm;
  for (const Ball& ball : x) norm = std::max(norm, log2_upper(ball));
  for (const Ball& ball : x) {
    Ball radius;
    arb_get_rad_arb(radius.raw(), ball.raw());
    if (radius.exactly_zero()) continue;
    const double size = std::max(log2_upper(ball), norm - digits * log2_of_10 / 2);
    worst = std::max(worst, log2_upper(radius) - size);
  }
  return worst;
}

/// The first iterate that says nothing any more (as wide as it is large); their number if there is none.
std::size_t first_lost(const Iterates<Ball>& iterates, int digits) {
  const auto lost = std::find_if(iterates.values.begin(), iterates.values.end(),
                                 [&](const std::vector<Ball>& x) { return relative_width(x, digits) > -4; });
  return static_cast<std::size_t>(lost - iterates.values.begin());
}

}  // namespace

Iterates<Rational> iterate_exactly(const SystemProblem& problem, std::span<const Rational> parameters,
                                   std::size_t steps, const IterationOptions& options) {
  return Iterator<Rational>(problem, {parameters.begin(), parameters.end()}, options).run(steps);
}

Iterates<Real> iterate_reals(const SystemProblem& problem, std::span<const Rational> parameters, std::size_t steps,
                             const IterationOptions& options) {
  const ScopedDigits precision(options.digits);
  std::vector<Real> values;
  for (const Rational& parameter : parameters) values.push_back(to_real(parameter));
  auto result = Iterator<Real>(problem, std::move(values), options).run(steps);
  result.digits = options.digits;
  return result;
}

Iterates<Ball> iterate_balls(const SystemProblem& problem, std::span<const Interval> parameters, std::size_t steps,
                             const IterationOptions& options) {
  const bool points = std::all_of(parameters.begin(), parameters.end(), [](const Interval& p) { return p.is_point(); });
  double width_before = std::numeric_limits<double>::infinity();
  std::size_t lost_before = 0;
  for (int working = options.digits + 10;; working *= 2) {
    const ScopedDigits precision(working);
    std::vector<Ball> values;
    for (const Interval& parameter : parameters) values.push_back(Ball::interval(parameter.low, parameter.high));
    auto result = Iterator<Ball>(problem, std::move(values), options).run(steps);
    result.digits = working;
    if (!points || result.outcome == Outcome::stopped || working * 2 > options.max_working_digits) return result;
    const double width = result.values.empty() ? width_before : relative_width(result.values.back(), options.digits);
    const std::size_t lost = first_lost(result, options.digits);
    if (result.complete() && width < -options.digits * log2_of_10) return result;
    if (width >= width_before - 1 && lost <= lost_before) return result;
    width_before = width;
    lost_before = lost;
  }
}

}  // namespace flowcert::integrators
