# 64-bit ARM Linux from another Linux, with Debian's cross compiler. TMSS10_CROSS_ROOT is where the libraries are:
# scripts/cross-root fills it. Programs run under QEMU.

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_CROSSCOMPILING_EMULATOR /usr/bin/qemu-aarch64-static)

set(TMSS10_CROSS_ROOT "${CMAKE_CURRENT_LIST_DIR}/../build/aarch64-root" CACHE PATH "")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES TMSS10_CROSS_ROOT)
set(CMAKE_FIND_ROOT_PATH "${TMSS10_CROSS_ROOT}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# Headers that differ from processor to processor: a compiler looks there only below /.
set(CMAKE_CXX_FLAGS_INIT "-isystem ${TMSS10_CROSS_ROOT}/usr/include/${CMAKE_LIBRARY_ARCHITECTURE}")
