#include "integrators/numbers/matrix_function.hpp"

#include <stdexcept>

#include "integrators/numbers/ball.hpp"
#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

template <class T>
T evaluate_matrix_function(theorems::MatrixFunction, std::span<const T>, std::size_t, std::size_t, std::size_t,
                           std::size_t) {
  throw std::invalid_argument("no method evaluates this matrix function over this kind of number");
}

template double evaluate_matrix_function(theorems::MatrixFunction, std::span<const double>, std::size_t, std::size_t,
                                         std::size_t, std::size_t);
template Real evaluate_matrix_function(theorems::MatrixFunction, std::span<const Real>, std::size_t, std::size_t,
                                       std::size_t, std::size_t);
template Ball evaluate_matrix_function(theorems::MatrixFunction, std::span<const Ball>, std::size_t, std::size_t,
                                       std::size_t, std::size_t);
template Rational evaluate_matrix_function(theorems::MatrixFunction, std::span<const Rational>, std::size_t,
                                           std::size_t, std::size_t, std::size_t);

}  // namespace flowcert::integrators
