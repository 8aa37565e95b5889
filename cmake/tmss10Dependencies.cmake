# What the libraries need, found the same way by this build and by a program that links the installed package.
#
# Header-only libraries are found by their header, not by their CMake package: a system package's target carries
# /usr/include, which breaks a cross build.

include(CMakeFindDependencyMacro)
find_dependency(OpenSSL 3.0 COMPONENTS Crypto)
find_dependency(ZLIB)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/tmss10StaticCrypto.cmake")

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
# What Asio 1.22 to 1.30 find out for themselves can depend on what a file includes before them. Two files that disagree
# have two types of one name, so both of these are settled here; tests/check_asio_macros.py looks for more of the kind.
# ASIO_DISABLE_STD_ALIGNED_ALLOC: how memory that files pass to each other is freed.
# ASIO_HAS_PTHREADS: with MinGW, what a thread of Asio's is. One that is started as one type and joined as the other
# corrupts the heap.
set_target_properties(tmss10::asio PROPERTIES
  INTERFACE_COMPILE_DEFINITIONS "ASIO_STANDALONE;ASIO_DISABLE_STD_ALIGNED_ALLOC;$<$<BOOL:${MINGW}>:ASIO_HAS_PTHREADS>"
  INTERFACE_LINK_LIBRARIES "Threads::Threads;$<$<PLATFORM_ID:Windows>:ws2_32>;$<$<PLATFORM_ID:Windows>:mswsock>")
