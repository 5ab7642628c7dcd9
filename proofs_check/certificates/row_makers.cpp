#include "proofs_check/certificates/row_makers.hpp"

#include <algorithm>
#include <set>

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t most_signs = 600;
constexpr std::size_t most_terms_of_a_product = 160;

std::vector<Atom> atoms_of_all(const std::vector<Row>& rows) {
  std::set<Atom> atoms;
  for (const Row& row : rows) atoms.merge(atoms_of(row.poly));
  return {atoms.begin(), atoms.end()};
}

/// An equation times a polynomial.
Row times(const Row& equation, const Polynomial& by) {
  Row result = equation;
  result.poly = equation.poly * by;
  result.by.factor = equation.by.factor * by;
  return result;
}

/// The row times the factor or its negative, which is not negative; nothing if the factor's sign is open.
std::optional<Row> multiple(const Row& row, const Monomial& factor, const AtomSigns& signs) {
  if (row.kind == Row::Kind::zero) return times(row, polynomial_of(factor));
  const auto by = signs.row_of(factor);
  if (!by) return std::nullopt;
  return product(row, *by);
}

}  // namespace

void add_multiples(std::vector<Row>& rows, const std::vector<Row>& base, std::size_t reduced, int most_rounds) {
  constexpr std::uint32_t highest_degree = 16;
  const AtomSigns signs(base);
  std::set<Monomial> front, seen;
  for (std::size_t k = 0; k < std::min(reduced, base.size()); ++k)
    for (const auto& [monomial, coefficient] : base[k].poly.terms()) front.insert(monomial);
  std::set<std::pair<std::size_t, Monomial>> made;
  for (int round = 0; round < most_rounds && !front.empty(); ++round) {
    std::set<Monomial> next;
    for (const Monomial& wanted : front) {
      for (std::size_t k = reduced > 1 ? 0 : 1; k < base.size() && rows.size() < most_rows; ++k) {
        for (const auto& [own, coefficient] : base[k].poly.terms()) {
          const auto factor = quotient(wanted, own);
          if (!factor || factor->empty() || !made.emplace(k, *factor).second) continue;
          if (base[k].poly.degree(factor->front().first) + factor->front().second > highest_degree) continue;
          const auto row = multiple(base[k], *factor, signs);
          if (!row) continue;
          for (const auto& [monomial, c] : row->poly.terms()) next.insert(monomial);
          rows.push_back(*row);
        }
      }
    }
    seen.merge(front);
    std::erase_if(next, [&](const Monomial& monomial) { return seen.contains(monomial); });
    front = std::move(next);
  }
}

void add_completed_squares(std::vector<Row>& rows, const std::vector<Row>& base) {
  constexpr std::size_t most_even = 14;
  for (const Row& row : base) {
    std::vector<std::pair<Monomial, Rational>> even;  // A and the coefficient of A^2
    for (const auto& [monomial, coefficient] : row.poly.terms())
      if (const auto root = square_root(monomial)) even.emplace_back(*root, coefficient);
    if (even.size() > most_even) continue;
    for (std::size_t i = 0; i < even.size(); ++i) {
      for (std::size_t j = 0; j < i && rows.size() < most_rows; ++j) {
        const auto cross = row.poly.terms().find(kernel::multiply(even[i].first, even[j].first));
        if (cross == row.poly.terms().end()) continue;
        const Polynomial a = polynomial_of(even[i].first), b = polynomial_of(even[j].first);
        const Rational half = cross->second / 2;
        rows.push_back(square(a + scaled(b, Rational(half / even[i].second))));
        rows.push_back(square(b + scaled(a, Rational(half / even[j].second))));
        rows.push_back(square(a + b));
        rows.push_back(square(a - b));
      }
    }
  }
}

void add_monomial_signs(std::vector<Row>& rows, const std::vector<Row>& base) {
  const AtomSigns signs(base);
  std::set<Monomial> monomials;
  for (const Row& row : rows)
    for (const auto& [monomial, coefficient] : row.poly.terms())
      if (!monomial.empty()) monomials.insert(monomial);
  std::size_t added = 0;
  for (const Monomial& monomial : monomials) {
    if (added >= most_signs) break;
    if (auto row = signs.row_of(monomial)) {
      rows.push_back(std::move(*row));
      ++added;
    }
  }
}

void add_squares(std::vector<Row>& rows, const std::vector<Row>& base) {
  constexpr std::size_t most_atoms = 24, most_paired = 9;
  const std::vector<Atom> atoms = atoms_of_all(base);
  if (atoms.size() > most_atoms) return;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Polynomial a = Polynomial::atom(atoms[i]);
    rows.push_back(square(a));
    for (std::size_t j = 0; j < i && atoms.size() <= most_paired; ++j) {
      const Polynomial b = Polynomial::atom(atoms[j]);
      rows.push_back(square(a + b));
      rows.push_back(square(a - b));
    }
  }
}

void add_products(std::vector<Row>& rows, const std::vector<Row>& base) {
  constexpr std::size_t most_atoms = 12;
  std::vector<Atom> atoms = atoms_of_all(base);
  if (atoms.size() > most_atoms) atoms.resize(most_atoms);
  for (const Row& row : base)
    for (const Atom atom : atoms)
      if (row.kind == Row::Kind::zero && rows.size() < most_rows) rows.push_back(times(row, Polynomial::atom(atom)));
  for (const Atom atom : atoms)
    if (rows.size() < most_rows) rows.push_back(product(base[0], square(Polynomial::atom(atom))));
  for (std::size_t i = 0; i < base.size(); ++i)
    for (std::size_t j = i; j < base.size() && rows.size() < most_rows; ++j)
      if (base[i].poly.terms().size() * base[j].poly.terms().size() <= most_terms_of_a_product)
        rows.push_back(product(base[i], base[j]));
}

}  // namespace flowcert::proofs::certificates
