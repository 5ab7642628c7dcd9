#pragma once

/// The optimizers, one entry each: `FlowDescription::Optimizer::NAME`, described by optimizers/NAME.cpp. There is no
/// other list of them.
// clang-format off
#define FLOWCERT_OPTIMIZERS(X) \
  X(gradient)     \
  X(normalized)   \
  X(sign)         \
  X(spectral)     \
  X(muon)         \
  X(sgd_momentum) \
  X(signum)       \
  X(nmd)          \
  X(adam)         \
  X(shampoo)      \
  X(lion)
// clang-format on
