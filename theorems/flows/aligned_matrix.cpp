#include "theorems/flows/aligned_matrix.hpp"

#include <functional>
#include <stdexcept>

#include "theorems/flows/term_matrix.hpp"

namespace flowcert::theorems {

namespace {

void require(bool same) {
  if (!same) throw std::invalid_argument("matrices that are not aligned with each other");
}

bool in_same_frames(const AlignedMatrix& a, const AlignedMatrix& b) {
  return a.left == b.left && a.right == b.right && a.modes.size() == b.modes.size();
}

std::vector<Term> by_modes(const std::vector<Term>& x, const std::vector<Term>& y,
                           const std::function<Term(const Term&, const Term&)>& operation) {
  std::vector<Term> result;
  for (std::size_t k = 0; k < x.size(); ++k) result.push_back(operation(x[k], y[k]));
  return result;
}

Term times(const Term& x, const Term& y) {
  return x * y;
}

}  // namespace

std::optional<Term> AlignedMatrix::at(std::size_t i, std::size_t j) const {
  if (!left.unit || !right.unit) return std::nullopt;
  return i == j && i < modes.size() ? modes[i] : Term(0);
}

AlignedMatrix transposed(const AlignedMatrix& a) {
  return {a.right, a.left, a.modes};
}

AlignedMatrix operator*(const AlignedMatrix& a, const AlignedMatrix& b) {
  require(a.right == b.left && a.modes.size() == b.modes.size());
  return {a.left, b.right, by_modes(a.modes, b.modes, times)};
}

AlignedMatrix operator*(const Term& factor, const AlignedMatrix& a) {
  AlignedMatrix result = a;
  for (Term& mode : result.modes) mode = factor * mode;
  return result;
}

AlignedMatrix operator-(const AlignedMatrix& a, const AlignedMatrix& b) {
  require(in_same_frames(a, b));
  return {a.left, a.right, by_modes(a.modes, b.modes, [](const Term& x, const Term& y) { return x - y; })};
}

std::optional<Term> inner(const AlignedMatrix& a, const AlignedMatrix& b) {
  if (!in_same_frames(a, b)) return std::nullopt;
  return sum_of(by_modes(a.modes, b.modes, times));
}

Term squared_norm(const AlignedMatrix& a) {
  return *inner(a, a);
}

}  // namespace flowcert::theorems
