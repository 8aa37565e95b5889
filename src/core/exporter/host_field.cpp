// SPDX-License-Identifier: MIT
#include "host_field.hpp"

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// An IPv6 address without brackets has no place in the field.
bool is_bare_ipv6(std::string_view field) {
  return !field.starts_with('[') && std::ranges::count(field, ':') > 1;
}

}  // namespace

std::optional<target> read_host_field(std::string_view field) {
  if (is_bare_ipv6(field)) return std::nullopt;
  if (field.ends_with(':')) field.remove_suffix(1);
  auto where = parse_target(field);
  if (!where) return std::nullopt;
  return std::move(*where);
}

}  // namespace tmss10
