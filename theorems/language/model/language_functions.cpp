#include "theorems/functions/functions.hpp"
#include "theorems/language/model/names.hpp"

namespace flowcert::theorems {

const std::vector<FunctionArity>& language_functions() {
  static const std::vector<FunctionArity> functions = [] {
    std::vector<FunctionArity> result;
    for (const std::string_view name : functions::names) result.push_back({std::string(name), 1, 1});
    const std::vector<FunctionArity> others{
        {"min", 1, 0},   {"max", 1, 0},  {"ddt", 1, 1},       {"at", 2, 2},      {"initial", 1, 1}, {"transpose", 1, 1},
        {"trace", 1, 1}, {"norm", 1, 1}, {"opnorm", 1, 1},    {"nuclear", 1, 1}, {"inner", 2, 2},   {"sqrtm", 1, 1},
        {"orth", 1, 1},  {"sv", 1, 1},   {"rank", 2, 2},      {"diag", 1, 0},    {"eye", 1, 1},     {"zeros", 2, 2},
        {"order", 1, 2}, {"mod", 2, 2},  {"factorial", 1, 1}, {"binomial", 2, 2}};
    result.insert(result.end(), others.begin(), others.end());
    return result;
  }();
  return functions;
}

}  // namespace flowcert::theorems
