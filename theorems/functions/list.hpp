#pragma once

/// The functions of the claim language that take one number, one entry each: `Op::NAME` (terms/term.hpp), the function
/// of that name in claims, described by functions/NAME.cpp. There is no other list of them.
// clang-format off
#define FLOWCERT_FUNCTIONS(X) \
  X(exp)   \
  X(log)   \
  X(sqrt)  \
  X(abs)   \
  X(sign)  \
  X(sin)   \
  X(cos)   \
  X(tan)   \
  X(asin)  \
  X(acos)  \
  X(atan)  \
  X(sinh)  \
  X(cosh)  \
  X(tanh)  \
  X(asinh) \
  X(acosh) \
  X(atanh) \
  X(erf)   \
  X(floor) \
  X(ceil)
// clang-format on
