#include "proofs_check/limits/measure.hpp"

#include "proofs_check/rigorous/closed_value.hpp"

namespace flowcert::proofs {

std::optional<integrators::Ball> rate_at(const LimitPart& part, const theorems::LimitVariable& limit,
                                         const theorems::Rational& at) {
  if (!part.rate || limit.time) return std::nullopt;
  for (const std::string& name : free_variables(*part.rate))
    if (name != limit.name) return std::nullopt;
  constexpr int digits = 60;
  const integrators::ScopedDigits precision(digits);
  return abs(closed_value(substitute(*part.rate, {{limit.name, theorems::Term(at)}})));
}

}  // namespace flowcert::proofs
