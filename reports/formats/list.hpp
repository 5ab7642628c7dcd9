#pragma once

/// The formats of a report, one entry each: `formats::NAME`, defined by formats/NAME.cpp. There is no other list of
/// them.
// clang-format off
#define FLOWCERT_REPORT_FORMATS(X) \
  X(html)     \
  X(json)     \
  X(latex)    \
  X(junit)    \
  X(verdicts)
// clang-format on
