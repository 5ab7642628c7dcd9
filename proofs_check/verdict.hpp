#pragma once

#include <optional>
#include <string_view>

namespace flowcert::proofs {

/// In the order in which a claim's checks combine: the largest wins (CLAIMS.md section 1).
enum class VerdictKind { proved, certified, confirmed, undecided, refuted };

[[nodiscard]] std::string_view to_text(VerdictKind kind);

class NotEmpty;          // only what showed a point of the hypotheses makes one (not_empty.hpp)
class ExactEvidence;     // only the exact methods make one (proofs_check/exact)
class RigorousEvidence;  // only the rigorous methods make one (proofs_check/rigorous)
class NumericEvidence;   // only the numeric methods make one (proofs_check/numeric)
class VerifiedWitness;   // only witness verification makes one (proofs_check/rigorous, or numeric for integrated
                         // quantities)

/// What is said of a check. There is no way to construct a positive or a refuting verdict but from the evidence types.
class Verdict {
 public:
  Verdict() = default;  // undecided
  [[nodiscard]] static Verdict from(const ExactEvidence& evidence);
  [[nodiscard]] static Verdict from(const RigorousEvidence& evidence);
  [[nodiscard]] static Verdict from(const NumericEvidence& evidence);
  [[nodiscard]] static Verdict from(const VerifiedWitness& witness);

  [[nodiscard]] VerdictKind kind() const { return kind_; }
  /// The verdict on "both hold".
  [[nodiscard]] Verdict both(const Verdict& other) const;
  /// This verdict, but undecided if it is positive and nothing is known to satisfy the hypotheses.
  [[nodiscard]] Verdict about(const std::optional<NotEmpty>& admitted) const;
  /// This verdict, but undecided if it is positive and weaker than `least`.
  [[nodiscard]] Verdict at_least(VerdictKind least) const;
  /// Positive verdicts become at most `cap` (a proof that rests on a numerical fact is only confirmed).
  [[nodiscard]] Verdict capped(VerdictKind cap) const;

 private:
  explicit Verdict(VerdictKind kind) : kind_(kind) {}
  VerdictKind kind_ = VerdictKind::undecided;
};

[[nodiscard]] bool is_positive(VerdictKind kind);

}  // namespace flowcert::proofs
