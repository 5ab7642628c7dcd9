#pragma once

#include <arb.h>

#include "integrators/numbers/precision.hpp"
#include "integrators/numbers/real.hpp"

namespace flowcert::integrators {

/// An estimate in the layout that Arb's dot product works on: an arb_t whose radius is always 0. The Taylor
/// coefficients of a step live in this form, so that a Real is converted when a step begins and when it ends, never per
/// product.
class Block {
 public:
  Block() { arb_init(value_); }
  Block(int value) : Block() { arb_set_si(value_, value); }  // NOLINT(google-explicit-constructor)
  explicit Block(const Real& value) : Block() { arf_set_mpfr(arb_midref(value_), value.backend().data()); }
  Block(const Block& other) : Block() { arb_set(value_, other.value_); }
  Block(Block&& other) noexcept : Block() { arb_swap(value_, other.value_); }
  Block& operator=(const Block& other) {
    arb_set(value_, other.value_);
    return *this;
  }
  Block& operator=(Block&& other) noexcept {
    arb_swap(value_, other.value_);
    return *this;
  }
  ~Block() { arb_clear(value_); }

  [[nodiscard]] arb_ptr raw() { return value_; }
  [[nodiscard]] arb_srcptr raw() const { return value_; }
  [[nodiscard]] arf_ptr mid() { return arb_midref(value_); }
  [[nodiscard]] arf_srcptr mid() const { return arb_midref(value_); }

  [[nodiscard]] Real real() const {
    Real result;
    arf_get_mpfr(result.backend().data(), arb_midref(value_), MPFR_RNDN);
    return result;
  }

 private:
  arb_t value_;
};

inline Block operator+(const Block& a, const Block& b) {
  Block result;
  arf_add(result.mid(), a.mid(), b.mid(), working_bits(), ARF_RND_NEAR);
  return result;
}
inline Block operator-(const Block& a, const Block& b) {
  Block result;
  arf_sub(result.mid(), a.mid(), b.mid(), working_bits(), ARF_RND_NEAR);
  return result;
}
inline Block operator*(const Block& a, const Block& b) {
  Block result;
  arf_mul(result.mid(), a.mid(), b.mid(), working_bits(), ARF_RND_NEAR);
  return result;
}
inline Block operator/(const Block& a, const Block& b) {
  Block result;
  arf_div(result.mid(), a.mid(), b.mid(), working_bits(), ARF_RND_NEAR);
  return result;
}
inline Block operator-(const Block& a) {
  Block result;
  arf_neg(result.mid(), a.mid());
  return result;
}

}  // namespace flowcert::integrators
