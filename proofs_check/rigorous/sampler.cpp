#include "proofs_check/rigorous/sampler.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace flowcert::proofs {

using integrators::Integer;
using integrators::Tape;
using theorems::Op;
using theorems::Rational;
using theorems::Term;

namespace {

constexpr std::size_t simple_points = 12;

Rational power_of_ten(int exponent) {
  const Integer power = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(std::abs(exponent)));
  return exponent < 0 ? Rational(1) / Rational(power) : Rational(power);
}

Rational nearest_integer(const Rational& value) {
  const Rational shifted = value + Rational(1) / 2;
  Integer quotient = numerator(shifted) / denominator(shifted);
  if (shifted < 0 && Rational(quotient) != shifted) quotient -= 1;
  return Rational(quotient);
}

/// A number in [0, 1]: both ends, powers of ten away from them, simple fractions, or random thousandths.
Rational fraction(std::mt19937_64& random) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  switch (pick(6)) {
    case 0:
      return Rational(pick(2));
    case 1:
      return power_of_ten(-1 - pick(12));
    case 2:
      return Rational(1) - power_of_ten(-1 - pick(12));
    case 3:
      return Rational(1 + pick(7)) / 8;
    default:
      return Rational(pick(10'001)) / 10'000;
  }
}

/// A nonnegative size: powers of ten over many magnitudes, or small round numbers.
Rational magnitude(std::mt19937_64& random) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  switch (pick(5)) {
    case 0:
      return Rational(0);
    case 1:
      return Rational(1 + pick(9)) * power_of_ten(pick(25) - 12);
    case 2:
      return Rational(1 + pick(20));
    case 3:
      return Rational(pick(10'001)) / 10'000;
    default:
      return Rational(pick(10'001)) / 1000;
  }
}

using Ends = PointSampler::Ends;

/// A point between the ends: at a share of their distance, at a distance from the only one, or anywhere.
Rational place(const Ends& ends, const auto& share, const auto& distance, const auto& anywhere) {
  if (ends.low && ends.high) return *ends.low + share() * (*ends.high - *ends.low);
  if (ends.low) return *ends.low + distance();
  if (ends.high) return *ends.high - distance();
  return anywhere();
}

Rational choose_simple(const Ends& ends, std::mt19937_64& random) {
  static constexpr std::array numbers{1, 2, 3, 1, 2, 0, -1, -2};
  const int number = numbers[random() % numbers.size()];
  return place(
      ends, [&] { return Rational(std::abs(number) + 1) / 4; }, [&] { return Rational(std::abs(number)); },
      [&] { return Rational(number); });
}

Rational choose(const Ends& ends, std::mt19937_64& random) {
  const auto size = [&] { return magnitude(random); };
  return place(
      ends, [&] { return fraction(random); }, size,
      [&] { return (random() % 2 == 0 ? Rational(1) : Rational(-1)) * size(); });
}

std::optional<Tape> compile(const Term& term, const std::vector<std::string>& names) {
  try {
    return Tape::compile(std::vector<Term>{term}, names);
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<Rational> value_near(const Tape& tape, const std::vector<Rational>& point) {
  try {
    return integrators::evaluate<Rational>(tape, point)[0];
  } catch (const integrators::Undefined&) {
    return std::nullopt;
  } catch (const integrators::NotRational&) {
  }
  const integrators::ScopedDigits precision(45);
  std::vector<integrators::Real> inputs;
  for (const Rational& value : point) inputs.push_back(integrators::to_real(value));
  const integrators::Real value = integrators::evaluate<integrators::Real>(tape, inputs)[0];
  if (!isfinite(value)) return std::nullopt;
  if (value != 0 && std::abs(static_cast<double>(mpfr_get_exp(value.backend().data()))) > 100'000) return std::nullopt;
  Rational result;
  mpfr_get_q(result.backend().data(), value.backend().data());
  return result;
}

PointSampler::PointSampler(const FormulaStatement& statement)
    : names_(names_of(statement)), ranges_(outer_ranges(statement)), solution_(names_.size()) {
  for (const theorems::FreeParameter& variable : statement.variables) {
    const auto varying = [&](const std::optional<Term>& end) -> std::optional<Tape> {
      if (!end || free_variables(*end).empty()) return std::nullopt;
      return compile(*end, names_);
    };
    low_.push_back(varying(variable.low));
    high_.push_back(varying(variable.high));
  }
  solve_equalities(statement);
}

void PointSampler::solve_equalities(const FormulaStatement& statement) {
  for (const Term& hypothesis : statement.hypotheses) {
    if (hypothesis.op() != Op::equal) continue;
    const Term difference = hypothesis.arg(0) - hypothesis.arg(1);
    const std::vector<std::string> inside = free_variables(difference);
    for (std::size_t k = names_.size(); k-- > 0;) {
      if (solution_[k] || !std::binary_search(inside.begin(), inside.end(), names_[k])) continue;
      try {
        const Term slope = derivative(difference, names_[k]);
        const std::vector<std::string> in_slope = free_variables(slope);
        if (std::binary_search(in_slope.begin(), in_slope.end(), names_[k])) continue;
        const Term at_zero = substitute(difference, {{names_[k], Term(0)}});
        solution_[k] = compile(-(at_zero / slope), names_);
      } catch (const std::exception&) {
        continue;
      }
      if (solution_[k]) break;
    }
  }
}

Ends PointSampler::ends(std::size_t variable, const std::vector<Rational>& point) const {
  Ends result{ranges_[variable].low, ranges_[variable].high};
  if (low_[variable]) {
    const auto low = value_near(*low_[variable], point);
    if (low && (!result.low || *low > *result.low)) result.low = low;
  }
  if (high_[variable]) {
    const auto high = value_near(*high_[variable], point);
    if (high && (!result.high || *high < *result.high)) result.high = high;
  }
  return result;
}

bool PointSampler::complete(std::vector<Rational>& point) const {
  for (std::size_t k = 0; k < point.size(); ++k) {
    if (!solution_[k]) continue;
    const auto value = value_near(*solution_[k], point);
    if (!value) return false;
    point[k] = *value;
  }
  return true;
}

std::optional<std::vector<Rational>> PointSampler::next(std::mt19937_64& random) {
  std::vector<Rational> point(names_.size(), Rational(0));
  const bool simple = drawn_ < 2 * simple_points && drawn_ % 2 == 0;
  ++drawn_;
  for (std::size_t k = 0; k < names_.size(); ++k) {
    if (solution_[k]) continue;
    const Ends range = ends(k, point);
    point[k] = simple ? choose_simple(range, random) : choose(range, random);
    if (ranges_[k].integer) point[k] = nearest_integer(point[k]);
  }
  if (!complete(point)) return std::nullopt;
  return point;
}

}  // namespace flowcert::proofs
