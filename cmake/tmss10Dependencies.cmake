# What the libraries need, found the same way by this build and by a program that links the installed package.
#
# Header-only libraries are found by their header, not by their CMake package: a system package's target carries
# /usr/include, which breaks a cross build.

include(CMakeFindDependencyMacro)
find_dependency(OpenSSL 3.0 COMPONENTS Crypto)
find_dependency(ZLIB)
find_dependency(Threads)

function(tmss10_header_only name header)
  if(TARGET tmss10::${name})
    return()
  endif()
  find_path(TMSS10_${name}_INCLUDE_DIR ${header} REQUIRED)
  add_library(tmss10::${name} INTERFACE IMPORTED)
  set_target_properties(tmss10::${name} PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${TMSS10_${name}_INCLUDE_DIR}")
endfunction()

tmss10_header_only(expected tl/expected.hpp)
tmss10_header_only(asio asio.hpp)
# ASIO_DISABLE_STD_ALIGNED_ALLOC: whether Asio 1.22 finds std::aligned_alloc depends on what was included before it, so
# two files could disagree on how memory that they pass to each other is freed.
# ASIO_DISABLE_IOCP: with completion ports, Asio 1.22 corrupted the heap under Wine (docs/windows.md).
set_target_properties(tmss10::asio PROPERTIES
  INTERFACE_COMPILE_DEFINITIONS "ASIO_STANDALONE;ASIO_DISABLE_STD_ALIGNED_ALLOC;$<$<PLATFORM_ID:Windows>:ASIO_DISABLE_IOCP>"
  INTERFACE_LINK_LIBRARIES "Threads::Threads;$<$<PLATFORM_ID:Windows>:ws2_32>;$<$<PLATFORM_ID:Windows>:mswsock>")
