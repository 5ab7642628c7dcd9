#include "integrators/taylor/jets_implementation.hpp"

namespace flowcert::integrators {

template class Jets<Real>;
template std::vector<std::vector<Real>> solution_jets(const JetProgram& field, std::span<const Real> inputs,
                                                      std::size_t order);
template std::vector<std::vector<Real>> compose_jets(const JetProgram& program,
                                                     const std::vector<std::vector<Real>>& inputs, std::size_t order);

}  // namespace flowcert::integrators
