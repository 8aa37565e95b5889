// SPDX-License-Identifier: MIT
#include "http_request.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <algorithm>

namespace tmss10 {

std::string_view http_request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view http_request::query() const {
  return std::string_view(target).substr(std::min(path().size() + 1, target.size()));
}

std::optional<std::string> http_request::field(std::string_view name) const {
  const auto wanted = lower_case(name);
  std::optional<std::string> out;
  for (const auto& each : fields) {
    if (lower_case(each.name) != wanted) continue;
    out = out ? *out + ", " + each.value : each.value;
  }
  return out;
}

}  // namespace tmss10
