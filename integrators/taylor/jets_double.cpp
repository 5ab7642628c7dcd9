#include "integrators/taylor/jets_implementation.hpp"

namespace flowcert::integrators {

template class Jets<double>;
template std::vector<std::vector<double>> solution_jets(const JetProgram& field, std::span<const double> inputs,
                                                        std::size_t order);
template std::vector<std::vector<double>> compose_jets(const JetProgram& program,
                                                       const std::vector<std::vector<double>>& inputs,
                                                       std::size_t order);

}  // namespace flowcert::integrators
