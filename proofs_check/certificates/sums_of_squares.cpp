#include "proofs_check/certificates/sums_of_squares.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "proofs_check/certificates/row_makers.hpp"
#include "proofs_check/certificates/semidefinite.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t most_facts = 14;
constexpr std::size_t largest_basis = 24;
constexpr std::size_t most_equations = 400;
constexpr std::size_t most_terms = 60;

using Matrix = std::vector<std::vector<Rational>>;

/// Monomials whose squares occur, and, if they are few, all of at most half the highest degree.
std::vector<Monomial> basis_of(const std::vector<Row>& rows) {
  std::set<Monomial> roots{{}};
  std::set<Atom> atoms;
  std::uint32_t degree = 0;
  for (const Row& row : rows) {
    degree = std::max(degree, total_degree(row.poly));
    atoms.merge(atoms_of(row.poly));
    for (const auto& [monomial, coefficient] : row.poly.terms())
      if (const auto root = square_root(monomial)) roots.insert(*root);
  }
  std::set<Monomial> all{{}};
  for (std::uint32_t d = 0; d < degree / 2 && all.size() <= largest_basis; ++d) {
    const std::set<Monomial> before = all;
    for (const Monomial& monomial : before)
      for (const Atom atom : atoms) all.insert(kernel::multiply(monomial, {{atom, 1}}));
  }
  if (all.size() <= largest_basis) roots.merge(all);
  return {roots.begin(), roots.end()};
}

/// Entries of the Gram matrix and rows, by the monomial that they contribute to.
struct Place {
  std::vector<std::pair<std::size_t, std::size_t>> entries;
  std::vector<std::pair<std::size_t, Rational>> rows;
};

class SumOfSquares {
 public:
  SumOfSquares(std::vector<Row> rows, const Deadline& deadline)
      : rows_(std::move(rows)), basis_(basis_of(rows_)), deadline_(deadline) {
    while (!lay_out()) {
    }
  }

  std::optional<std::vector<PolySummand>> find() {
    if (basis_.empty() || basis_.size() > largest_basis || places_.size() > most_equations) return std::nullopt;
    const auto nearly = nearly_solved(program(), deadline_);
    if (!nearly) return std::nullopt;
    for (const int denominator : {1, 2, 12, 60, 1000, 1'000'000}) {
      if (deadline_.passed()) break;
      if (auto found = exactly(*nearly, denominator)) return found;
    }
    return std::nullopt;
  }

 private:
  /// Finds the places of all monomials. False if a monomial is nothing but one diagonal entry: that entry must be 0,
  /// and its row and column, so the basis is then made shorter.
  bool lay_out() {
    places_.clear();
    for (std::size_t i = 0; i < basis_.size(); ++i)
      for (std::size_t j = i; j < basis_.size(); ++j)
        places_[kernel::multiply(basis_[i], basis_[j])].entries.emplace_back(i, j);
    for (std::size_t k = 0; k < rows_.size(); ++k)
      for (const auto& [monomial, coefficient] : rows_[k].poly.terms())
        places_[monomial].rows.emplace_back(k, coefficient);
    std::set<std::size_t> idle;
    for (const auto& [monomial, place] : places_)
      if (place.entries.size() == 1 && place.rows.empty() && place.entries[0].first == place.entries[0].second)
        idle.insert(place.entries[0].first);
    std::size_t index = 0;
    std::erase_if(basis_, [&](const Monomial&) { return idle.contains(index++); });
    return idle.empty();
  }

  /// Numbers: multipliers of rows; for an equation the multiplier is the difference of two.
  [[nodiscard]] SemidefiniteProgram program() const {
    SemidefiniteProgram result;
    result.size = basis_.size();
    result.numbers = 2 * rows_.size();
    SemidefiniteProgram::Equation sum;
    sum.right = 1;
    for (const auto& [monomial, place] : places_) {
      SemidefiniteProgram::Equation equation;
      for (const auto& [i, j] : place.entries) equation.matrix.push_back({i, j, 1});
      for (const auto& [k, coefficient] : place.rows) {
        equation.numbers.push_back({k, static_cast<double>(coefficient)});
        if (rows_[k].kind == Row::Kind::zero)
          equation.numbers.push_back({rows_.size() + k, -static_cast<double>(coefficient)});
      }
      if (!equation.matrix.empty() || !equation.numbers.empty()) result.equations.push_back(std::move(equation));
    }
    for (std::size_t k = 0; k < rows_.size(); ++k)
      if (rows_[k].kind == Row::Kind::positive) sum.numbers.push_back({k, 1});
    result.equations.push_back(std::move(sum));
    return result;
  }

