#include "proofs_check/exact/linear_rows.hpp"

#include "proofs_check/exact/solver_session.hpp"

namespace flowcert::proofs::exact {

namespace {

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

std::optional<std::string> contradict(Proof& proof, const std::vector<Row>& rows, double seconds) {
  try {
    z3::context& context = proof.session().context();
    Linear linear(context);
    z3::solver solver(context, "QF_LRA");
    const z3::expr zero = context.real_val(0);
    for (const Row& r : rows) {
      const z3::expr e = linear.encode(r.poly);
      solver.add(r.kind == Row::Kind::zero ? e == zero : (r.kind == Row::Kind::positive ? e > zero : e >= zero));
    }
    if (proof.session().check(solver, seconds, proof.deadline) != Answer::unsatisfiable) return std::nullopt;
    return solver.to_smt2();
  } catch (const z3::exception&) {
    proof.solver.reset();  // whatever state that left behind
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs::exact
