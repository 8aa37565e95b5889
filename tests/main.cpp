// SPDX-License-Identifier: MIT

// Catch2 2 uses std::regex, in which g++ 12 with sanitizers sees what is not there.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#define CATCH_CONFIG_RUNNER
#include "catch.hpp"

int main(int argc, char* argv[]) {
  return Catch::Session().run(argc, argv);
}
