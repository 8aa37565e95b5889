// SPDX-License-Identifier: MIT
#include "html_text.hpp"

#include <tmss10/core/base/safe_text.hpp>

namespace tmss10 {

std::string html(std::string_view text) {
  std::string out;
  for (const char one : printable(text)) {
    switch (one) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += one;
    }
  }
  return out;
}

std::string html_outside(std::string_view text) {
  return "<bdi>" + html(text) + "</bdi>";
}

}  // namespace tmss10
