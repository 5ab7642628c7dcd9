#include "integrators/taylor/jets_implementation.hpp"

namespace flowcert::integrators {

template class Jets<Block>;
template std::vector<std::vector<Block>> solution_jets(const JetProgram& field, std::span<const Block> inputs,
                                                       std::size_t order);
template std::vector<std::vector<Block>> compose_jets(const JetProgram& program,
                                                      const std::vector<std::vector<Block>>& inputs, std::size_t order);

}  // namespace flowcert::integrators
