#pragma once

#include <map>
#include <span>

#include "proofs_check/plan/plan.hpp"

namespace flowcert::proofs::plan {

/// What a method's turn came to.
enum class Turn {
  settled,           // nothing more is asked
  gave_up,           // or showed less than a proof: with more time it might do better
  gave_up_for_good,  // for a reason that more time does not remove
  looked_at_all,     // that was known to look at: it is asked again when there is more
};

/// Which methods were asked, and for how long: what decides whether it is worth while to ask one again.
class Asked {
 public:
  /// Not after it gave up for good, and not for a time that is little more than it had.
  [[nodiscard]] bool worth_while(Method method, double seconds) const;

  /// `given` seconds, of which `left` were not used. A method that gave up with most of its time left would not do
  /// better with more.
  void note(Method method, Turn turn, double given, double left);

 private:
  struct Last {
    double seconds;
    bool for_good;
  };
  std::map<Method, Last> last_;
};

/// Asks the plan's methods, each for its time, until one settles the claim: `ask(method, deadline)` returns a Turn and
/// may change `known`. True when the claim was settled.
template <class Ask>
[[nodiscard]] bool follow(std::span<const Entry> plan, const Deadline& whole, const Known& known, Ask&& ask) {
  Asked asked;
  for (const Entry& entry : plan) {
    if (!entry.applies(known)) continue;
    const Deadline deadline = entry.time.of(whole, known.shown);
    const double given = deadline.left();
    if (!asked.worth_while(entry.method, given)) continue;
    const Turn turn = ask(entry.method, deadline);
    if (turn == Turn::settled) return true;
    if (turn != Turn::looked_at_all) asked.note(entry.method, turn, given, deadline.left());
  }
  return false;
}

}  // namespace flowcert::proofs::plan
