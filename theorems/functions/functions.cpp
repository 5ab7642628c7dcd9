#include "theorems/functions/functions.hpp"

#include <algorithm>
#include <stdexcept>

namespace flowcert::theorems {

namespace {

Term end_relation(const Term& u, int end, bool low, bool included) {
  const Op op = low ? (included ? Op::greater_equal : Op::greater) : (included ? Op::less_equal : Op::less);
  return relation(op, u, Term(end));
}

/// Between the ends in one relation, these counted or not.
std::optional<Term> between(const Domain& domain, const Term& u, bool with_ends) {
  if (domain.nonzero != nullptr) return relation(Op::not_equal, domain.nonzero(u), Term(0));
  if (domain.low && domain.high) {
    if (-*domain.low != *domain.high) throw std::logic_error("a domain that is not symmetric has no single relation");
    return relation(with_ends ? Op::less_equal : Op::less, pow(u, Term(2)), Term(*domain.high * *domain.high));
  }
  if (domain.low) return end_relation(u, *domain.low, true, with_ends);
  if (domain.high) return end_relation(u, *domain.high, false, with_ends);
  return std::nullopt;
}

std::vector<Op> with_functions(std::vector<Op> others, bool (*wanted)(const Function&)) {
  for (const Op op : functions::ops)
    if (wanted(*function_of(op))) others.push_back(op);
  return others;
}

}  // namespace

std::optional<Op> function_named(std::string_view name) {
  const auto found = std::find(functions::names.begin(), functions::names.end(), name);
  if (found == functions::names.end()) return std::nullopt;
  return functions::ops.at(static_cast<std::size_t>(found - functions::names.begin()));
}

bool is_total(const Function& f) {
  return !f.domain.low && !f.domain.high && f.domain.nonzero == nullptr;
}

std::vector<Term> domain_relations(const Function& f, const Term& u) {
  std::vector<Term> result;
  if (f.domain.high) result.push_back(end_relation(u, *f.domain.high, false, f.domain.with_ends));
  if (f.domain.low) result.push_back(end_relation(u, *f.domain.low, true, f.domain.with_ends));
  if (f.domain.nonzero != nullptr) result.push_back(relation(Op::not_equal, f.domain.nonzero(u), Term(0)));
  return result;
}

std::optional<Term> domain_claim(const Function& f, const Term& u) {
  return between(f.domain, u, f.domain.with_ends);
}

std::optional<Term> interior_claim(const Function& f, const Term& u) {
  return between(f.domain, u, false);
}

std::vector<Axiom> axioms_of(Op op) {
  const Function& f = *function_of(op);
  const std::string name(name_of_function(op));
  const Term x = variable("x"), y = variable("y"), at_x = apply(op, {x}), at_y = apply(op, {y});
  std::vector<Axiom> result = f.axioms();
  std::vector<Term> conditions = domain_relations(f, x);
  if (f.by_others != nullptr)
    result.push_back({name + " by other functions", 1, conditions, relation(Op::equal, at_x, f.by_others(x))});
  if (f.parity == Parity::odd)
    result.push_back({name + " is odd", 1, conditions, relation(Op::equal, apply(op, {-x}), -at_x)});
  if (f.parity == Parity::even)
    result.push_back({name + " is even", 1, conditions, relation(Op::equal, apply(op, {-x}), at_x)});
  if (f.increasing) {
    const std::vector<Term> others = domain_relations(f, y);
    conditions.insert(conditions.end(), others.begin(), others.end());
    result.push_back({name + " is increasing", 2, conditions,
                      apply(Op::implies, {relation(Op::less, x, y), relation(Op::less, at_x, at_y)})});
  }
  return result;
}

std::span<const Op> operations_with_jumps() {
  static const std::vector<Op> result = with_functions({Op::matrix_function}, jumps);
  return result;
}

std::span<const Op> operations_with_kinks_or_jumps() {
  static const std::vector<Op> result = with_functions(
      {Op::matrix_function, Op::min, Op::max}, [](const Function& f) { return f.smoothness != Smoothness::analytic; });
  return result;
}

std::span<const Op> partial_operations() {
  static const std::vector<Op> result = with_functions({Op::divide, Op::power, Op::matrix_function, Op::at},
                                                       [](const Function& f) { return !is_total(f); });
  return result;
}

}  // namespace flowcert::theorems
