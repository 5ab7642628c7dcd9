#include "proofs_check/exact/products.hpp"

#include <algorithm>

#include "proofs_check/exact/solver_session.hpp"
#include "proofs_check/exact/z3_encoder.hpp"

namespace flowcert::proofs::exact {

namespace {

constexpr std::size_t most_facts = 28;
constexpr std::size_t most_terms_of_a_fact = 40;
constexpr std::size_t most_terms_of_a_product = 160;
constexpr std::size_t most_rows = 700;

/// poly >= 0, or > 0, or == 0.
struct Row {
  Poly poly;
  enum class Kind { nonnegative, positive, zero } kind = Kind::nonnegative;
};

std::optional<Row> as_row(const Fact& fact) {
  const Poly minus = (-fact.poly).expand();
  switch (fact.sign.bits) {
    case 1:
      return Row{minus, Row::Kind::positive};
    case 2:
      return Row{fact.poly, Row::Kind::zero};
    case 3:
      return Row{minus, Row::Kind::nonnegative};
    case 4:
      return Row{fact.poly, Row::Kind::positive};
    case 6:
      return Row{fact.poly, Row::Kind::nonnegative};
    default:
      return std::nullopt;
  }
}

Row::Kind product_kind(Row::Kind a, Row::Kind b) {
  if (a == Row::Kind::zero || b == Row::Kind::zero) return Row::Kind::zero;
  return a == Row::Kind::positive && b == Row::Kind::positive ? Row::Kind::positive : Row::Kind::nonnegative;
}

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

class Linear {
 public:
  explicit Linear(z3::context& context) : context_(context) {}

  z3::expr encode(const Poly& p) {
    z3::expr_vector sum(context_);
    for (const PolyTerm& term : terms_of(p)) {
      const z3::expr c = context_.real_val(theorems::to_text(term.coefficient).c_str());
      sum.push_back(term.powers.empty() ? c : c * variable(term));
    }
    return sum.empty() ? context_.real_val(0) : z3::sum(sum);
  }

 private:
  z3::expr variable(const PolyTerm& term) {
    const std::string monomial = monomial_text(term);
    const auto found = known_.find(monomial);
    if (found != known_.end()) return found->second;
    z3::expr e = context_.real_const(("m" + std::to_string(known_.size())).c_str());
    known_.emplace(monomial, e);
    return e;
  }
  z3::context& context_;
  std::map<std::string, z3::expr> known_;
};

}  // namespace

QueryResult refute_by_products(Scope& scope, const Fact& goal, double seconds) {
  QueryResult result;
  const auto row = as_row(goal);
  if (!row || !encodable(goal.poly) || term_count(goal.poly) > most_terms_of_a_product) return result;
  scope.proof.check_time();
  try {
    z3::context& context = scope.proof.session().context();
    Linear linear(context);
    z3::solver solver(context, "QF_LRA");
    const z3::expr zero = context.real_val(0);
    for (const Row& r : rows_of(scope, *row)) {
      const z3::expr e = linear.encode(r.poly);
      solver.add(r.kind == Row::Kind::zero ? e == zero : (r.kind == Row::Kind::positive ? e > zero : e >= zero));
    }
    if (scope.proof.session().check(solver, seconds, scope.proof.deadline) != Answer::unsatisfiable) return result;
    result.answer = Answer::unsatisfiable;
    result.script = solver.to_smt2();
  } catch (const z3::exception&) {
    result.answer = Answer::unknown;
    scope.proof.solver.reset();  // whatever state that left behind
  }
  return result;
}

}  // namespace flowcert::proofs::exact
