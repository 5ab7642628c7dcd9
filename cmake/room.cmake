# Warnings for our own code; less optimisation where NOT_HOT is given. GCC 12 warns of overlaps and overflows inside
# std::string's own operations that are not there (GCC bug 105651).
function(flowcert_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
  endif()
  if("NOT_HOT" IN_LIST ARGN)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
endfunction()

# Headers of libraries, which take longer to read than most of our files.
set(standard_headers <algorithm> <functional> <map> <optional> <string> <unordered_map> <vector> <fmt/format.h>)
set(number_headers <boost/multiprecision/gmp.hpp> <boost/multiprecision/mpfr.hpp>)

# flowcert_room(NAME [USES...]): the library flowcert_NAME of every .cpp below NAME/.
function(flowcert_room name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
  if(name STREQUAL "proofs_check")  # the kernel is a library of its own, below
    list(FILTER sources EXCLUDE REGEX "/proofs_check/(kernel|certificate_file)/")
  endif()
  add_library(flowcert_${name} STATIC ${sources})
  target_include_directories(flowcert_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  if(name STREQUAL "reports")
    set(heat NOT_HOT)
  endif()
  flowcert_compile_options(flowcert_${name} ${heat})
  target_link_libraries(flowcert_${name} PUBLIC Boost::headers fmt::fmt PkgConfig::gmp)
  if(name STREQUAL "theorems")
    target_link_libraries(flowcert_${name} PRIVATE tomlplusplus::tomlplusplus flowcert_arb)
    target_precompile_headers(flowcert_${name} PRIVATE ${standard_headers} <boost/multiprecision/gmp.hpp>)
    # A function or an optimizer that leaves out what the house must know of it does not compile.
    file(GLOB described CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/theorems/functions/*.cpp
      ${PROJECT_SOURCE_DIR}/theorems/optimizers/*.cpp)
    set_source_files_properties(${described} PROPERTIES COMPILE_OPTIONS -Werror=missing-field-initializers)
  elseif(name STREQUAL "integrators")
    target_link_libraries(flowcert_${name} PUBLIC flowcert_arb PkgConfig::mpfr PkgConfig::eigen3)
    target_precompile_headers(flowcert_${name} PRIVATE ${standard_headers} ${number_headers})
  elseif(name STREQUAL "proofs_check")
    target_link_libraries(flowcert_${name} PUBLIC flowcert_kernel nlohmann_json::nlohmann_json
      PRIVATE PkgConfig::ginac PkgConfig::z3 flowcert_cvc5)
    target_precompile_headers(flowcert_${name} PRIVATE ${standard_headers} ${number_headers} <ginac/ginac.h> <z3++.h>)
  elseif(name STREQUAL "reports")
    target_compile_definitions(flowcert_${name} PRIVATE FLOWCERT_VERSION="${PROJECT_VERSION}")
    target_link_libraries(flowcert_${name} PUBLIC nlohmann_json::nlohmann_json)
    target_precompile_headers(flowcert_${name} PRIVATE ${standard_headers} ${number_headers} <nlohmann/json.hpp>)
  endif()
  foreach(room ${ARGN})
    target_link_libraries(flowcert_${name} PUBLIC flowcert_${room})
  endforeach()
endfunction()

# What `proved` rests on, and how proofs are written down: sees the language, and no method, solver or integrator.
function(flowcert_kernel)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/proofs_check/kernel/*.cpp
    ${PROJECT_SOURCE_DIR}/proofs_check/certificate_file/*.cpp)
  add_library(flowcert_kernel STATIC ${sources})
  target_include_directories(flowcert_kernel PUBLIC ${PROJECT_SOURCE_DIR})
  flowcert_compile_options(flowcert_kernel)
  target_link_libraries(flowcert_kernel PUBLIC flowcert_theorems flowcert_arb PRIVATE nlohmann_json::nlohmann_json)
  target_precompile_headers(flowcert_kernel PRIVATE ${standard_headers} <boost/multiprecision/gmp.hpp>)
endfunction()
