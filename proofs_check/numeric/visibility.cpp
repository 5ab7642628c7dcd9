#include "proofs_check/numeric/visibility.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "integrators/numbers/ball_measure.hpp"
#include "integrators/numbers/tape.hpp"
#include "proofs_check/rigorous/cancellation.hpp"
#include "theorems/functions/functions.hpp"
#include "theorems/terms/rewrite.hpp"

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

bool is_switch(Op op) {
  const theorems::Function* f = theorems::function_of(op);
  return op == Op::min || op == Op::max || (f != nullptr && jumps(*f));
}

/// A whole exponent of at least 1: such powers have a slope at 0.
std::optional<int> small_exponent(const Term& power) {
  constexpr int most = 1'000'000;
  const Term& exponent = power.arg(1);
  if (!exponent.is_number() || !theorems::is_integer(exponent.number())) return std::nullopt;
  if (exponent.number() < 1 || exponent.number() > most) return std::nullopt;
  return numerator(exponent.number()).convert_to<int>();
}

/// The decimal digits of a whole number but for the zeros at its end.
int significant_digits(mpz_srcptr number) {
  theorems::Integer rest;
  mpz_abs(rest.backend().data(), number);
  int zeros = 0;
  const theorems::Integer ten = 10;
  const auto length = static_cast<int>(mpz_sizeinbase(number, 10));
  for (; zeros < length && rest != 0 && rest % ten == 0; ++zeros) rest /= ten;
  return length - zeros;
}

/// f'(u) as a tape; each is compiled once.
const integrators::Tape& slope_of(Op op) {
  static const std::unordered_map<Op, integrators::Tape> tapes = [] {
    std::unordered_map<Op, integrators::Tape> result;
    const std::vector<std::string> names{"u"};
    for (const Op each : theorems::functions::ops) {
      const theorems::Function& f = *theorems::function_of(each);
      if (f.slope == nullptr) continue;
      const std::vector<Term> slope{f.slope(theorems::apply(each, {theorems::variable("u")}))};
      result.emplace(each, integrators::Tape::compile(slope, names));
    }
    return result;
  }();
  return tapes.at(op);
}

/// f'(u), from the value at u; nothing for a jumping f that does not jump there.
std::optional<Ball> of_function(Op op, const Ball& u, const Ball& value) {
  const theorems::Function* f = theorems::function_of(op);
  if (f == nullptr) return Ball(1);
  if (jumps(*f)) return arb_is_exact(value.raw()) != 0 ? std::nullopt : std::optional(Ball::indeterminate());
  if (f->slope == nullptr) return Ball::indeterminate();
  return integrators::evaluate<Ball>(slope_of(op), std::vector<Ball>{u}).front();
}

/// Sums that cancel altogether are 0 and not only close to it: what they are multiplied with has no effect.
Term without_zero_sums(const Term& term) {
  return theorems::rewrite(term, [](const Term& node) -> std::optional<Term> {
    if (node.op() != Op::add && node.op() != Op::subtract) return std::nullopt;
    if (cancelled_difference(node, Term(0)).is_number(0)) return Term(0);
    return std::nullopt;
  });
}

}  // namespace

Contributions::Contributions(const Term& term, const std::vector<std::string>& names)
    : term_(without_zero_sums(term)), program_(names) {
  order(term_);
  for (const Term& part : terms_) (void)program_.compile(part);
}

void Contributions::at(std::span<const Ball> inputs) {
  program_.run(inputs, here_);
  over_.clear();
  collect();
}

void Contributions::along(std::span<const Ball> middle, std::span<const Ball> over) {
  program_.run(middle, here_);
  program_.run(over, over_);
  collect();
}

void Contributions::collect() {
  parts_.clear();
  weight_.clear();
  weight_[term_.id()] = 0;
  most_ = value_ = integrators::log10_of(value_of(term_, here_));
  // A variable alone is seen as well as it can be.
  if (term_.is_variable() && std::isfinite(value_)) note(term_, 0, value_);
  for (auto term = terms_.rbegin(); term != terms_.rend(); ++term) follow(*term);
}

