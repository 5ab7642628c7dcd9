#include "proofs_check/plan/follow.hpp"

namespace flowcert::proofs::plan {

namespace {

constexpr double unhurried = 0.8;      // of its time was left
constexpr double clearly_more = 1.25;  // than it had: the times themselves vary from run to run

}  // namespace

bool Asked::worth_while(Method method, double seconds) const {
  const auto last = last_.find(method);
  if (last == last_.end()) return true;
  return !last->second.for_good && seconds > clearly_more * last->second.seconds;
}

void Asked::note(Method method, Turn turn, double given, double left) {
  last_[method] = {given, turn == Turn::gave_up_for_good || left > unhurried * given};
}

}  // namespace flowcert::proofs::plan
