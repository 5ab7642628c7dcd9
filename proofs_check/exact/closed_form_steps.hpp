#pragma once

#include <vector>

#include "proofs_check/exact/closed_form.hpp"

namespace flowcert::proofs::exact {

/// A value at a time in a claim, and what it is by the closed forms.
struct Moment {
  Term at;                   // at(e, time)
  std::vector<Term> within;  // that the time is one of the motion's
  Term value;
};

/// The solution's closed forms, put into a claim along it: steps for the kernel.
class ClosedFormSteps {
 public:
  ClosedFormSteps(const View& view, const ClosedForm& form, const std::vector<UniqueSolution>& unique);

  /// `times` and `shown` are about all times: that the moments' times are the motion's, and the claim with the values
  /// put in. The claim, in along(view, view.claim_times).
  [[nodiscard]] kernel::StepPtr claim(const Term& claim, const std::vector<Moment>& moments,
                                      const kernel::StepPtr& times, const kernel::StepPtr& shown) const;

 private:
  [[nodiscard]] kernel::StepPtr value(const std::string& state) const;
  [[nodiscard]] kernel::StepPtr moment(const Moment& moment, const kernel::StepPtr& times,
                                       const kernel::StepPtr& shown) const;
  [[nodiscard]] kernel::StepPtr moved(const kernel::StepPtr& plain) const;
  [[nodiscard]] kernel::StepPtr put_into(const Term& fact, const kernel::StepPtr& reason) const;

  const View& view_;
  const ClosedForm& form_;
  kernel::ContextPtr place_;
  std::vector<kernel::StepPtr> solved_;
};

}  // namespace flowcert::proofs::exact
