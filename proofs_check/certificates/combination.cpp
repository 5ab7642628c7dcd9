#include "proofs_check/certificates/combination.hpp"

#include <z3++.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace flowcert::proofs::certificates {

namespace {

constexpr double most_steps = 2e6, steps_per_second = 1e6;  // of Z3's
constexpr double most_seconds = 0.7;

/// Interrupts a Z3 context when time is up: its count of steps does not rise while it works on long numbers.
class Watch {
 public:
  Watch(z3::context& context, const Deadline& deadline)
      : thread_([this, &context, until = deadline.within(most_seconds)] {
          std::unique_lock lock(mutex_);
          while (!over_) {
            if (until.passed()) context.interrupt();  // heeded at the next step; said again until it is
            changed_.wait_for(lock, std::chrono::duration<double>(std::max(0.02, until.left())));
          }
        }) {}
  ~Watch() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
  std::thread thread_;
};

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
      if (rows[k].poly.is_zero()) alive_[k] = false;  // 0 >= 0 says nothing
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

z3::solver bounded_solver(z3::context& context, const Deadline& deadline) {
  z3::solver solver(context, z3::solver::simple());
  z3::params params(context);
  // no "timeout": its thread waits busily in Z3 4.8.12
  params.set("rlimit", static_cast<unsigned>(std::clamp(deadline.left() * steps_per_second, 1000.0, most_steps)));
  solver.set(params);
  return solver;
}

z3::expr times(z3::context& context, const Rational& coefficient, const z3::expr& unknown) {
  return context.real_val(theorems::to_text(coefficient).c_str()) * unknown;
}

/// Rows that cannot hold together, with monomials as unknowns; empty if all can, or it was not found out.
std::vector<std::size_t> contradictory(z3::context& context, const std::vector<Row>& rows, const Equations& equations,
                                       const Deadline& deadline) {
  z3::solver solver = bounded_solver(context, deadline);
  std::map<Monomial, z3::expr> unknowns;
  const z3::expr zero = context.real_val(0);
  z3::expr_vector assumptions(context);
  std::map<std::string, std::size_t> places;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (!equations.alive()[k] || rows[k].poly.number()) continue;
    z3::expr_vector sum(context);
    for (const auto& [monomial, coefficient] : rows[k].poly.terms()) {
      const std::string name = "m" + std::to_string(unknowns.size());
      if (monomial.empty()) {
        sum.push_back(context.real_val(theorems::to_text(coefficient).c_str()));
      } else {
        const auto place = unknowns.find(monomial);
        const z3::expr unknown = place != unknowns.end()
                                     ? place->second
                                     : unknowns.emplace(monomial, context.real_const(name.c_str())).first->second;
        sum.push_back(times(context, coefficient, unknown));
      }
    }
    const z3::expr value = z3::sum(sum);
    const std::string name = "r" + std::to_string(k);
    const z3::expr holds = context.bool_const(name.c_str());
    solver.add(z3::implies(holds, rows[k].kind == Row::Kind::zero       ? value == zero
                                  : rows[k].kind == Row::Kind::positive ? value > zero
                                                                        : value >= zero));
    assumptions.push_back(holds);
    places.emplace(name, k);
  }
  const Watch watch(context, deadline);
  if (solver.check(assumptions) != z3::unsat) return {};
  std::vector<std::size_t> result;
  const z3::expr_vector core = solver.unsat_core();
  for (unsigned k = 0; k < core.size(); ++k) result.push_back(places.at(core[static_cast<int>(k)].to_string()));
  std::sort(result.begin(), result.end());
  return result;
}

/// Multipliers of these rows; empty if none were found.
std::map<std::size_t, Rational> multipliers(z3::context& context, const std::vector<Row>& rows,
                                            const std::vector<std::size_t>& used, const Deadline& deadline) {
  z3::solver solver = bounded_solver(context, deadline);
  const z3::expr zero = context.real_val(0);
  std::map<std::size_t, z3::expr> unknowns;
  std::map<Monomial, z3::expr_vector> sums;
  z3::expr_vector strict(context);
  for (const std::size_t k : used) {
    const z3::expr unknown = context.real_const(("r" + std::to_string(k)).c_str());
    unknowns.emplace(k, unknown);
    if (rows[k].kind != Row::Kind::zero) solver.add(unknown >= zero);
    if (rows[k].kind == Row::Kind::positive) strict.push_back(unknown);
    for (const auto& [monomial, coefficient] : rows[k].poly.terms())
      sums.try_emplace(monomial, context).first->second.push_back(times(context, coefficient, unknown));
  }
  if (strict.empty()) return {};
  for (const auto& [monomial, sum] : sums) solver.add(z3::sum(sum) == zero);
  solver.add(z3::sum(strict) == context.real_val(1));
  const Watch watch(context, deadline);
  if (solver.check() != z3::sat) return {};
  const z3::model model = solver.get_model();
  std::map<std::size_t, Rational> result;
  for (const auto& [k, unknown] : unknowns) result.emplace(k, number_of(context, model.eval(unknown, true)));
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
    z3::context context;
    std::vector<std::size_t> used = contradictory(context, all, equations, deadline);
    if (used.empty()) return std::nullopt;
    used.push_back(all.size() - 1);  // 1 > 0
    const auto by = multipliers(context, all, used, deadline);
    if (by.empty()) return std::nullopt;
    std::vector<PolySummand> result;
    for (const auto& [k, multiplier] : by) {
      if (multiplier == 0) continue;
      PolySummand summand = all[k].by;
      summand.coefficient *= multiplier;
      summand.factor = before_shifts(std::move(summand.factor), shifts);
      result.push_back(std::move(summand));
    }
    return result;
  } catch (const z3::exception&) {
    return std::nullopt;
  }
}

}  // namespace flowcert::proofs::certificates
