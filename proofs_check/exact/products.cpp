#include "proofs_check/exact/products.hpp"

#include "proofs_check/exact/linear_rows.hpp"
#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_facts = 28;
constexpr std::size_t most_terms_of_a_fact = 40;
constexpr std::size_t most_terms_of_a_product = 160;
constexpr std::size_t most_rows = 700;

std::vector<Row> rows_of(Scope& scope, const Row& goal) {
  std::vector<Row> base{goal};
  for (const Fact& fact : scope.facts) {
    const auto row = as_row(fact);
    if (row && encodable(row->poly) && !is_constant(row->poly) && term_count(row->poly) <= most_terms_of_a_fact &&
        base.size() < most_facts)
      base.push_back(*row);
  }
  for (const Generator& g : scope.generators)
    if (const auto row = as_row({g.symbol, g.sign}); row && base.size() < most_facts) base.push_back(*row);
  std::vector<Row> rows = base;
  for (std::size_t i = 0; i < base.size(); ++i)
    for (std::size_t j = i; j < base.size() && rows.size() < most_rows; ++j) {
      if (term_count(base[i].poly) * term_count(base[j].poly) > most_terms_of_a_product) continue;
      rows.push_back({multiply(base[i].poly, base[j].poly), product_kind(base[i].kind, base[j].kind)});
    }
  return rows;
}

}  // namespace

QueryResult refute_by_products(Scope& scope, const Fact& goal, double seconds) {
  QueryResult result;
  const auto row = as_row(goal);
  if (!row || !encodable(goal.poly) || term_count(goal.poly) > most_terms_of_a_product) return result;
  scope.proof.check_time();
  const auto script = contradict(scope.proof, rows_of(scope, *row), seconds);
  if (!script) return result;
  result.answer = Answer::unsatisfiable;
  result.by = "linear arithmetic over monomials (Z3)";
  result.script = *script;
  return result;
}

}  // namespace flowcert::proofs::exact
