#include "proofs_check/rigorous/enclose_operation.hpp"

#include <stdexcept>
#include <vector>

#include "integrators/numbers/function_value.hpp"
#include "integrators/numbers/matrix_function.hpp"
#include "theorems/functions/functions.hpp"

namespace flowcert::proofs {

namespace {

using integrators::Integer;
using integrators::max;
using integrators::min;
using theorems::is_integer;
using theorems::Op;
using theorems::Rational;

Truth is_nonzero(const Ball& a) {
  if (a.certainly_nonzero()) return Truth::yes;
  return a.exactly_zero() ? Truth::no : Truth::unknown;
}

Truth is_positive(const Ball& a) {
  if (a.certainly_positive()) return Truth::yes;
  return a.certainly_nonpositive() ? Truth::no : Truth::unknown;
}

Truth is_nonnegative(const Ball& a) {
  if (a.certainly_nonnegative()) return Truth::yes;
  return a.certainly_negative() ? Truth::no : Truth::unknown;
}

Truth all_defined(std::span<const Enclosed* const> args) {
  Truth result = Truth::yes;
  for (const Enclosed* arg : args) result = both(result, arg->defined);
  return result;
}

Ball exactly(const Integer& value) {
  fmpz_t n;
  fmpz_init(n);
  fmpz_set_mpz(n, value.backend().data());
  Ball result;
  arb_set_fmpz(result.raw(), n);
  fmpz_clear(n);
  return result;
}

/// a^b, a >= 0 and touching zero, b a positive exponent: increasing in a, so the hull of 0 and the value at the upper
/// end.
Ball power_from_zero(const Ball& a, const Ball& b) {
  if (a.exactly_zero()) return Ball(0);
  return Ball::hull(Ball(0), pow(a.upper(), b));
}

/// What is written out as an integer: a ball may be exactly 2^(2^1000), which no memory holds.
constexpr long most_exponent_bits = 64;

/// a^n for an integer n beyond those: by the size of |a| and the parity of n, which the ball tells.
Enclosed huge_power(const Enclosed& base, const Ball& exponent) {
  const Ball& a = base.value;
  if (a.certainly_positive()) return {pow(a, exponent), base.defined};
  if (!a.certainly_negative()) return {Ball::indeterminate(), both(base.defined, Truth::unknown)};
  const Ball size = pow(-a, exponent);
  return {arf_is_int_2exp_si(arb_midref(exponent.raw()), 1) != 0 ? size : -size, base.defined};
}

Enclosed integer_power(const Enclosed& base, const Integer& exponent) {
  if (msb(Integer(abs(exponent) + 1)) > most_exponent_bits) return huge_power(base, exactly(exponent));
  if (exponent >= 0) return {pow(base.value, exponent), base.defined};
  return {pow(base.value, exponent), both(base.defined, is_nonzero(base.value))};
}

Enclosed general_power(const Enclosed& base, const Enclosed& exponent) {
  const Truth args = both(base.defined, exponent.defined);
  const bool whole = arb_is_int(exponent.value.raw()) != 0;
  if (whole && arf_cmpabs_2exp_si(arb_midref(exponent.value.raw()), most_exponent_bits) > 0) {
    Enclosed result = huge_power(base, exponent.value);
    result.defined = both(result.defined, args);
    return result;
  }
  if (whole) {
    fmpz_t n;
    fmpz_init(n);
    arb_get_unique_fmpz(n, exponent.value.raw());
    Integer integer;
    fmpz_get_mpz(integer.backend().data(), n);
    fmpz_clear(n);
    Enclosed result = integer_power(base, integer);
    result.defined = both(result.defined, args);
    return result;
  }
  if (base.value.certainly_positive()) return {pow(base.value, exponent.value), args};
  if (base.value.certainly_nonnegative() && exponent.value.certainly_positive()) {
    return {power_from_zero(base.value, exponent.value), args};
  }
  return {Ball::indeterminate(), both(args, Truth::unknown)};
}

Enclosed power(const theorems::TermNode& node, const Enclosed& base, const Enclosed& exponent) {
  const theorems::Term& exponent_term = node.args[1];
  if (!exponent_term.is_number()) return general_power(base, exponent);
  const Rational& p = exponent_term.number();
  if (is_integer(p)) return integer_power(base, Integer(numerator(p)));
  const Truth domain = p > 0 ? is_nonnegative(base.value) : is_positive(base.value);
  if (base.value.certainly_positive()) return {pow(base.value, exponent.value), base.defined};
  if (p > 0 && base.value.certainly_nonnegative()) return {power_from_zero(base.value, exponent.value), base.defined};
  return {Ball::indeterminate(), both(base.defined, domain)};
}

/// Where the domain leaves out single points, a value says that none of them is in the ball.
Truth in_domain(const theorems::Domain& domain, const Ball& u, const Ball& value) {
  Truth result = Truth::yes;
  const auto beyond = [&](const Ball& distance) {
    result = both(result, domain.with_ends ? is_nonnegative(distance) : is_positive(distance));
  };
  if (domain.low) beyond(*domain.low == 0 ? u : u - Ball(*domain.low));
  if (domain.high) beyond(Ball(*domain.high) - u);
  if (domain.nonzero != nullptr && !value.finite()) result = both(result, Truth::unknown);
  return result;
}

Enclosed function(const theorems::Function& f, const Enclosed& u) {
  Ball value = integrators::value_of(f, u.value);
  const Truth inside = in_domain(f.domain, u.value, value);
  return {std::move(value), both(u.defined, inside)};
}

Enclosed fold_left(std::span<const Enclosed* const> args, Ball (*combine)(const Ball&, const Ball&)) {
  Ball value = args[0]->value;
  for (std::size_t k = 1; k < args.size(); ++k) value = combine(value, args[k]->value);
  return {value, all_defined(args)};
}

Enclosed sum(std::span<const Enclosed* const> args) {
  Ball value = args[0]->value;
  for (std::size_t k = 1; k < args.size(); ++k) value += args[k]->value;
  return {std::move(value), all_defined(args)};
}

Enclosed product(std::span<const Enclosed* const> args) {
  Ball value = args[0]->value;
  for (std::size_t k = 1; k < args.size(); ++k) value *= args[k]->value;
  return {std::move(value), all_defined(args)};
}

/// Matrix functions are defined for every matrix (the polar factor by the compact singular value decomposition).
Enclosed matrix_function(const theorems::TermNode& node, std::span<const Enclosed* const> args) {
  std::vector<Ball> entries;
  for (const Enclosed* arg : args) entries.push_back(arg->value);
  try {
    Ball value =
        integrators::evaluate_matrix_function<Ball>(node.function, entries, node.rows, node.columns, node.i, node.j);
    const Truth defined = value.finite() ? Truth::yes : Truth::unknown;
    return {std::move(value), both(all_defined(args), defined)};
  } catch (const std::invalid_argument&) {
    return {Ball::indeterminate(), Truth::unknown};
  }
}

Ball infinity() {
  Ball result;
  arb_pos_inf(result.raw());
  return result;
}

}  // namespace

Enclosed enclose_operation(const theorems::TermNode& node, std::span<const Enclosed* const> args) {
  if (const theorems::Function* f = theorems::function_of(node.op)) return function(*f, *args[0]);
  switch (node.op) {
    case Op::number:
      return {Ball(node.number), Truth::yes};
    case Op::pi:
      return {Ball::pi(), Truth::yes};
    case Op::euler:
      return {Ball::euler(), Truth::yes};
    case Op::infinity:
      return {infinity(), Truth::yes};
    case Op::add:
      return sum(args);
    case Op::subtract:
      return {args[0]->value - args[1]->value, all_defined(args)};
    case Op::multiply:
      return product(args);
    case Op::divide:
      return {args[0]->value / args[1]->value, both(all_defined(args), is_nonzero(args[1]->value))};
    case Op::negate:
      return {-args[0]->value, args[0]->defined};
    case Op::power:
      return power(node, *args[0], *args[1]);
    case Op::min:
      return fold_left(args, min);
    case Op::max:
      return fold_left(args, max);
    case Op::matrix_function:
      return matrix_function(node, args);
    default:
      throw std::invalid_argument("not a scalar operation");
  }
}

}  // namespace flowcert::proofs
