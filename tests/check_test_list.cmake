# Fails when a test file is not named in CMakeLists.txt, and so would never run.

file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/CMakeLists.txt" lines)
set(named)
foreach(line IN LISTS lines)
  if(line MATCHES "^ +([a-z0-9_]+_test\\.cpp)\\)?$")
    list(APPEND named ${CMAKE_MATCH_1})
  endif()
endforeach()

file(GLOB files RELATIVE "${CMAKE_CURRENT_LIST_DIR}" "${CMAKE_CURRENT_LIST_DIR}/*_test.cpp")
set(missing ${files})
list(REMOVE_ITEM missing ${named})
if(missing)
  message(FATAL_ERROR "not named in tests/CMakeLists.txt: ${missing}")
endif()
if(NOT files)
  message(FATAL_ERROR "there are no test files")
endif()
