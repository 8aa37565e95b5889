// SPDX-License-Identifier: MIT
// What the headers say of their versions: the preprocessor fills in the lines, cmake/tmss10Sbom.cmake reads them.
#include <CLI/CLI.hpp>
#include <asio/version.hpp>
#include <boost/version.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <openssl/opensslv.h>
#include <tl/expected.hpp>
#include <toml++/toml.h>
#include <zlib.h>
#if __has_include(<zstd.h>)
#include <zstd.h>
#endif

tmss10_decimal asio 100000 100 ASIO_VERSION
tmss10_decimal boost 100000 100 BOOST_VERSION
tmss10_decimal fmt 10000 100 FMT_VERSION
tmss10_parts cli11 CLI11_VERSION_MAJOR CLI11_VERSION_MINOR CLI11_VERSION_PATCH
tmss10_parts nlohmann-json NLOHMANN_JSON_VERSION_MAJOR NLOHMANN_JSON_VERSION_MINOR NLOHMANN_JSON_VERSION_PATCH
tmss10_parts tl-expected TL_EXPECTED_VERSION_MAJOR TL_EXPECTED_VERSION_MINOR TL_EXPECTED_VERSION_PATCH
tmss10_parts tomlplusplus TOML_LIB_MAJOR TOML_LIB_MINOR TOML_LIB_PATCH
tmss10_string openssl OPENSSL_VERSION_STR
tmss10_string zlib ZLIB_VERSION
tmss10_parts zstd ZSTD_VERSION_MAJOR ZSTD_VERSION_MINOR ZSTD_VERSION_RELEASE
tmss10_parts gcc __GNUC__ __GNUC_MINOR__ __GNUC_PATCHLEVEL__
tmss10_parts glibc __GLIBC__ __GLIBC_MINOR__ 0
tmss10_parts mingw-w64 __MINGW64_VERSION_MAJOR __MINGW64_VERSION_MINOR __MINGW64_VERSION_BUGFIX
