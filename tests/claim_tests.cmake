# Every claim file is a test of its own. `ctest -L 2510.22980`, `-L literal` or `-L proved` chooses by paper, status or evidence.

# The value of a key in a claim file's head, or "".
function(claim_head file key result)
  file(STRINGS ${file} lines REGEX "^${key} *=" LIMIT_COUNT 1 ENCODING UTF-8)
  string(REGEX REPLACE "^${key} *= *[\"']([^\"']*)[\"'].*$" "\\1" value "${lines}")
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

# A test that decides one file; `want` as in check_verdict.cmake.
function(claim_test name file want)
  file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR} ${file})
  add_test(NAME "${name}"
    COMMAND ${CMAKE_COMMAND} -DFLOWCERT=$<TARGET_FILE:flowcert> -DFILE=${relative} -DWANT=${want}
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
  endforeach()
endforeach()

# Claims by the kind of fault that they would show; what must not come of them stands in their first line.
file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/claims/kinds/*.toml)
foreach(file IN LISTS files)
  file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR} ${file})
  get_filename_component(name ${file} NAME_WE)
  get_filename_component(kind ${file} DIRECTORY)
  get_filename_component(kind ${kind} NAME)
  add_test(NAME "kind: ${kind}/${name}"
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/claims/check_truth.py $<TARGET_FILE:flowcert> ${relative}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties("kind: ${kind}/${name}" PROPERTIES LABELS "claims;kinds;${kind}" TIMEOUT 150)
endforeach()
