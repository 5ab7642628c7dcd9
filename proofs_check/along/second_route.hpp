#pragma once

#include <string>

#include "proofs_check/along/path.hpp"
#include "proofs_check/deadline.hpp"
#include "theorems/language/problem.hpp"

namespace flowcert::proofs {

/// What a second integrator says of a path.
struct SecondRoute {
  enum class Answer { agrees, differs, none };  // none: it does not apply, or did not get there in time
  Answer answer = Answer::none;
  int digits = 0;    // agrees: to how many, relative to each state's size over the times compared
  std::string text;  // for people
};

/// Solves the same system by Odeint's Bulirsch-Stoer extrapolation, to some twenty digits, and compares the states at
/// a few times up to the path's end. `differs` only if the distance is larger than both error estimates together
/// allow. Smooth right-hand sides without free parameters only. An estimate against an estimate: no proof of either.
[[nodiscard]] SecondRoute compare_with_bulirsch_stoer(const theorems::Dynamics& dynamics, const Path& path,
                                                      const Deadline& deadline);

}  // namespace flowcert::proofs
