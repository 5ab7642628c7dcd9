#pragma once

#include <cstdint>

namespace flowcert::proofs::exact {

/// Which signs a value may have, as a set: a rule-of-signs interval arithmetic that needs no numbers.
struct SignSet {
  std::uint8_t bits = 7;

  [[nodiscard]] constexpr bool within(SignSet other) const { return (bits & ~other.bits) == 0; }
  friend constexpr bool operator==(SignSet a, SignSet b) = default;
  friend constexpr SignSet operator&(SignSet a, SignSet b) { return {static_cast<std::uint8_t>(a.bits & b.bits)}; }
};

namespace signs {
inline constexpr SignSet negative{1}, zero{2}, positive{4}, nonpositive{3}, nonzero{5}, nonnegative{6}, any{7};
}

[[nodiscard]] constexpr SignSet negate(SignSet a) {
  return {static_cast<std::uint8_t>((a.bits & 2) | ((a.bits & 1) << 2) | ((a.bits & 4) >> 2))};
}

/// Signs that the sum (product) of two values with these signs may have.
[[nodiscard]] constexpr SignSet sum(SignSet a, SignSet b) {
  std::uint8_t result = 0;
  for (int i = -1; i <= 1; ++i)
    for (int j = -1; j <= 1; ++j) {
      if (!(a.bits & (1 << (i + 1))) || !(b.bits & (1 << (j + 1)))) continue;
      if (i * j < 0) return signs::any;
      const int s = i + j > 0 ? 1 : (i + j < 0 ? -1 : 0);
      result = static_cast<std::uint8_t>(result | (1 << (s + 1)));
    }
  return {result};
}
[[nodiscard]] constexpr SignSet product(SignSet a, SignSet b) {
  std::uint8_t result = 0;
  for (int i = -1; i <= 1; ++i)
    for (int j = -1; j <= 1; ++j)
      if ((a.bits & (1 << (i + 1))) && (b.bits & (1 << (j + 1))))
        result = static_cast<std::uint8_t>(result | (1 << (i * j + 1)));
  return {result};
}

}  // namespace flowcert::proofs::exact
