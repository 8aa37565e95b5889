# What hardens the shipped programs for Linux and depends on their processor: marks where indirect calls and jumps may lead
# (Intel CET, ARM BTI), and on ARM signs return addresses. All other such flags are in CMakePresets.json.
include(CheckCXXCompilerFlag)

foreach(flag IN ITEMS -fcf-protection=full -mbranch-protection=standard)
  string(MAKE_C_IDENTIFIER "TMSS10_has${flag}" known)
  check_cxx_compiler_flag(${flag} ${known})
  if(${known})
    # With link-time optimisation, the linker compiles, and needs it as well.
    string(APPEND CMAKE_CXX_FLAGS " ${flag}")
  endif()
endforeach()
