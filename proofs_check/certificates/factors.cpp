#include <flint/fmpz_mpoly_factor.h>

#include <algorithm>
#include <limits>

#include "proofs_check/certificates/algebra.hpp"

namespace flowcert::proofs::certificates {

namespace {

constexpr std::size_t most_terms = 150;
constexpr std::uint32_t highest_degree = 24;
constexpr std::size_t most_bits = 400;

/// The greatest monomial that divides all terms.
Monomial common_monomial(const Polynomial& p) {
  Monomial common = p.terms().begin()->first;
  for (const auto& [monomial, coefficient] : p.terms()) {
    Monomial shared;
    for (const auto& [atom, exponent] : common)
      for (const auto& own : monomial)
        if (own.first == atom) shared.emplace_back(atom, std::min(exponent, own.second));
    common = std::move(shared);
    if (common.empty()) break;
  }
  return common;
}

/// A polynomial over the integers in FLINT's form, its atoms numbered anew.
class Integral {
 public:
  explicit Integral(const Polynomial& p) {
    for (const Atom atom : atoms_of(p)) atoms_.push_back(atom);
    fmpz_mpoly_ctx_init(context_, static_cast<slong>(atoms_.size()), ORD_LEX);
    fmpz_mpoly_init(value_, context_);
    theorems::Integer common = 1;
    for (const auto& [monomial, coefficient] : p.terms()) common = lcm(common, denominator(coefficient));
    fmpz_t number;
    fmpz_init(number);
    for (const auto& [monomial, coefficient] : p.terms()) {
      std::vector<ulong> exponents(atoms_.size(), 0);
      for (const auto& [atom, exponent] : monomial)
        exponents[static_cast<std::size_t>(std::lower_bound(atoms_.begin(), atoms_.end(), atom) - atoms_.begin())] =
            exponent;
      const theorems::Integer whole = numerator(Rational(coefficient * common));
      fmpz_set_mpz(number, whole.backend().data());
      fmpz_mpoly_push_term_fmpz_ui(value_, number, exponents.data(), context_);
    }
    fmpz_clear(number);
    fmpz_mpoly_sort_terms(value_, context_);
  }
  ~Integral() {
    fmpz_mpoly_clear(value_, context_);
    fmpz_mpoly_ctx_clear(context_);
  }
  Integral(const Integral&) = delete;
  Integral& operator=(const Integral&) = delete;

  /// Its factors that are no numbers, made monic.
  [[nodiscard]] std::vector<std::pair<Polynomial, std::uint32_t>> factors() const {
    std::vector<std::pair<Polynomial, std::uint32_t>> result;
    fmpz_mpoly_factor_t all;
    fmpz_mpoly_factor_init(all, context_);
    if (fmpz_mpoly_factor(all, value_, context_) != 0) {
      for (slong k = 0; k < fmpz_mpoly_factor_length(all, context_); ++k)
        result.emplace_back(monic(polynomial(all->poly + k)).first,
                            static_cast<std::uint32_t>(fmpz_mpoly_factor_get_exp_si(all, k, context_)));
    }
    fmpz_mpoly_factor_clear(all, context_);
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return a.first.terms() < b.first.terms(); });
    return result;
  }

 private:
  Polynomial polynomial(const fmpz_mpoly_struct* from) const {
    Polynomial result;
    fmpz_t number;
    fmpz_init(number);
    for (slong k = 0; k < fmpz_mpoly_length(from, context_); ++k) {
      std::vector<ulong> exponents(atoms_.size());
      fmpz_mpoly_get_term_exp_ui(exponents.data(), from, k, context_);
      fmpz_mpoly_get_term_coeff_fmpz(number, from, k, context_);
      theorems::Integer whole;
      fmpz_get_mpz(whole.backend().data(), number);
      Monomial monomial;
      for (std::size_t j = 0; j < atoms_.size(); ++j)
        if (exponents[j] > 0) monomial.emplace_back(atoms_[j], static_cast<std::uint32_t>(exponents[j]));
      result.add(monomial, Rational(whole));
    }
    fmpz_clear(number);
    return result;
  }

  std::vector<Atom> atoms_;
  fmpz_mpoly_ctx_t context_;
  fmpz_mpoly_t value_;
};

}  // namespace

Factors factorised(const Polynomial& p) {
  Factors result;
  if (p.is_zero()) return {Rational(0), {}};
  const auto [base, leading] = monic(p);
  result.coefficient = leading;
  const Monomial common = common_monomial(base);
  for (const auto& [atom, exponent] : common) result.factors.emplace_back(Polynomial::atom(atom), exponent);
  Polynomial rest;
  for (const auto& [monomial, coefficient] : base.terms()) rest.add(*quotient(monomial, common), coefficient);
  if (rest.number()) return result;
  std::vector<std::pair<Polynomial, std::uint32_t>> others;
  const bool small =
      rest.terms().size() <= most_terms && total_degree(rest) <= highest_degree && longest_number(rest) <= most_bits;
  if (small) others = Integral(rest).factors();
  if (others.empty()) others.emplace_back(rest, 1);
  Polynomial product(1);
  for (const auto& [factor, exponent] : others) product = product * power(factor, exponent);
  const auto [same, ratio] = monic(product);  // the order of the terms is not one that products respect
  if (same == monic(rest).first) {
    result.coefficient *= monic(rest).second / ratio;
  } else {
    others = {{rest, 1}};
  }
  result.factors.insert(result.factors.end(), others.begin(), others.end());
  return result;
}

}  // namespace flowcert::proofs::certificates
