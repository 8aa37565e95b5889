# 64-bit ARM Linux from another Linux, with Debian's cross compiler. TMSS10_CROSS_ROOT is where the libraries are:
# scripts/cross-root fills it.

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
# Programs run under QEMU, which with -R has an address space for them alone: of 39 bits, as some kernels have it.
# Without that, QEMU 10 puts a static PIE right below memory of its own. There, the heap cannot grow until QEMU happens
# to free that memory; and once it has, glibc's malloc aborts in sysmalloc.
set(CMAKE_CROSSCOMPILING_EMULATOR /usr/bin/qemu-aarch64-static -R 0x8000000000)

set(TMSS10_CROSS_ROOT "${CMAKE_CURRENT_LIST_DIR}/../build/aarch64-root" CACHE PATH "")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES TMSS10_CROSS_ROOT)
set(CMAKE_FIND_ROOT_PATH "${TMSS10_CROSS_ROOT}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# Headers that differ from processor to processor: a compiler looks there only below /.
set(CMAKE_CXX_FLAGS_INIT "-isystem ${TMSS10_CROSS_ROOT}/usr/include/${CMAKE_LIBRARY_ARCHITECTURE}")
