// SPDX-License-Identifier: MIT
#include "file_named.hpp"

namespace tmss10 {

std::filesystem::path file_named(std::string_view text) {
  return text;
}

}  // namespace tmss10
