# Tests that run the program as its users do.
target_compile_definitions(test_cli PRIVATE FLOWCERT_PROGRAM="$<TARGET_FILE:flowcert>"
  FLOWCERT_SOURCE="${PROJECT_SOURCE_DIR}")
add_dependencies(test_cli flowcert)
target_compile_options(test_cli PRIVATE $<$<CONFIG:Release>:-O1>)

add_test(NAME "run: sets up what is missing" COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/cli/run_test.sh ${PROJECT_SOURCE_DIR}/run)
set_tests_properties("run: sets up what is missing" PROPERTIES LABELS "unit;cli" TIMEOUT 60)

# The hunter: its own tests, and a short hunt that is the same every time.
add_test(NAME "hunt: its own tests" COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/hunt/test_hunt.py)
add_test(NAME "hunt: a short one"
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/hunt/hunt.py --flowcert $<TARGET_FILE:flowcert> --mutants 60 --seed 1 --jobs 2
    --source ${CMAKE_CURRENT_SOURCE_DIR}/claims/true)
set_tests_properties("hunt: its own tests" "hunt: a short one" PROPERTIES LABELS "hunt" TIMEOUT 900 COST ${cost_of_hunts}
  ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)

# What proofs say, computed.
add_test(NAME "proofs: every identity that is printed holds"
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/proof_identities_test.py $<TARGET_FILE:flowcert>)
set_tests_properties("proofs: every identity that is printed holds" PROPERTIES LABELS "unit;cli" TIMEOUT 300
  ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)

# Certificates, and the program that knows nothing but how to check them.
foreach(what shown along flows sizes changed parts)
  add_test(NAME "certificates: ${what}"
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/certificate_test.py $<TARGET_FILE:flowcert> $<TARGET_FILE:flowcert-recheck>
      ${what})
  set_tests_properties("certificates: ${what}" PROPERTIES LABELS "unit;cli" TIMEOUT 300)
endforeach()
