// SPDX-License-Identifier: MIT
#include "host_name.hpp"

#include <tmss10/core/base/ascii.hpp>

namespace tmss10 {

std::string comparable_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return lower_case(name);
}

bool is_localhost(std::string_view name) {
  return name == "localhost" || name.ends_with(".localhost");
}

}  // namespace tmss10
