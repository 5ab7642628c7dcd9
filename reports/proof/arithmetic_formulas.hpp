#pragma once

#include <optional>
#include <vector>

#include "reports/proof/arithmetic_facts.hpp"

namespace flowcert::reports::proof {

/// The identities that a certificate's sums are, as formulas and sentences about its facts. Multiples of facts that
/// state equations are not written: the identities hold where these equations do, which are named with them.
class CertificateFormulas {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  CertificateFormulas(Writer& writer, ArithmeticFacts& facts) : writer_(writer), facts_(facts) {}

  /// The one summand that has the fact, if dividing by what stands beside it there shows the fact's opposite.
  [[nodiscard]] std::size_t multiplier_of(const proofs::kernel::Refutation& r, std::size_t place);

  /// But for a positive multiple of this fact, all that is summed are multiples of equations: these alone show that the
  /// fact's expression is 0.
  [[nodiscard]] bool from_equations(const proofs::kernel::Refutation& r, std::size_t place);

  /// "by (3), multiplied out": where that is so.
  [[nodiscard]] Sentence equations(const proofs::kernel::Refutation& r, std::size_t place);

  /// "as 2*(b - a) = x*y + z^2, by ...": the opposite of the fact, from the summand that multiplier_of() found.
  [[nodiscard]] Sentence identity(const proofs::kernel::Refutation& r, std::size_t place, std::size_t with);

  /// "0 = ... > 0, by ..."; of roots: "no number satisfies ...". The fact at `except` is not said again.
  [[nodiscard]] Sentence contradiction(const proofs::kernel::Refutation& r, std::size_t except);

  /// A fact that is there, where the opposite of the fact at this place is only a positive multiple of it.
  [[nodiscard]] std::optional<ArithmeticFact> same_fact(const proofs::kernel::Refutation& r, std::size_t place,
                                                        std::size_t with);

 private:
  [[nodiscard]] bool has_equation(const proofs::kernel::Summand& summand);
  [[nodiscard]] bool is_positive(const proofs::kernel::Summand& summand, std::size_t except);
  [[nodiscard]] theorems::Term product(const proofs::kernel::Summand& summand, const theorems::Rational& scale,
                                       std::size_t except, bool brief = false);
  [[nodiscard]] std::vector<theorems::Term> summands(const proofs::kernel::Refutation& r,
                                                     const theorems::Rational& scale, std::size_t left_out,
                                                     bool brief = false);
  [[nodiscard]] std::vector<Source> sources(const proofs::kernel::Refutation& r, std::size_t except,
                                            const std::vector<theorems::Term>& terms);
  [[nodiscard]] Sentence no_number(const proofs::kernel::Refutation& r, std::size_t except);

  Writer& writer_;
  ArithmeticFacts& facts_;
};

}  // namespace flowcert::reports::proof
