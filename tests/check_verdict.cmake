# Decides the claim in FILE with the program FLOWCERT in BUDGET seconds and fails unless it comes out as WANT says:
#   as-expected   as the file's own head says
#   refuted       refuted
#   not-positive  refuted or undecided
execute_process(COMMAND ${FLOWCERT} check ${FILE} --jobs 1 --budget ${BUDGET} --json - RESULT_VARIABLE status
  OUTPUT_VARIABLE json ERROR_VARIABLE errors)
string(JSON verdict ERROR_VARIABLE problem GET "${json}" claims 0 verdict)
string(JSON expected ERROR_VARIABLE problem_too GET "${json}" claims 0 as_expected)
if(problem OR status GREATER 3 OR NOT errors STREQUAL "")
  message(FATAL_ERROR "status ${status}, ${problem}\n${errors}\n${json}")
endif()

if(WANT STREQUAL "as-expected" AND expected AND status EQUAL 0)
  return()
elseif(WANT STREQUAL "refuted" AND verdict STREQUAL "refuted")
  return()
elseif(WANT STREQUAL "not-positive" AND verdict MATCHES "^(refuted|undecided)$")
  return()
endif()
execute_process(COMMAND ${FLOWCERT} check ${FILE} --jobs 1 --budget ${BUDGET} OUTPUT_VARIABLE text ERROR_VARIABLE text)
message(FATAL_ERROR "wanted: ${WANT}; came out ${verdict}\n${text}\n"
  "The whole evidence: ./run check ${FILE} --json -")
