#pragma once

#include <random>
#include <string>
#include <vector>

#include "tests/proofs_check/exact/dynamics_case.hpp"
#include "theorems/terms/rational.hpp"

namespace flowcert::proofs::test {

/// The same throws for the same seed, on every machine.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  [[nodiscard]] int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  [[nodiscard]] std::size_t index(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  template <class T>
  [[nodiscard]] const T& one_of(const std::vector<T>& values) {
    return values[index(values.size())];
  }
  /// A fraction in [-4, 4]; small whole numbers are frequent.
  [[nodiscard]] theorems::Rational fraction();

 private:
  std::mt19937 engine_;
};

/// The text of a statement with one thing changed: a number, a relation, a sign, an operation, a function or one of the
/// names. The result may be no statement at all.
[[nodiscard]] std::string changed(const std::string& text, const std::vector<std::string>& names, Dice& dice);

/// The same of one of a case's hypotheses, initial values, right-hand sides, ends or its claim.
[[nodiscard]] DynamicsCase changed(const DynamicsCase& c, const std::string& time, Dice& dice);

}  // namespace flowcert::proofs::test
