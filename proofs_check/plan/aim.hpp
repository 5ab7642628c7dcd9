#pragma once

#include <optional>

#include "proofs_check/verdict.hpp"

namespace flowcert::proofs::plan {

/// Which verdicts a claim is decided for. The strongest method is asked first; how long it is asked again once a weaker
/// one has shown the claim depends on what a stronger verdict would be good for.
struct Aim {
  VerdictKind least = VerdictKind::confirmed;  // a weaker positive verdict is worth nothing
  std::optional<VerdictKind> enough;           // a stronger verdict is worth no long search
  bool stronger_is_lost = false;               // the check cannot come out better than `enough` any more

  [[nodiscard]] bool shown_by(VerdictKind kind) const { return kind <= least; }
  [[nodiscard]] bool satisfied_by(VerdictKind kind) const { return shown_by(kind) && enough && kind <= *enough; }
};

}  // namespace flowcert::proofs::plan
