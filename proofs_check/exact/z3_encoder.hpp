#pragma once

#include <z3++.h>

#include <optional>
#include <unordered_map>
#include <vector>

#include "proofs_check/exact/scope.hpp"

namespace flowcert::proofs::exact {

/// Whether p is of a size that Z3 can be asked about: it looks at the clock only between steps, and steps on huge
/// polynomials or numbers take long.
[[nodiscard]] bool encodable(const Poly& p);

/// Polynomials and facts in one Z3 context, each translated once. A symbol becomes the real constant of its name.
class Encoder {
 public:
  explicit Encoder(z3::context& context) : context_(context) {}

  [[nodiscard]] z3::expr variable(const Symbol& symbol);
  /// None for what is not encodable.
  [[nodiscard]] std::optional<z3::expr> encode(const Fact& fact);
  /// The polynomial's symbols in the order of their names.
  [[nodiscard]] const std::vector<Symbol>& symbols(const Poly& p);

 private:
  struct Known {
    std::vector<Symbol> symbols;
    std::optional<z3::expr> expression;
  };
  Known& known(const Poly& p);
  [[nodiscard]] z3::expr translate(const Poly& p);

  z3::context& context_;
  std::unordered_map<Poly, Known, PolyHash, PolyEqual> known_;
  std::unordered_map<Poly, z3::expr, PolyHash, PolyEqual> variables_;
};

}  // namespace flowcert::proofs::exact
