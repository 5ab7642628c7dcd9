# The rules of the house.
add_test(NAME "house: includes point to the rooms before"
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/check_includes.py ${PROJECT_SOURCE_DIR})
add_test(NAME "house: files are short"
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/check_lengths.py ${PROJECT_SOURCE_DIR}
    ${CMAKE_CURRENT_SOURCE_DIR}/house/long_files.txt)
add_test(NAME "house: its own tests" COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/test_house.py)
set_tests_properties("house: includes point to the rooms before" "house: files are short" "house: its own tests"
  PROPERTIES LABELS "house" TIMEOUT 60 ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
