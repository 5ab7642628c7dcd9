#include "reports/proof/remarks.hpp"

#include <fmt/format.h>

#include <set>
#include <unordered_set>

namespace flowcert::reports::proof {

using proofs::kernel::Rule;
using proofs::kernel::Step;
using proofs::kernel::StepPtr;

Item about_differences() {
  Item item;
  item.reason = {shown({"D(n)", "\\Delta_{n}"}),
                 words(" for the difference of the sides of the relation ("),
                 shown({"n", "n"}),
                 words("), the larger one minus the other, and "),
                 shown({"D", "\\Delta"}),
                 words(" for that of the line itself")};
  return item;
}

namespace {

void count(const StepPtr& step, std::unordered_set<const Step*>& seen, std::set<std::string>& trusted) {
  std::vector<const Step*> work{step.get()};
  while (!work.empty()) {
    const Step* next = work.back();
    work.pop_back();
    if (!seen.insert(next).second) continue;
    if (next->rule == Rule::two_solvers || next->rule == Rule::unchecked || next->rule == Rule::pending)
      trusted.insert(next->data.name);
    for (const StepPtr& premise : next->premises) work.push_back(premise.get());
  }
}

}  // namespace

std::string remark_on(const StepPtr& root, bool cut_short) {
  std::unordered_set<const Step*> all;
  std::set<std::string> trusted;
  count(root, all, trusted);
  std::string text;
  if (cut_short)
    text = fmt::format(
        "Cut short: the whole proof has {} steps, of which the first lines are shown; a certificate (--certificate) "
        "has all of them.",
        all.size());
  if (!trusted.empty()) text += fmt::format("{}Taken on trust: {}.", text.empty() ? "" : " ", fmt::join(trusted, "; "));
  return text;
}

}  // namespace flowcert::reports::proof
