#include "theorems/terms/fold.hpp"

#include <algorithm>

#include "theorems/functions/functions.hpp"

namespace flowcert::theorems {

namespace {

constexpr std::size_t max_folded_bits = 1'000'000;

std::size_t bits(const Rational& value) {
  return msb(abs(numerator(value)) + 1) + msb(denominator(value));
}

/// Sums or multiplies the numbers among n-ary arguments and drops the neutral element.
std::optional<Term> fold_nary(TermNode& node, int neutral) {
  Rational total(neutral);
  std::vector<Term> rest;
  bool first_number_kept = false;
  std::size_t numbers = 0;
  for (const Term& arg : node.args) {
    if (!arg.is_number() || bits(total) > max_folded_bits) {
      rest.push_back(arg);
      continue;
    }
    ++numbers;
    if (node.op == Op::add) {
      total += arg.number();
    } else {
      total *= arg.number();
    }
    first_number_kept = first_number_kept || rest.empty();
  }
  if (rest.empty()) return Term(total);
  if (total == neutral && rest.size() == 1) return rest[0];
  if (numbers == 0 || (numbers == 1 && total != neutral)) return std::nullopt;
  if (total != neutral) rest.insert(first_number_kept ? rest.begin() : rest.end(), Term(total));
  node.args = std::move(rest);
  return std::nullopt;
}

Rational integer_power(const Rational& base, long exponent) {
  const auto magnitude = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  const Integer top = boost::multiprecision::pow(Integer(numerator(base)), magnitude);
  const Integer bottom = boost::multiprecision::pow(Integer(denominator(base)), magnitude);
  return exponent < 0 ? Rational(bottom) / Rational(top) : Rational(top) / Rational(bottom);
}

std::optional<Term> fold_power(const TermNode& node) {
  const Term& base = node.args[0];
  const Term& exponent = node.args[1];
  if (exponent.is_number(1)) return base;
  if (!base.is_number() || !exponent.is_number() || !is_integer(exponent.number())) return std::nullopt;
  if (base.is_number(0)) {
    // 0^0 = 1, as everywhere in the claim language; 0 to a negative power is undefined and stays.
    if (exponent.number() < 0) return std::nullopt;
    return Term(exponent.is_number(0) ? 1 : 0);
  }
  if (abs(exponent.number()) > max_folded_exponent) return std::nullopt;
  const long n = numerator(exponent.number()).convert_to<long>();
  if (bits(base.number()) * static_cast<std::size_t>(std::max(n, -n)) > max_folded_bits) return std::nullopt;
  return Term(integer_power(base.number(), n));
}

std::optional<Term> fold_numbers(const TermNode& node) {
  const Rational& a = node.args[0].number();
  switch (node.op) {
    case Op::negate:
      return Term(Rational(-a));
    case Op::subtract:
      return Term(Rational(a - node.args[1].number()));
    case Op::divide:
      if (node.args[1].is_number(0)) return std::nullopt;
      return Term(Rational(a / node.args[1].number()));
    case Op::min:
    case Op::max: {
      Rational best = a;
      for (const Term& arg : node.args) {
        if (node.op == Op::min ? arg.number() < best : arg.number() > best) best = arg.number();
      }
      return Term(best);
    }
    default:
      break;
  }
  const Function* f = function_of(node.op);
  if (f != nullptr && f->folds) return Term(f->at_rational(a));
  return std::nullopt;
}

}  // namespace

std::optional<Term> fold(TermNode& node) {
  switch (node.op) {
    case Op::add:
      return fold_nary(node, 0);
    case Op::multiply:
      return fold_nary(node, 1);
    case Op::power:
      return fold_power(node);
    case Op::subtract:
      if (node.args[1].is_number(0)) return node.args[0];
      break;
    case Op::divide:
      if (node.args[1].is_number(1)) return node.args[0];
      break;
    default:
      break;
  }
  const bool foldable = node.op >= Op::add && node.op <= Op::max && !node.args.empty();
  if (!foldable) return std::nullopt;
  const bool all_numbers =
      std::all_of(node.args.begin(), node.args.end(), [](const Term& arg) { return arg.is_number(); });
  return all_numbers ? fold_numbers(node) : std::nullopt;
}

}  // namespace flowcert::theorems
