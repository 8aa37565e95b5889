// SPDX-License-Identifier: MIT
#include "start_error.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <cstdio>

namespace tmss10 {

void tell_start_error(const std::string& line) {
  std::fprintf(stderr, "%s\n", printable(line).c_str());
}

}  // namespace tmss10
