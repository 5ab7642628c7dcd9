# Tests that run the program as its users do.
target_compile_definitions(test_cli PRIVATE FLOWCERT_PROGRAM="$<TARGET_FILE:flowcert>"
  FLOWCERT_SOURCE="${PROJECT_SOURCE_DIR}")
add_dependencies(test_cli flowcert)
target_compile_options(test_cli PRIVATE $<$<CONFIG:Release>:-O1>)

add_test(NAME "run: sets up what is missing" COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/cli/run_test.sh ${PROJECT_SOURCE_DIR}/run)
set_tests_properties("run: sets up what is missing" PROPERTIES LABELS "unit;cli" TIMEOUT 60)
