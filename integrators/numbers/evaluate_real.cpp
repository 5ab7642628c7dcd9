#include "integrators/numbers/evaluate.hpp"

namespace flowcert::integrators {

template std::vector<Real> evaluate(const Tape& tape, std::span<const Real> inputs);
template std::vector<Real> evaluate_slots(const Tape& tape, std::span<const Real> inputs);

}  // namespace flowcert::integrators
