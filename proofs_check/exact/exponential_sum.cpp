#include "proofs_check/exact/exponential_sum.hpp"

#include "theorems/terms/rational.hpp"

namespace flowcert::proofs::exact {

using theorems::apply;
using theorems::Op;
using theorems::Rational;

namespace {

constexpr std::size_t most_parts = 32;
constexpr long most_power = 8;

const ComplexTerm real_one{Term(1), Term(0)};

std::optional<ExponentialSum> product(const std::optional<ExponentialSum>& a, const std::optional<ExponentialSum>& b) {
  if (!a || !b || a->size() * b->size() > most_parts) return std::nullopt;
  ExponentialSum result;
  for (const ExponentialPart& x : *a)
    for (const ExponentialPart& y : *b)
      result.push_back({plus(x.rate, y.rate), x.power + y.power, times(x.amplitude, y.amplitude)});
  return result;
}

ExponentialSum constant(const Term& value) {
  return {{{Term(0), Term(0)}, 0, {value, Term(0)}}};
}

/// u = slope * t + at_zero.
struct Line {
  Term slope, at_zero;
};
std::optional<Line> line(const Term& u, const std::string& time) {
  const auto sum = exponential_sum(u, time);
  if (!sum) return std::nullopt;
  Line result{Term(0), Term(0)};
  for (const ExponentialPart& part : *sum) {
    const bool plain = part.rate.re.is_number(0) && part.rate.im.is_number(0) && part.power <= 1;
    if (!plain) return std::nullopt;
    Term& place = part.power == 1 ? result.slope : result.at_zero;
    place = plus(place, part.amplitude.re);
  }
  return result;
}

std::optional<ExponentialSum> exponential(const Term& u, const std::string& time) {
  const auto inside = line(u, time);
  if (!inside) return std::nullopt;
  const Term factor = inside->at_zero.is_number(0) ? Term(1) : apply(Op::exp, {inside->at_zero});
  return ExponentialSum{{{inside->slope, Term(0)}, 0, {factor, Term(0)}}};
}

/// cos u = (exp(iu) + exp(-iu))/2, sin u = (exp(iu) - exp(-iu))/(2i).
std::optional<ExponentialSum> oscillation(bool cosine, const Term& u, const std::string& time) {
  const auto inside = line(u, time);
  if (!inside) return std::nullopt;
  const Term half(Rational(1, 2)), minus_half(Rational(-1, 2));
  const bool no_phase = inside->at_zero.is_number(0);
  const Term c = no_phase ? Term(1) : apply(Op::cos, {inside->at_zero});
  const Term s = no_phase ? Term(0) : apply(Op::sin, {inside->at_zero});
  const Term re = times(half, cosine ? c : s), im = times(cosine ? half : minus_half, cosine ? s : c);
  return ExponentialSum{{{Term(0), inside->slope}, 0, {re, im}},
                        {{Term(0), times(Term(-1), inside->slope)}, 0, {re, times(Term(-1), im)}}};
}

std::optional<ExponentialSum> sum_of(const std::vector<Term>& terms, const std::string& time) {
  ExponentialSum result;
  for (const Term& term : terms) {
    const auto part = exponential_sum(term, time);
    if (!part || result.size() + part->size() > most_parts) return std::nullopt;
    result.insert(result.end(), part->begin(), part->end());
  }
  return result;
}

std::optional<ExponentialSum> whole_power(const Term& base, const Term& exponent, const std::string& time) {
  const bool whole = exponent.is_number() && theorems::is_integer(exponent.number()) && exponent.number() > 0 &&
                     exponent.number() <= most_power;
  if (!whole) return std::nullopt;
  const auto once = exponential_sum(base, time);
  std::optional<ExponentialSum> result = constant(Term(1));
  for (long k = 0; k < static_cast<long>(numerator(exponent.number())); ++k) result = product(result, once);
  return result;
}

}  // namespace

Term plus(const Term& a, const Term& b) {
  if (a.is_number(0)) return b;
  return b.is_number(0) ? a : a + b;
}

Term times(const Term& a, const Term& b) {
  if (a.is_number(0) || b.is_number(1)) return a;
  if (b.is_number(0) || a.is_number(1)) return b;
  return a * b;
}

ComplexTerm plus(const ComplexTerm& a, const ComplexTerm& b) {
  return {plus(a.re, b.re), plus(a.im, b.im)};
}

ComplexTerm minus(const ComplexTerm& a, const ComplexTerm& b) {
  return plus(a, times(b, ComplexTerm{Term(-1), Term(0)}));
}

ComplexTerm times(const ComplexTerm& a, const ComplexTerm& b) {
  return {plus(times(a.re, b.re), times(Term(-1), times(a.im, b.im))), plus(times(a.re, b.im), times(a.im, b.re))};
}

ComplexTerm divided(const ComplexTerm& a, const ComplexTerm& b) {
  if (b.im.is_number(0)) {
    const Term inverse = Term(1) / b.re;
    return {times(a.re, inverse), times(a.im, inverse)};
  }
  const Term inverse = Term(1) / plus(times(b.re, b.re), times(b.im, b.im));
  const ComplexTerm top = times(a, ComplexTerm{b.re, times(Term(-1), b.im)});
  return {times(top.re, inverse), times(top.im, inverse)};
}

std::optional<ExponentialSum> exponential_sum(const Term& term, const std::string& time) {
  if (!theorems::mentions(term, time)) return constant(term);
  switch (term.op()) {
    case Op::variable:
      return ExponentialSum{{{Term(0), Term(0)}, 1, real_one}};
    case Op::add:
      return sum_of(term.args(), time);
    case Op::subtract:
      return sum_of({term.arg(0), Term(-1) * term.arg(1)}, time);
    case Op::negate:
      return product(constant(Term(-1)), exponential_sum(term.arg(0), time));
    case Op::multiply: {
      std::optional<ExponentialSum> result = constant(Term(1));
      for (const Term& arg : term.args()) result = product(result, exponential_sum(arg, time));
      return result;
    }
    case Op::divide:
      if (theorems::mentions(term.arg(1), time)) return std::nullopt;
      return product(exponential_sum(term.arg(0), time), constant(Term(1) / term.arg(1)));
    case Op::power:
      if (term.arg(0).op() == Op::euler) return exponential(term.arg(1), time);
      return whole_power(term.arg(0), term.arg(1), time);
    case Op::exp:
      return exponential(term.arg(0), time);
    case Op::cos:
    case Op::sin:
      return oscillation(term.op() == Op::cos, term.arg(0), time);
    default:
      return std::nullopt;
  }
}

Term written(const ExponentialSum& sum, const std::string& time) {
  const Term t = theorems::variable(time);
  Term result(0);
  for (const ExponentialPart& part : sum) {
    Term factor = part.power == 0 ? Term(1) : theorems::pow(t, Term(part.power));
    if (!part.rate.re.is_number(0)) factor = times(factor, apply(Op::exp, {times(part.rate.re, t)}));
    Term turned = part.amplitude.re;
    if (!part.rate.im.is_number(0)) {
      const Term angle = times(part.rate.im, t);
      turned = plus(times(part.amplitude.re, apply(Op::cos, {angle})),
                    times(Term(-1), times(part.amplitude.im, apply(Op::sin, {angle}))));
    }
    result = plus(result, times(turned, factor));
  }
  return result;
}

}  // namespace flowcert::proofs::exact
