// SPDX-License-Identifier: MIT
#include "secret_file.hpp"

namespace tmss10 {

std::string_view without_line_end(std::string_view text) {
  if (text.ends_with('\n')) {
    text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
  }
  return text;
}

}  // namespace tmss10
