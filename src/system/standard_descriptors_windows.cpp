// SPDX-License-Identifier: MIT
#include "standard_descriptors.hpp"

#include <cstdio>

namespace tmss10 {
namespace {

/// The C library keeps descriptors 0 to 2 for them in any case; without a handle, its
/// streams have a negative descriptor (-2), which many of its functions take for a bug.
bool occupy(std::FILE* stream, const char* mode) {
  return _fileno(stream) >= 0 || std::freopen("NUL", mode, stream) != nullptr;
}

}  // namespace

bool occupy_standard_descriptors() {
  return occupy(stdin, "r") && occupy(stdout, "w") && occupy(stderr, "w");
}

void require_standard_output() {}

}  // namespace tmss10
