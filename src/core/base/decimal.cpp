// SPDX-License-Identifier: MIT
#include "decimal.hpp"

#include <locale>
#include <sstream>
#include <string>

namespace tmss10 {

std::optional<double> read_decimal(std::string_view text) {
  if (text.find_first_not_of("0123456789.") != std::string_view::npos) {
    return std::nullopt;
  }
  // Not std::from_chars: libc++ has none for fractions before version 20.
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  double value = 0;
  in >> value;
  if (in.fail() || !in.eof()) return std::nullopt;
  return value;
}

}  // namespace tmss10
