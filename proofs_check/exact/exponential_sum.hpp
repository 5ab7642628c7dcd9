#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/terms/statements.hpp"

namespace flowcert::proofs::exact {

using theorems::Term;

/// A complex number whose parts are terms. Zeros and ones are dropped where they stand: for guesses, not for proofs.
struct ComplexTerm {
  Term re, im;
};
[[nodiscard]] Term plus(const Term& a, const Term& b);
[[nodiscard]] Term times(const Term& a, const Term& b);
[[nodiscard]] ComplexTerm plus(const ComplexTerm& a, const ComplexTerm& b);
[[nodiscard]] ComplexTerm minus(const ComplexTerm& a, const ComplexTerm& b);
[[nodiscard]] ComplexTerm times(const ComplexTerm& a, const ComplexTerm& b);
/// b must not be 0.
[[nodiscard]] ComplexTerm divided(const ComplexTerm& a, const ComplexTerm& b);

/// amplitude * t^power * exp(rate t).
struct ExponentialPart {
  ComplexTerm rate;
  int power = 0;
  ComplexTerm amplitude;
};
/// The sum of the parts, which is real.
using ExponentialSum = std::vector<ExponentialPart>;

/// The term as such a sum, if it is made of constants, the time, exp, sin and cos of linear functions of the time, sums
/// and products.
[[nodiscard]] std::optional<ExponentialSum> exponential_sum(const Term& term, const std::string& time);

/// The real part of the sum, written out.
[[nodiscard]] Term written(const ExponentialSum& sum, const std::string& time);

}  // namespace flowcert::proofs::exact
