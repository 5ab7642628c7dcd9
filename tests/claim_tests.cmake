# Every claim file is a test of its own. `ctest -L 2510.22980`, `-L literal` or `-L proved` chooses by paper, status or evidence.

# The value of a key in a claim file's head, or "".
function(claim_head file key result)
  file(STRINGS ${file} lines REGEX "^${key} *=" LIMIT_COUNT 1 ENCODING UTF-8)
  string(REGEX REPLACE "^${key} *= *[\"']([^\"']*)[\"'].*$" "\\1" value "${lines}")
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

# Seconds for a claim. What must not come out positive mostly is undecided after all of them.
set(budget 60)
set(budget_not-positive 20)

# A test that decides one file; `want` as in check_verdict.cmake.
function(claim_test name file want)
  if(DEFINED budget_${want})
    set(budget ${budget_${want}})
  endif()
  file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR} ${file})
  add_test(NAME "${name}"
    COMMAND ${CMAKE_COMMAND} -DFLOWCERT=$<TARGET_FILE:flowcert> -DFILE=${relative} -DWANT=${want} -DBUDGET=${budget}
      -P ${PROJECT_SOURCE_DIR}/tests/check_verdict.cmake
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties("${name}" PROPERTIES LABELS "${ARGN}" TIMEOUT 150)
  set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})  # labels are read from it
endfunction()

file(GLOB_RECURSE catalogue CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/theorems/catalogue/*.toml)
foreach(file IN LISTS catalogue)
  claim_head(${file} id id)
  claim_head(${file} status status)
  claim_head(${file} evidence evidence)
  claim_head(${file} expect expect)
  string(REGEX REPLACE "/.*$" "" paper "${id}")
  if(evidence STREQUAL "")
    set(evidence ${expect})
  endif()
  claim_test("claim: ${id}" ${file} as-expected catalogue ${paper} ${status} ${evidence})
endforeach()

# Claim files that test the program.
foreach(kind false true undecided)
  set(want_false refuted)
  set(want_true as-expected)
  set(want_undecided not-positive)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/claims/${kind}/*.toml)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    claim_test("${kind}: ${name}" ${file} ${want_${kind}} claims ${kind})
    if(kind STREQUAL "undecided")
      set_tests_properties("${kind}: ${name}" PROPERTIES COST ${cost_of_undecided_claims})
    endif()
  endforeach()
endforeach()

# Claims by the kind of fault that they would show, one test per kind; what must not come of them stands in their first
# lines.
file(GLOB kinds CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/claims/kinds/*)
foreach(folder IN LISTS kinds)
  get_filename_component(kind ${folder} NAME)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${folder}/*.toml)
  list(LENGTH files count)
  add_test(NAME "kind: ${kind}"
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/claims/check_truth.py $<TARGET_FILE:flowcert> ${files}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties("kind: ${kind}" PROPERTIES LABELS "claims;kinds;${kind}" TIMEOUT 900 COST ${count})
endforeach()
