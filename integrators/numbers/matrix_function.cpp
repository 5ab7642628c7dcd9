#include "integrators/numbers/matrix_function.hpp"

#include <limits>
#include <stdexcept>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/matrix_function_ball.hpp"
#include "integrators/numbers/polar.hpp"
#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/scalar.hpp"
#include "integrators/numbers/singular_values.hpp"

namespace flowcert::integrators {

namespace {

using theorems::MatrixFunction;

void require_shape(MatrixFunction function, std::size_t entries, std::size_t rows, std::size_t columns) {
  const std::size_t expected = rows * columns + (function == MatrixFunction::rank ? 1 : 0);
  if (entries != expected || expected == 0) throw std::invalid_argument("a matrix function without its entries");
}

Real of_real(MatrixFunction function, std::span<const Real> entries, std::size_t rows, std::size_t columns,
             std::size_t i, std::size_t j) {
  Matrix a(rows, columns);
  for (std::size_t k = 0; k < rows * columns; ++k) a.set(k / columns, k % columns, entries[k]);
  if (!all_finite(a)) return Scalar<Real>::undefined();
  Real result = 0;
  switch (function) {
    case MatrixFunction::operator_norm:
      return singular_values(a).values.front();
    case MatrixFunction::nuclear_norm:
      for (const Real& value : singular_values(a).values) result += value;
      return result;
    case MatrixFunction::singular_value: {
      const auto values = singular_values(a).values;
      return i >= 1 && i <= values.size() ? values[i - 1] : Scalar<Real>::undefined();
    }
    case MatrixFunction::rank:
      for (const Real& value : singular_values(a).values)
        if (value > entries.back()) result += 1;
      return result;
    case MatrixFunction::orth_entry:
      return polar_factor(a).factor(i - 1, j - 1);
    case MatrixFunction::sqrtm_entry:
      return square_root(a)(i - 1, j - 1);
    case MatrixFunction::none:
      break;
  }
  throw std::invalid_argument("no method evaluates this matrix function");
}

double of_double(MatrixFunction function, std::span<const double> entries, std::size_t rows, std::size_t columns,
                 std::size_t i, std::size_t j) {
  const ScopedDigits digits(std::numeric_limits<double>::max_digits10);
  std::vector<Real> exact;
  for (const double entry : entries) exact.emplace_back(entry);
  return of_real(function, exact, rows, columns, i, j).convert_to<double>();
}

}  // namespace

template <class T>
T evaluate_matrix_function(MatrixFunction function, std::span<const T> entries, std::size_t rows, std::size_t columns,
                           std::size_t i, std::size_t j) {
  require_shape(function, entries.size(), rows, columns);
  try {
    if constexpr (std::is_same_v<T, Real>) return of_real(function, entries, rows, columns, i, j);
    if constexpr (std::is_same_v<T, double>) return of_double(function, entries, rows, columns, i, j);
    if constexpr (std::is_same_v<T, Ball>) return enclose_matrix_function(function, entries, rows, columns, i, j);
  } catch (const std::domain_error&) {
    if constexpr (!std::is_same_v<T, Rational>) return Scalar<T>::undefined();
  }
  throw std::invalid_argument("no method evaluates this matrix function over this kind of number");
}

template double evaluate_matrix_function(MatrixFunction, std::span<const double>, std::size_t, std::size_t, std::size_t,
                                         std::size_t);
template Real evaluate_matrix_function(MatrixFunction, std::span<const Real>, std::size_t, std::size_t, std::size_t,
                                       std::size_t);
template Ball evaluate_matrix_function(MatrixFunction, std::span<const Ball>, std::size_t, std::size_t, std::size_t,
                                       std::size_t);
template Rational evaluate_matrix_function(MatrixFunction, std::span<const Rational>, std::size_t, std::size_t,
                                           std::size_t, std::size_t);

}  // namespace flowcert::integrators
