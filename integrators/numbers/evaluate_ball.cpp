#include "integrators/numbers/evaluate.hpp"

namespace flowcert::integrators {

template std::vector<Ball> evaluate(const Tape& tape, std::span<const Ball> inputs);
template std::vector<Ball> evaluate_slots(const Tape& tape, std::span<const Ball> inputs);

}  // namespace flowcert::integrators
