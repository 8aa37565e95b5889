# The date that goes into the programs and packages, so that two builds of one commit are the same, byte by byte:
# SOURCE_DATE_EPOCH if that is set, else the last commit's date, else when CMake ran first here.

if(DEFINED ENV{SOURCE_DATE_EPOCH})
  set(TMSS10_BUILD_EPOCH "$ENV{SOURCE_DATE_EPOCH}")
else()
  find_package(Git QUIET)
  if(GIT_FOUND)
    # Also where the working tree is somebody else's, as in a container.
    execute_process(COMMAND "${GIT_EXECUTABLE}" -c safe.directory=* -C "${CMAKE_CURRENT_SOURCE_DIR}" log -1 --format=%ct
      OUTPUT_VARIABLE TMSS10_BUILD_EPOCH OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  if(NOT TMSS10_BUILD_EPOCH)
    if(NOT DEFINED TMSS10_FIRST_CONFIGURED)
      string(TIMESTAMP now %s UTC)
      set(TMSS10_FIRST_CONFIGURED "${now}" CACHE INTERNAL "")
    endif()
    set(TMSS10_BUILD_EPOCH "${TMSS10_FIRST_CONFIGURED}")
  endif()
  # string(TIMESTAMP) below takes it from there.
  set(ENV{SOURCE_DATE_EPOCH} "${TMSS10_BUILD_EPOCH}")
endif()

string(TIMESTAMP TMSS10_BUILD_DATE "%Y-%m-%dT%H:%M:%SZ" UTC)
message(STATUS "Date of the build: ${TMSS10_BUILD_DATE}")
# As the compiler writes __DATE__ and __TIME__: with a space before a day of one digit.
string(TIMESTAMP TMSS10_BUILD_STAMP "%b %d %Y %H:%M:%S" UTC)
string(REGEX REPLACE " 0([0-9] )" "  \\1" TMSS10_BUILD_STAMP "${TMSS10_BUILD_STAMP}")
