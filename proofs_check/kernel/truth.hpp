#pragma once

namespace flowcert::proofs {

/// Three-valued truth over a set of points: `yes` and `no` hold at every point, `unknown` says nothing. Ordered no <
/// unknown < yes.
enum class Truth { no = 0, unknown = 1, yes = 2 };

[[nodiscard]] constexpr Truth both(Truth a, Truth b) {
  return a < b ? a : b;
}
[[nodiscard]] constexpr Truth either(Truth a, Truth b) {
  return a < b ? b : a;
}
[[nodiscard]] constexpr Truth negate(Truth a) {
  return static_cast<Truth>(2 - static_cast<int>(a));
}

}  // namespace flowcert::proofs
