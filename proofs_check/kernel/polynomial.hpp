#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "theorems/terms/rational.hpp"

namespace flowcert::proofs::kernel {

using theorems::Rational;

/// atom -> exponent, in the order of the atoms; no exponent is 0.
using Monomial = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// A calculation that has grown too large to be checked: the step is refused.
struct TooLarge {};

/// A polynomial over the rationals in numbered atoms. No coefficient is 0, so that equal polynomials have equal maps.
/// Operations throw TooLarge beyond `most_terms` terms, `highest_degree`, and numbers of `most_bits` bits.
class Polynomial {
 public:
  static constexpr std::size_t most_terms = 60'000;
  static constexpr std::uint64_t highest_degree = 5'000;
  static constexpr std::size_t most_bits = 200'000;

  Polynomial() = default;  // 0
  explicit Polynomial(const Rational& value);
  [[nodiscard]] static Polynomial atom(std::uint32_t index);

  [[nodiscard]] const std::map<Monomial, Rational>& terms() const { return terms_; }
  [[nodiscard]] bool is_zero() const { return terms_.empty(); }
  /// The number that it is, if it is one.
  [[nodiscard]] std::optional<Rational> number() const;
  [[nodiscard]] std::uint32_t degree(std::uint32_t atom) const;

  void add(const Monomial& monomial, const Rational& coefficient);

  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial&, const Polynomial&) = default;

 private:
  std::map<Monomial, Rational> terms_;
};

[[nodiscard]] Polynomial power(const Polynomial& base, std::uint64_t exponent);
[[nodiscard]] Monomial multiply(const Monomial& a, const Monomial& b);

}  // namespace flowcert::proofs::kernel
