#include "proofs_check/certificates/combination.hpp"

#include <z3++.h>

#include <algorithm>
#include <string>

namespace flowcert::proofs::certificates {

namespace {

constexpr unsigned most_steps = 2'000'000;

/// One multiplier's place in one monomial's equation.
struct Entry {
  std::size_t row;
  Rational coefficient;
};

/// The equations that say that the rows add up to 0, one for each monomial, without rows that can have no part in it:
/// a monomial whose coefficients all have one sign in inequalities cannot vanish.
class Equations {
 public:
  explicit Equations(const std::vector<Row>& rows) : rows_(rows), alive_(rows.size(), true) {
    std::map<Monomial, std::size_t> places;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      for (const auto& [monomial, coefficient] : rows[k].poly.terms()) {
        const auto [place, is_new] = places.emplace(monomial, equations_.size());
        if (is_new) equations_.emplace_back();
        equations_[place->second].push_back({k, coefficient});
      }
    }
    while (remove_idle_rows()) {
    }
  }
  [[nodiscard]] const std::vector<std::vector<Entry>>& equations() const { return equations_; }
  [[nodiscard]] const std::vector<bool>& alive() const { return alive_; }
  [[nodiscard]] bool strict_row_alive() const {
    for (std::size_t k = 0; k < rows_.size(); ++k)
      if (alive_[k] && rows_[k].kind == Row::Kind::positive) return true;
    return false;
  }

 private:
  bool remove_idle_rows() {
    bool removed = false;
    for (std::vector<Entry>& equation : equations_) {
      std::erase_if(equation, [&](const Entry& entry) { return !alive_[entry.row]; });
      bool rises = false, falls = false;
      std::size_t free = 0;
      for (const Entry& entry : equation) {
        if (rows_[entry.row].kind == Row::Kind::zero) ++free;
        (entry.coefficient > 0 ? rises : falls) = true;
      }
      if (equation.empty() || (free == 0 && rises && falls) || (free > 0 && equation.size() > 1)) continue;
      for (const Entry& entry : equation) alive_[entry.row] = false;
      equation.clear();
      removed = true;
    }
    return removed;
  }

  const std::vector<Row>& rows_;
  std::vector<bool> alive_;
  std::vector<std::vector<Entry>> equations_;
};

Rational number_of(z3::context& context, const z3::expr& value) {
  return Rational(std::string(Z3_get_numeral_string(context, value)));
}

/// Multipliers by row; empty if there are none, or none were found.
std::vector<Rational> multipliers(const std::vector<Row>& rows, const Equations& equations, const Deadline& deadline) {
  z3::context context;
  z3::solver solver(context, "QF_LRA");
  z3::params params(context);
  params.set("rlimit", most_steps);
  params.set("timeout", static_cast<unsigned>(std::max(1.0, deadline.left() * 1000)));
  solver.set(params);
  std::vector<std::optional<z3::expr>> unknowns(rows.size());
  const z3::expr zero = context.real_val(0);
  z3::expr_vector strict(context);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (!equations.alive()[k]) continue;
    unknowns[k] = context.real_const(("r" + std::to_string(k)).c_str());
    if (rows[k].kind != Row::Kind::zero) solver.add(*unknowns[k] >= zero);
    if (rows[k].kind == Row::Kind::positive) strict.push_back(*unknowns[k]);
  }
  for (const std::vector<Entry>& equation : equations.equations()) {
    if (equation.empty()) continue;
    z3::expr_vector sum(context);
    for (const Entry& entry : equation)
      sum.push_back(context.real_val(theorems::to_text(entry.coefficient).c_str()) * *unknowns[entry.row]);
    solver.add(z3::sum(sum) == zero);
  }
  solver.add(z3::sum(strict) == context.real_val(1));
  if (solver.check() != z3::sat) return {};
  const z3::model model = solver.get_model();
  std::vector<Rational> result(rows.size(), Rational(0));
  for (std::size_t k = 0; k < rows.size(); ++k)
    if (unknowns[k]) result[k] = number_of(context, model.eval(*unknowns[k], true));
  return result;
}

Polynomial before_shifts(Polynomial p, const std::vector<Shift>& shifts) {
  for (auto shift = shifts.rbegin(); shift != shifts.rend(); ++shift)
    if (p.degree(shift->atom) > 0) p = substituted(p, shift->atom, Polynomial::atom(shift->atom) - shift->by);
  return p;
}

}  // namespace

std::optional<std::vector<PolySummand>> combination(const std::vector<Row>& rows, const std::vector<Shift>& shifts,
                                                    const Deadline& deadline) {
  std::vector<Row> all = rows;
  all.push_back({Polynomial(1), Row::Kind::positive, {}});
  const Equations equations(all);
  if (!equations.strict_row_alive() || deadline.passed()) return std::nullopt;
  try {
    const std::vector<Rational> by = multipliers(all, equations, deadline);
    if (by.empty()) return std::nullopt;
    std::vector<PolySummand> result;
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (by[k] == 0) continue;
      PolySummand summand = all[k].by;
      summand.coefficient *= by[k];
      summand.factor = before_shifts(std::move(summand.factor), shifts);
      result.push_back(std::move(summand));
    }
    return result;
  } catch (const z3::exception&) {
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs::certificates
