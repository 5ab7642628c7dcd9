#include "proofs_check/kernel/domain.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "theorems/functions/functions.hpp"

namespace flowcert::proofs::kernel {

namespace {

Outcomes mirrored(Outcomes o) {
  return {o.greater, o.equal, o.less};
}

Outcomes both(Outcomes a, Outcomes b) {
  return {a.less && b.less, a.equal && b.equal, a.greater && b.greater};
}

Outcomes sign_of(const Rational& value) {
  return {value<0, value == 0, value> 0};
}

bool whole_number(const Term& term) {
  return term.is_number() && theorems::is_integer(term.number());
}

bool binds(Op op) {
  return op == Op::for_all || op == Op::exists || op == Op::symbolic_sum || op == Op::symbolic_product;
}

Term negated(const Term& statement);

Term combined(Op op, const std::vector<Term>& parts) {
  std::vector<Term> all;
  for (const Term& part : parts) {
    if (part.op() == op) {
      all.insert(all.end(), part.args().begin(), part.args().end());
    } else {
      all.push_back(part);
    }
  }
  return all.size() == 1 ? all[0] : theorems::apply(op, all);
}

Term combined_negations(Op op, const std::vector<Term>& parts) {
  std::vector<Term> all;
  for (const Term& part : parts) all.push_back(negated(part));
  return combined(op, all);
}

/// The normal form of "not statement".
Term negated(const Term& statement) {
  switch (statement.op()) {
    case Op::true_value:
      return theorems::constant(Op::false_value);
    case Op::false_value:
      return theorems::constant(Op::true_value);
    case Op::logical_not:
      return normal_form(statement.arg(0));
    case Op::logical_and:
      return combined_negations(Op::logical_or, statement.args());
    case Op::logical_or:
      return combined_negations(Op::logical_and, statement.args());
    case Op::implies:
      return combined(Op::logical_and, {normal_form(statement.arg(0)), negated(statement.arg(1))});
    default:
      return theorems::apply(Op::logical_not, {statement});
  }
}

}  // namespace

Outcomes outcomes_of(Op relation) {
  switch (relation) {
    case Op::equal:
      return {false, true, false};
    case Op::not_equal:
      return {true, false, true};
    case Op::less:
      return {true, false, false};
    case Op::less_equal:
      return {true, true, false};
    case Op::greater:
      return {false, false, true};
    case Op::greater_equal:
      return {false, true, true};
    default:
      return {};
  }
}

Term negated_relation(const Term& r) {
  static constexpr std::array pairs{std::pair{Op::equal, Op::not_equal}, std::pair{Op::less, Op::greater_equal},
                                    std::pair{Op::greater, Op::less_equal}};
  for (const auto& [one, other] : pairs) {
    if (r.op() == one) return relation(other, r.arg(0), r.arg(1));
    if (r.op() == other) return relation(one, r.arg(0), r.arg(1));
  }
  throw std::logic_error("not a relation");
}

Term normal_form(const Term& statement) {
  switch (statement.op()) {
    case Op::logical_not:
      return negated(statement.arg(0));
    case Op::implies:
      return combined(Op::logical_or, {negated(statement.arg(0)), normal_form(statement.arg(1))});
    case Op::logical_and:
    case Op::logical_or: {
      std::vector<Term> parts;
      for (const Term& part : statement.args()) parts.push_back(normal_form(part));
      return combined(statement.op(), parts);
    }
    default:
      return statement;
  }
}

std::vector<Term> parts_of(const Term& statement) {
  const Term form = normal_form(statement);
  return form.op() == Op::logical_and ? form.args() : std::vector<Term>{form};
}

void Facts::take(const Term& statement) {
  if (statement.op() == Op::implies && theorems::is_relation(statement.arg(0).op()) &&
      theorems::is_relation(statement.arg(1).op()))
    implications_.push_back(statement);
  for (const Term& part : parts_of(statement)) {
    static constexpr std::array no_number{Op::infinity};
    if (!theorems::is_relation(part.op()) || theorems::contains(part, no_number)) continue;
    relations_.push_back(part);
    facts_.insert(part);
    take_terms(part.arg(0));
    take_terms(part.arg(1));
    const Outcomes outcomes = outcomes_of(part.op());
    if (part.arg(1).is_number()) compare_with_number(part.arg(0), outcomes, part.arg(1).number());
    if (part.arg(0).is_number()) compare_with_number(part.arg(1), mirrored(outcomes), part.arg(0).number());
  }
  for (Memory* memory : {&defined_, &nonzero_, &positive_, &nonnegative_}) memory->clear();
}

/// What a value's comparison with a number says of its sign.
void Facts::compare_with_number(const Term& term, Outcomes outcomes, const Rational& number) {
  Outcomes sign;
  sign.less = outcomes.less || (number < 0 && (outcomes.equal || outcomes.greater));
  sign.greater = outcomes.greater || (number > 0 && (outcomes.equal || outcomes.less));
  sign.equal = (outcomes.equal && number == 0) || (outcomes.greater && number < 0) || (outcomes.less && number > 0);
  const auto [place, is_new] = signs_.try_emplace(term, sign);
  if (!is_new) place->second = both(place->second, sign);
}

void Facts::take_terms(const Term& term) {
  if (!spoken_of_.insert(term).second || binds(term.op())) return;
  for (const Term& arg : term.args()) take_terms(arg);
}

Outcomes Facts::sign_by_fact(const Term& term) const {
  const auto sign = signs_.find(term);
  return sign == signs_.end() ? Outcomes{} : sign->second;
}

bool Facts::remembered(Memory& memory, const Term& term, bool (Facts::*ask)(const Term&) const) const {
  const auto [place, is_new] = memory.try_emplace(term, false);
  if (!is_new) return place->second;
  const bool result = (this->*ask)(term);
  return memory[term] = result;
}

bool Facts::nonzero(const Term& term) const {
  if (term.is_number()) return term.number() != 0;
  return !sign_by_fact(term).equal || remembered(nonzero_, term, &Facts::nonzero_by_form);
}

bool Facts::positive(const Term& term) const {
  if (term.is_number()) return term.number() > 0;
  const Outcomes sign = sign_by_fact(term);
  return (!sign.equal && !sign.less) || remembered(positive_, term, &Facts::positive_by_form);
}

bool Facts::nonnegative(const Term& term) const {
  if (term.is_number()) return term.number() >= 0;
  return !sign_by_fact(term).less || remembered(nonnegative_, term, &Facts::nonnegative_by_form);
}

bool Facts::nonzero_by_form(const Term& term) const {
  if (positive(term)) return true;
  const auto each = [&](const Term& part) { return nonzero(part); };
  switch (term.op()) {
    case Op::multiply:
      return std::all_of(term.args().begin(), term.args().end(), each);
    case Op::negate:
      return nonzero(term.arg(0));
    case Op::power:
      return whole_number(term.arg(1)) && nonzero(term.arg(0));
    default:
      return false;
  }
}

bool Facts::positive_by_form(const Term& term) const {
  const auto each = [&](const Term& part) { return positive(part); };
  switch (term.op()) {
    case Op::pi:
    case Op::euler:
      return true;
    case Op::multiply:
    case Op::divide:
      return std::all_of(term.args().begin(), term.args().end(), each);
    case Op::power:
      return positive(term.arg(0)) && defined(term.arg(1));
    case Op::add:
      return std::all_of(term.args().begin(), term.args().end(), [&](const Term& part) { return nonnegative(part); }) &&
             std::any_of(term.args().begin(), term.args().end(), each);
    default:
      break;
  }
  const theorems::Function* f = theorems::function_of(term.op());
  if (f == nullptr) return false;
  const bool has_sign = f->range == theorems::Range::sign_of_argument && positive(term.arg(0));
  return (f->range == theorems::Range::positive || has_sign) && defined(term);
}

bool Facts::nonnegative_by_form(const Term& term) const {
  if (positive(term)) return true;
  const auto each = [&](const Term& part) { return nonnegative(part); };
  switch (term.op()) {
    case Op::add:
    case Op::multiply:
      return std::all_of(term.args().begin(), term.args().end(), each);
    case Op::power:
      return whole_number(term.arg(1)) && numerator(term.arg(1).number()) % 2 == 0 && term.arg(1).number() >= 0 &&
             defined(term.arg(0));
    default:
      break;
  }
  const theorems::Function* f = theorems::function_of(term.op());
  if (f == nullptr) return false;
  const bool has_sign = f->range == theorems::Range::sign_of_argument && nonnegative(term.arg(0));
  return (f->range == theorems::Range::not_negative || has_sign) && defined(term);
}

bool Facts::known(const Term& r) const {
  if (facts_.contains(r)) return true;
  if (r.arg(1).is_number(0) && !r.arg(0).is_number()) {
    if (r.op() == Op::greater) return positive(r.arg(0));
    if (r.op() == Op::greater_equal) return nonnegative(r.arg(0));
    if (r.op() == Op::not_equal) return nonzero(r.arg(0));
    const Outcomes wanted = outcomes_of(r.op()), there = sign_by_fact(r.arg(0));
    return (!there.less || wanted.less) && (!there.equal || wanted.equal) && (!there.greater || wanted.greater);
  }
  if (!r.arg(0).is_number() || !r.arg(1).is_number()) return false;
  const Outcomes wanted = outcomes_of(r.op()), there = sign_of(r.arg(0).number() - r.arg(1).number());
  return (there.less && wanted.less) || (there.equal && wanted.equal) || (there.greater && wanted.greater);
}

bool Facts::defined(const Term& term) const {
  return spoken_of_.contains(term) || remembered(defined_, term, &Facts::defined_by_form);
}

bool Facts::defined_by_form(const Term& term) const {
  if (binds(term.op()) || theorems::is_truth_valued(term.op())) return false;
  for (const Term& arg : term.args())
    if (!defined(arg)) return false;
  switch (term.op()) {
    case Op::number:
    case Op::pi:
    case Op::euler:
    case Op::variable:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::negate:
    case Op::min:
    case Op::max:
      return true;
    case Op::divide:
      return nonzero(term.arg(1));
    case Op::power: {
      const Term& base = term.arg(0);
      if (positive(base)) return true;
      const Term& exponent = term.arg(1);
      if (!exponent.is_number()) return false;
      const bool whole = theorems::is_integer(exponent.number());
      if (exponent.number() >= 0) return whole || nonnegative(base);
      return whole && nonzero(base);
    }
    default:
      break;
  }
  const theorems::Function* f = theorems::function_of(term.op());
  if (f == nullptr) return false;
  const std::vector<Term> needed = theorems::domain_relations(*f, term.arg(0));
  return std::all_of(needed.begin(), needed.end(), [&](const Term& relation) { return known(relation); });
}

}  // namespace flowcert::proofs::kernel
