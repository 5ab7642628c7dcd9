#pragma once

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "proofs_check/certificates/refutation.hpp"
#include "proofs_check/kernel/real_line.hpp"

namespace flowcert::proofs::certificates {

using Atom = std::uint32_t;

[[nodiscard]] Polynomial scaled(const Polynomial& p, const Rational& by);
[[nodiscard]] Polynomial polynomial_of(const Monomial& monomial, const Rational& coefficient = 1);
[[nodiscard]] std::set<Atom> atoms_of(const Polynomial& p);
[[nodiscard]] std::uint32_t total_degree(const Polynomial& p);
/// Bits of its longest coefficient.
[[nodiscard]] std::size_t longest_number(const Polynomial& p);

/// p as a polynomial in the atom: coefficients from the constant one on, which do not mention it.
[[nodiscard]] std::vector<Polynomial> coefficients_in(const Polynomial& p, Atom atom);
[[nodiscard]] Polynomial substituted(const Polynomial& p, Atom atom, const Polynomial& value);

/// (q, r) with p == q * by + r and r of lower degree in the atom than `by`, whose leading coefficient in it is a
/// number.
[[nodiscard]] std::pair<Polynomial, Polynomial> divided(const Polynomial& p, const Polynomial& by, Atom atom);

/// m / by, if that is a monomial.
[[nodiscard]] std::optional<Monomial> quotient(const Monomial& m, const Monomial& by);
/// Its square root, if that is a monomial.
[[nodiscard]] std::optional<Monomial> square_root(const Monomial& m);

/// p divided by its last coefficient, and that: equal for polynomials that are multiples of each other.
[[nodiscard]] std::pair<Polynomial, Rational> monic(const Polynomial& p);

/// p's coefficients if it mentions no atom but `number`, which is set by the first that is met.
[[nodiscard]] std::optional<kernel::Dense> in_one_atom(const Polynomial& p, std::optional<Atom>& number,
                                                       std::size_t highest_degree);

/// p == coefficient * product of factor^exponent, the factors monic and not constant (FLINT's fmpz_mpoly_factor;
/// where p is long, powers of atoms and the rest).
struct Factors {
  Rational coefficient = 1;
  std::vector<std::pair<Polynomial, std::uint32_t>> factors;
};
[[nodiscard]] Factors factorised(const Polynomial& p);

}  // namespace flowcert::proofs::certificates
