#include "theorems/flows/term_matrix.hpp"

#include <stdexcept>

namespace flowcert::theorems {

namespace {

void require_same_shape(const TermMatrix& a, const TermMatrix& b) {
  if (a.rows() != b.rows() || a.columns() != b.columns()) throw std::invalid_argument("matrices of different shapes");
}

}  // namespace

Term sum_of(const std::vector<Term>& terms) {
  if (terms.empty()) return {0};
  return terms.size() == 1 ? terms[0] : add(terms);
}

Term product_of(const std::vector<Term>& factors) {
  if (factors.empty()) return {1};
  return factors.size() == 1 ? factors[0] : multiply(factors);
}

void TermMatrix::set_entries(const std::vector<Term>& entries) {
  if (entries.size() != rows_ * columns_) throw std::invalid_argument("a matrix without all its entries");
  entries_ = entries;
}

TermMatrix transposed(const TermMatrix& a) {
  TermMatrix result(a.columns(), a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) result.at(j, i) = a.at(i, j);
  return result;
}

TermMatrix operator*(const TermMatrix& a, const TermMatrix& b) {
  if (a.columns() != b.rows()) throw std::invalid_argument("matrices whose shapes do not fit");
  TermMatrix result(a.rows(), b.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < b.columns(); ++j) {
      std::vector<Term> parts;
      for (std::size_t k = 0; k < a.columns(); ++k)
        if (!a.at(i, k).is_number(0) && !b.at(k, j).is_number(0)) parts.push_back(a.at(i, k) * b.at(k, j));
      result.at(i, j) = sum_of(parts);
    }
  return result;
}

TermMatrix operator*(const Term& factor, const TermMatrix& a) {
  TermMatrix result(a.rows(), a.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) result.at(i, j) = factor * a.at(i, j);
  return result;
}

TermMatrix operator-(const TermMatrix& a, const TermMatrix& b) {
  require_same_shape(a, b);
  TermMatrix result(a.rows(), a.columns());
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t j = 0; j < a.columns(); ++j) result.at(i, j) = a.at(i, j) - b.at(i, j);
  return result;
}

std::optional<Term> inner(const TermMatrix& a, const TermMatrix& b) {
  if (a.rows() != b.rows() || a.columns() != b.columns()) return std::nullopt;
  std::vector<Term> parts;
  for (std::size_t k = 0; k < a.entries().size(); ++k)
    if (!a.entries()[k].is_number(0) && !b.entries()[k].is_number(0)) parts.push_back(a.entries()[k] * b.entries()[k]);
  return sum_of(parts);
}

Term squared_norm(const TermMatrix& a) {
  return *inner(a, a);
}

}  // namespace flowcert::theorems
