#include "integrators/taylor/jets_implementation.hpp"

namespace flowcert::integrators {

template class Jets<Ball>;
template std::vector<std::vector<Ball>> solution_jets(const JetProgram& field, std::span<const Ball> inputs,
                                                      std::size_t order);
template std::vector<std::vector<Ball>> compose_jets(const JetProgram& program,
                                                     const std::vector<std::vector<Ball>>& inputs, std::size_t order);

}  // namespace flowcert::integrators
