#pragma once

#include <map>
#include <optional>
#include <vector>

#include "proofs_check/certificates/reasoning.hpp"

namespace flowcert::proofs::certificates {

/// A polynomial that is 0, > 0 or >= 0 wherever the facts hold, and the summand that it is.
struct Row {
  Polynomial poly;
  enum class Kind { zero, positive, nonnegative } kind = Kind::nonnegative;
  PolySummand by;
};

/// x == f + x' in new unknowns: x stands for x' afterwards. What was x - f is x'.
struct Shift {
  Atom atom = 0;
  Polynomial by;
};

/// What is known of the signs of atoms.
class AtomSigns {
 public:
  explicit AtomSigns(const std::vector<Row>& rows);

  /// monomial or its negative as a row: a product of facts about its atoms, and a square. Nothing if its sign is open.
  [[nodiscard]] std::optional<Row> row_of(const Monomial& monomial) const;
  /// 1 or -1 if the monomial is >= 0 or <= 0, and 0 if that is open.
  [[nodiscard]] int sign_of(const Monomial& monomial) const;
  [[nodiscard]] bool is_positive(Atom atom) const;

 private:
  struct Known {
    Row row;  // scale * atom
    Rational scale;
  };
  std::map<Atom, Known> known_;
};

/// Facts as rows: those that are not too long to be calculated with. A fact "not 0" is a row about the square.
[[nodiscard]] std::vector<Row> rows_of(const std::vector<KnownFact>& facts);
[[nodiscard]] Row product(const Row& a, const Row& b);
[[nodiscard]] Row square(const Polynomial& root);

}  // namespace flowcert::proofs::certificates
