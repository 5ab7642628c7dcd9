#pragma once

#include "theorems/optimizers/optimizer.hpp"

// What the files of single optimizers are written with.
namespace flowcert::theorems::optimizers {

#define FLOWCERT_DECLARE(NAME) extern const OptimizerFacts NAME;
FLOWCERT_OPTIMIZERS(FLOWCERT_DECLARE)
#undef FLOWCERT_DECLARE

}  // namespace flowcert::theorems::optimizers