  std::optional<std::vector<PolySummand>> exactly(const SemidefiniteSolution& nearly, int denominator) {
    double largest = 0;  // the largest multiplier of a positive row becomes 1
    for (std::size_t k = 0; k < rows_.size(); ++k)
      if (rows_[k].kind == Row::Kind::positive) largest = std::max(largest, nearly.numbers[k]);
    if (largest <= 0) return std::nullopt;
    const double scale = 1 / largest;
    const auto rounded = [&](double value) {
      return Rational(static_cast<long long>(std::llround(std::clamp(value * scale, -1e9, 1e9) * denominator)),
                      denominator);
    };
    std::vector<Rational> by(rows_.size());
    bool strict = false;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const bool equation = rows_[k].kind == Row::Kind::zero;
      by[k] = rounded(nearly.numbers[k] - (equation ? nearly.numbers[rows_.size() + k] : 0));
      if (!equation && by[k] < 0) by[k] = 0;
      strict = strict || (rows_[k].kind == Row::Kind::positive && by[k] > 0);
    }
    if (!strict) return std::nullopt;
    Matrix gram(basis_.size(), std::vector<Rational>(basis_.size(), Rational(0)));
    for (const auto& [monomial, place] : places_) {
      Rational missing = 0;
      for (const auto& [k, coefficient] : place.rows) missing -= by[k] * coefficient;
      long weight = 0;
      for (const auto& [i, j] : place.entries) {
        gram[i][j] = gram[j][i] = rounded(nearly.matrix[i][j]);
        missing -= gram[i][j] * (i == j ? 1 : 2);
        weight += i == j ? 1 : 2;
      }
      if (missing == 0) continue;
      if (weight == 0) return std::nullopt;
      for (const auto& [i, j] : place.entries) {
        gram[i][j] += missing / weight;
        gram[j][i] = gram[i][j];
      }
    }
    return as_summands(std::move(gram), by);
  }

  /// Q = sum of d l l^T by exact elimination; nothing if a d is negative.
  [[nodiscard]] std::optional<std::vector<PolySummand>> as_summands(Matrix gram,
                                                                    const std::vector<Rational>& by) const {
    std::vector<PolySummand> result;
    const std::size_t n = gram.size();
    for (std::size_t k = 0; k < n; ++k) {
      if (gram[k][k] < 0) return std::nullopt;
      if (gram[k][k] == 0) {
        for (std::size_t j = k; j < n; ++j)
          if (gram[k][j] != 0) return std::nullopt;
        continue;
      }
      const Rational pivot = gram[k][k];
      Polynomial root;
      std::vector<Rational> line(n, Rational(0));
      for (std::size_t j = k; j < n; ++j) {
        line[j] = gram[k][j] / pivot;
        root.add(basis_[j], line[j]);
      }
      for (std::size_t i = k; i < n; ++i)
        for (std::size_t j = k; j < n; ++j) gram[i][j] -= pivot * line[i] * line[j];
      result.push_back({pivot, std::move(root), {}});
    }
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      if (by[k] == 0) continue;
      PolySummand summand = rows_[k].by;
      summand.coefficient *= by[k];
      result.push_back(std::move(summand));
    }
    return result;
  }

  std::vector<Row> rows_;
  std::vector<Monomial> basis_;
  Deadline deadline_;
  std::map<Monomial, Place> places_;
};

}  // namespace

void contradict_by_squares(Reasoning& reasoning, std::size_t goal, const Deadline& deadline) {
  std::vector<Row> base = rows_of(reasoning.facts());
  std::erase_if(base, [](const Row& row) { return row.poly.terms().size() > most_terms; });
  const auto first = std::find_if(base.begin(), base.end(), [&](const Row& row) { return row.by.facts[0] == goal; });
  if (first != base.end()) std::rotate(base.begin(), first, first + 1);
  if (base.size() > most_facts) base.resize(most_facts);
  for (const bool with_products : {false, true}) {
    if (base.empty() || deadline.passed()) return;
    std::vector<Row> rows = base;
    if (with_products) {
      add_products(rows, base);
      add_multiples(rows, base, 1, 2);
    }
    rows.push_back({Polynomial(1), Row::Kind::positive, {}});
    auto summands = SumOfSquares(std::move(rows), deadline.share(0.7)).find();
    if (summands && add_up_to_contradiction(reasoning.facts(), *summands)) {
      reasoning.close(std::move(*summands));
      return;
    }
  }
}

}  // namespace flowcert::proofs::certificates
