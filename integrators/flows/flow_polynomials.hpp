#pragma once

#include <string>
#include <vector>

#include "integrators/flows/flow_path.hpp"
#include "integrators/numbers/ball.hpp"
#include "theorems/flows/observable_name.hpp"

namespace flowcert::integrators {

using theorems::Observable;

/// Observables over one step, as polynomials in the time since its start: exactly those of the step's own polynomials
/// for the layers, up to rounding that the balls contain. How far these are from the solution they do not say.
class FlowPolynomials {
 public:
  FlowPolynomials(const FlowSetup& setup, const FlowSegment& segment);

  /// Throws std::invalid_argument for what is no polynomial of the layers' entries (alignments, saturation times). Of
  /// off_diagonal it gives the square.
  [[nodiscard]] std::vector<Ball> of(const Observable& observable);

 private:
  using Polynomial = std::vector<Ball>;
  struct Block {
    std::size_t rows = 0, columns = 0;
    std::vector<Polynomial> entries;
    [[nodiscard]] const Polynomial& at(std::size_t i, std::size_t j) const { return entries[i * columns + j]; }
  };
  static Polynomial product(const Polynomial& a, const Polynomial& b);
  static void add(Polynomial& to, const Polynomial& a, const Ball& factor);
  static Block constant(const Matrix& a);
  static Block transposed(const Block& a);
  static Block product(const Block& a, const Block& b);
  static Polynomial square(const Block& a);
  [[nodiscard]] const Block& whole();     // W
  [[nodiscard]] const Block& residual();  // Sigma_yx - W Sigma_xx
  [[nodiscard]] Block gradient(std::size_t layer);
  [[nodiscard]] Polynomial mode(std::size_t k);
  [[nodiscard]] Polynomial off_diagonal_squared();
  [[nodiscard]] Polynomial loss();
  [[nodiscard]] Polynomial class_loss(std::size_t c);

  const FlowSetup& setup_;
  std::vector<Block> layers_;
  std::vector<Block> whole_, residual_;  // one, when asked for
};

}  // namespace flowcert::integrators
