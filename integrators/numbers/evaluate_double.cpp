#include "integrators/numbers/evaluate.hpp"

namespace flowcert::integrators {

template std::vector<double> evaluate(const Tape& tape, std::span<const double> inputs);
template std::vector<double> evaluate_slots(const Tape& tape, std::span<const double> inputs);

}  // namespace flowcert::integrators
