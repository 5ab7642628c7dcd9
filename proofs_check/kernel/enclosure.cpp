#include "proofs_check/kernel/enclosure.hpp"

#include <algorithm>

#include "proofs_check/kernel/rules.hpp"
#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::kernel {

namespace {

constexpr std::size_t fewest_bits = 24, most_bits = 1'000'000;

std::vector<std::string> names_of(const Context& context) {
  std::vector<std::string> names;
  for (const Variable& v : context.variables) names.push_back(v.name);
  return names;
}

/// The bound of `variable` that the relation says, if it does: variable <= bound when looked at from above.
std::optional<Term> bound_by(const Term& relation, const std::string& variable, bool above) {
  for (const std::size_t own : {0, 1}) {
    const Term &x = relation.arg(own), &bound = relation.arg(1 - own);
    if (!x.is_variable() || x.name() != variable) continue;
    const bool less = relation.op() == Op::less || relation.op() == Op::less_equal;
    const bool greater = relation.op() == Op::greater || relation.op() == Op::greater_equal;
    if (relation.op() == Op::equal || (less && above == (own == 0)) || (greater && above == (own == 1))) return bound;
  }
  return std::nullopt;
}

}  // namespace

Rational floor_of(const Rational& value) {
  const theorems::Integer toward_zero = numerator(value) / denominator(value);
  return value < Rational(toward_zero) ? Rational(toward_zero) - 1 : Rational(toward_zero);
}

std::pair<Box, Box> halves(const Box& box, std::size_t side, bool integer) {
  std::pair<Box, Box> result{box, box};
  const Rational middle = (box[side].low + box[side].high) / 2;
  result.first[side].high = integer ? floor_of(middle) : middle;
  result.second[side].low = integer ? floor_of(middle) + 1 : middle;
  return result;
}

EnclosedSequent::EnclosedSequent(const Sequent& sequent, long bits)
    : context_(*sequent.context),
      names_(names_of(context_)),
      bounds_(theorems::conjunction_parts(theorems::conjunction(context_.hypotheses))),
      bits_(bits),
      hypotheses_(theorems::conjunction(context_.hypotheses), names_, bits),
      claim_(sequent.claim, names_, bits) {
  std::erase_if(bounds_, [](const Term& part) { return !theorems::is_relation(part.op()); });
}

bool EnclosedSequent::within(const Box& box) const {
  if (box.size() != names_.size()) return false;
  for (std::size_t k = 0; k < box.size(); ++k)
    if (box[k].low > box[k].high || !bounded(k, box, false) || !bounded(k, box, true)) return false;
  return true;
}

/// Numbers are compared exactly, so that a box may end where its variable does; a whole number lies in the box if the
/// first one inside does.
bool EnclosedSequent::bounded(std::size_t variable, const Box& box, bool above) const {
  const Side& side = box[variable];
  const Rational& end = above ? side.high : side.low;
  const auto holds_of = [&](const Term& bound) {
    if (bound.is_number()) {
      if (!context_.variables[variable].integer) return above ? bound.number() <= end : bound.number() >= end;
      return above ? floor_of(bound.number()) <= end : -floor_of(-bound.number()) >= end;
    }
    const std::vector<std::string> before(names_.begin(), names_.begin() + std::ptrdiff_t(variable));
    const Box known(box.begin(), box.begin() + std::ptrdiff_t(variable));
    const Term inside = relation(above ? Op::less_equal : Op::greater_equal, bound, Term(end));
    return StatementOverBoxes(inside, before, bits_).over(known) == Truth::yes;
  };
  return std::any_of(bounds_.begin(), bounds_.end(), [&](const Term& fact) {
    const auto bound = bound_by(fact, names_[variable], above);
    return bound && holds_of(*bound);
  });
}

bool EnclosedSequent::settled(const Box& box) const {
  return hypotheses_.over(box) == Truth::no || claim_.over(box) == Truth::yes;
}

/// The claim over a box that is cut until it is settled by balls on every part. data.terms: the ends of the box, low
/// and high for each variable, as numbers. data.places: the bits of the balls; then the cuts, a box before its two
/// halves: 0 for a box that is settled, k + 1 for one that is cut across variable k.
bool is_enclosure(const Step& step) {
  const auto& [terms, places] = std::tie(step.data.terms, step.data.places);
  const std::vector<Variable>& variables = step.conclusion.context->variables;
  if (!step.premises.empty() || terms.size() != 2 * variables.size() || places.empty() || places[0] < fewest_bits ||
      places[0] > most_bits ||
      !std::all_of(terms.begin(), terms.end(), [](const Term& end) { return end.is_number(); }))
    return false;
  Box whole;
  for (std::size_t k = 0; k < variables.size(); ++k)
    whole.push_back({terms[2 * k].number(), terms[2 * k + 1].number()});
  const EnclosedSequent sequent(step.conclusion, long(places[0]));
  if (!sequent.within(whole)) return false;
  std::vector<Box> open{whole};
  for (std::size_t next = 1; next < places.size(); ++next) {
    if (open.empty()) return false;
    const Box box = std::move(open.back());
    open.pop_back();
    if (places[next] == 0) {
      if (!sequent.settled(box)) return false;
      continue;
    }
    const std::size_t side = places[next] - 1;
    if (side >= box.size()) return false;
    auto [lower, upper] = halves(box, side, variables[side].integer);
    open.push_back(std::move(upper));
    open.push_back(std::move(lower));
  }
  return open.empty();
}

}  // namespace flowcert::proofs::kernel