void Contributions::order(const Term& term) {
  if (!seen_.emplace(term.id(), true).second) return;
  for (const Term& arg : term.args()) order(arg);
  terms_.push_back(term);
}

const Ball& Contributions::value_of(const Term& term, const Slots& slots) {
  return slots[program_.compile(term)].value;
}

void Contributions::follow(const Term& term) {
  const auto weight = weight_.find(term.id());
  if (weight == weight_.end()) return;  // of no effect
  if (term.is_number()) return number(term, weight->second);
  for (std::size_t k = 0; k < term.args().size(); ++k) {
    const auto by = slope(term, k);
    if (!by) continue;
    const bool known = by->finite() && std::isfinite(weight->second);
    const double at_most = known ? weight->second + integrators::log10_of(*by) : -HUGE_VAL;
    const Ball& argument = value_of(term.arg(k), here_);
    if (!argument.exactly_zero()) {
      // Sums that cancel are seen by what they are sums of.
      const bool cancels = argument.contains_zero() && !term.arg(k).args().empty();
      if (!known || !cancels)
        note(term, k, known ? weight->second + least_log10(*by) + least_log10(argument) : -HUGE_VAL);
      if (known) most_ = std::max(most_, at_most + integrators::log10_of(argument));
    }
    const auto [place, is_new] = weight_.emplace(term.arg(k).id(), at_most);
    if (!is_new) place->second = std::max(place->second, at_most);
  }
}

void Contributions::note(const Term& term, std::size_t k, double size) {
  parts_.push_back({term.id(), k, k < term.args().size() ? &term.node().args[k] : &term_, size});
}

void Contributions::number(const Term& term, double weight) {
  const theorems::Rational& q = term.number();
  if (q == 0) return;
  const int digits =
      std::max(significant_digits(mpq_numref(q.backend().data())), significant_digits(mpq_denref(q.backend().data())));
  note(term, 0, weight + least_log10(value_of(term, here_)) - (digits > 2 ? digits : 0));
}

/// The derivative by the k-th argument; nothing where that certainly has no effect.
std::optional<Ball> Contributions::slope(const Term& term, std::size_t k) {
  auto here = derivative(term, k, here_);
  if (over_.empty()) return here && !here->exactly_zero() ? here : std::nullopt;
  const auto over = derivative(term, k, over_);
  if (!over || over->exactly_zero()) return std::nullopt;
  return here && (here->finite() || !is_switch(term.op())) ? here : Ball(1);
}

/// The same at inputs or over a box.
std::optional<Ball> Contributions::derivative(const Term& term, std::size_t k, const Slots& slots) {
  const auto value = [&](const Term& part) -> const Ball& { return value_of(part, slots); };
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
      if (const auto exponent = small_exponent(term)) return Ball(*exponent) * pow(a, theorems::Integer(*exponent - 1));
      return k == 0 ? value(term) * arg(1) / a : value(term) * log(a);
    case Op::min:
    case Op::max:
      for (std::size_t i = 0; i < term.args().size(); ++i) {
        const Ball gap = arg(i) - arg(k);
        if (term.op() == Op::min ? gap.certainly_negative() : gap.certainly_positive()) return std::nullopt;
      }
      return Ball(1);
    case Op::exp:
      return value(term);
    case Op::abs:
      return Ball(1);
    case Op::matrix_function:  // its entries count as if each were seen
      return Ball(1);
    default:
      return of_function(term.op(), a, value(term));
  }
}

std::optional<int> hidden_digits(const std::vector<Term>& sides, const std::vector<std::string>& names,
                                 std::span<const Ball> inputs) {
  double most = 0;
  for (const Term& side : sides) {
    Contributions contributions(side, names);
    contributions.at(inputs);
    for (const Contribution& part : contributions.parts()) {
      if (!std::isfinite(part.size)) return std::nullopt;
      most = std::max(most, contributions.most() - part.size);
    }
  }
  return static_cast<int>(std::min(1e9, std::ceil(most)));
}

}  // namespace flowcert::proofs
