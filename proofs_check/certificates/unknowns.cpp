#include "proofs_check/certificates/unknowns.hpp"

#include <algorithm>

namespace flowcert::proofs::certificates {

namespace {

constexpr int most_changes = 14;
constexpr std::size_t most_terms = 160;

KnownFact::Kind kind_of(Row::Kind kind) {
  switch (kind) {
    case Row::Kind::zero:
      return KnownFact::Kind::zero;
    case Row::Kind::positive:
      return KnownFact::Kind::positive;
    default:
      return KnownFact::Kind::nonnegative;
  }
}

class Simplification {
 public:
  Simplification(Reasoning& reasoning, std::vector<Row> rows) : reasoning_(reasoning), rows_(std::move(rows)) {}

  Unknowns run(bool with_shifts) {
    for (int change = 0; change < most_changes && !reasoning_.closed(); ++change) {
      divide_by_positive_factors();
      if (!eliminate_one() && !(with_shifts && shift_one())) break;
      std::erase_if(rows_, [&](const Row& row) { return &row != rows_.data() && row.poly.is_zero(); });
    }
    return {std::move(rows_), std::move(shifts_)};
  }

 private:
  [[nodiscard]] Polynomial back(Polynomial p) const {
    for (auto shift = shifts_.rbegin(); shift != shifts_.rend(); ++shift)
      if (p.degree(shift->atom) > 0) p = substituted(p, shift->atom, Polynomial::atom(shift->atom) - shift->by);
    return p;
  }

  [[nodiscard]] static bool simple(const Row& row) {
    return row.by.facts.size() == 1 && row.by.coefficient == 1 && row.by.factor == Polynomial(1);
  }

  void divide_by_positive_factors() {
    const AtomSigns signs(rows_);
    for (Row& row : rows_) {
      if (row.poly.is_zero() || !simple(row)) continue;
      Monomial common = row.poly.terms().begin()->first;
      if (row.poly.terms().size() == 1 && common.size() == 1) continue;  // x > 0 stays
      std::erase_if(common, [&](const auto& power) { return !signs.is_positive(power.first); });
      for (auto& [atom, exponent] : common)
        for (const auto& [monomial, coefficient] : row.poly.terms()) {
          const auto own = std::find_if(monomial.begin(), monomial.end(),
                                        [wanted = atom](const auto& power) { return power.first == wanted; });
          exponent = own == monomial.end() ? 0 : std::min(exponent, own->second);
        }
      std::erase_if(common, [](const auto& power) { return power.second == 0; });
      if (!common.empty()) divide(row, common, *signs.row_of(common));
    }
  }

  /// row == common * rest with common > 0, by facts about atoms.
  void divide(Row& row, const Monomial& common, const Row& positive) {
    Polynomial rest;
    for (const auto& [monomial, coefficient] : row.poly.terms()) rest.add(*quotient(monomial, common), coefficient);
    const Polynomial claimed = back(rest);
    const std::size_t self = reasoning_.facts().size(), fact = row.by.facts[0];
    std::size_t learned = 0;
    if (row.kind == Row::Kind::zero) {
      // positive * (+-rest) is the row's polynomial or its negative
      std::vector<PolySummand> above{positive.by, {-1, Polynomial(1), {fact}}};
      above[0].facts.push_back(self);
      std::vector<PolySummand> below{positive.by, {1, Polynomial(1), {fact}}};
      below[0].facts.push_back(self);
      learned = reasoning_.learn_equality(claimed, std::move(above), std::move(below));
    } else {
      learned = reasoning_.learn_sum({claimed, kind_of(row.kind)}, {{1, Polynomial(1), {fact}}},
                                     positive.by.coefficient, positive.by.facts);
    }
    row = {std::move(rest), row.kind, {1, Polynomial(1), {learned}}};
  }

  /// An equation c x + rest == 0 without x in the rest is put into the other rows, which gives new facts.
  bool eliminate_one() {
    for (std::size_t k = 1; k < rows_.size(); ++k) {
      if (rows_[k].kind != Row::Kind::zero || !simple(rows_[k])) continue;
      for (const Atom x : atoms_of(rows_[k].poly)) {
        if (rows_[k].poly.degree(x) != 1) continue;
        const std::vector<Polynomial> parts = coefficients_in(rows_[k].poly, x);
        const auto slope = parts[1].number();
        if (slope && eliminate(k, x)) return true;
      }
    }
    return false;
  }

  bool eliminate(std::size_t equation, Atom x) {
    struct Change {
      std::size_t row;
      Polynomial times, poly;
    };
    std::vector<Change> changes;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      if (k == equation || rows_[k].poly.degree(x) == 0) continue;
      if (!simple(rows_[k])) return false;
      auto [times, rest] = divided(rows_[k].poly, rows_[equation].poly, x);
      if (rest.terms().size() > most_terms) return false;
      changes.push_back({k, std::move(times), std::move(rest)});
    }
    const std::size_t by = rows_[equation].by.facts[0];
    for (Change& change : changes) {
      Row& row = rows_[change.row];
      const std::size_t learned = reasoning_.learn_sum(
          {back(change.poly), kind_of(row.kind)}, {{1, Polynomial(1), row.by.facts}, {-1, back(change.times), {by}}});
      row = {std::move(change.poly), row.kind, {1, Polynomial(1), {learned}}};
    }
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(equation));
    return true;
  }

  /// c x - f >= 0, c > 0 and f >= 0 by its form and not 0: x becomes (f + x)/c.
  bool shift_one() {
    const AtomSigns signs(rows_);
    for (std::size_t k = 1; k < rows_.size(); ++k) {
      if (rows_[k].kind == Row::Kind::zero || !simple(rows_[k])) continue;
      for (const Atom x : atoms_of(rows_[k].poly)) {
        if (rows_[k].poly.degree(x) != 1) continue;
        const std::vector<Polynomial> parts = coefficients_in(rows_[k].poly, x);
        const auto slope = parts[1].number();
        if (!slope || *slope < 0 || parts[0].is_zero()) continue;
        const Polynomial value = scaled(parts[0], Rational(-1 / *slope));
        const bool fits = std::all_of(value.terms().begin(), value.terms().end(),
                                      [&](const auto& term) { return term.second * signs.sign_of(term.first) > 0; });
        if (fits && shift(x, value)) return true;
      }
    }
    return false;
  }

  bool shift(Atom x, const Polynomial& by) {
    std::vector<Polynomial> polys;
    for (const Row& row : rows_) {
      polys.push_back(row.poly.degree(x) == 0 ? row.poly : substituted(row.poly, x, Polynomial::atom(x) + by));
      if (polys.back().terms().size() > most_terms) return false;
    }
    for (std::size_t k = 0; k < rows_.size(); ++k) rows_[k].poly = std::move(polys[k]);
    shifts_.push_back({x, by});
    return true;
  }

  Reasoning& reasoning_;
  std::vector<Row> rows_;
  std::vector<Shift> shifts_;
};

}  // namespace

Unknowns simplified(Reasoning& reasoning, std::vector<Row> rows, bool with_shifts) {
  return Simplification(reasoning, std::move(rows)).run(with_shifts);
}

}  // namespace flowcert::proofs::certificates
