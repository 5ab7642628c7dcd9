#include "proofs_check/verdict.hpp"

#include <algorithm>

#include "proofs_check/decide/not_empty.hpp"

namespace flowcert::proofs {

std::string_view to_text(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::proved:
      return "proved";
    case VerdictKind::certified:
      return "certified";
    case VerdictKind::confirmed:
      return "confirmed";
    case VerdictKind::undecided:
      return "undecided";
    case VerdictKind::refuted:
      return "refuted";
  }
  return "undecided";
}

bool is_positive(VerdictKind kind) {
  return kind <= VerdictKind::confirmed;
}

Verdict Verdict::from(const ExactEvidence& /*evidence*/) {
  return Verdict(VerdictKind::proved);
}
Verdict Verdict::from(const RigorousEvidence& /*evidence*/) {
  return Verdict(VerdictKind::certified);
}
Verdict Verdict::from(const NumericEvidence& /*evidence*/) {
  return Verdict(VerdictKind::confirmed);
}
Verdict Verdict::from(const VerifiedWitness& /*witness*/) {
  return Verdict(VerdictKind::refuted);
}

Verdict Verdict::both(const Verdict& other) const {
  return Verdict(std::max(kind_, other.kind_));
}

Verdict Verdict::about(const std::optional<NotEmpty>& admitted) const {
  return is_positive(kind_) && !admitted ? Verdict(VerdictKind::undecided) : *this;
}

Verdict Verdict::at_least(VerdictKind least) const {
  return is_positive(kind_) && kind_ > least ? Verdict(VerdictKind::undecided) : *this;
}

Verdict Verdict::capped(VerdictKind cap) const {
  return is_positive(kind_) ? Verdict(std::max(kind_, cap)) : *this;
}

}  // namespace flowcert::proofs
