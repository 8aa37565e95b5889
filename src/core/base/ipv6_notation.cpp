// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>

#include <algorithm>
#include <cstddef>

namespace tmss10 {
namespace {

constexpr std::size_t all_groups = 8;
constexpr std::size_t most_digits = 4;  // of a group
constexpr std::ptrdiff_t least_colons = 2;

bool looks_like_ipv6(std::string_view text) {
  constexpr std::string_view alphabet = "0123456789abcdefABCDEF:.";
  return std::ranges::count(text, ':') >= least_colons &&
         text.find_first_not_of(alphabet) == std::string_view::npos;
}

/// How many groups an IPv4 address is worth.
result<std::size_t> groups_of_ipv4(std::string_view text) {
  constexpr std::ptrdiff_t dots = 3;
  if (std::ranges::count(text, '.') != dots) return failed(errc::ipv6_malformed);
  const auto address = read_ipv4(text);
  if (!address) return failed(address.error());
  if (!*address) return failed(errc::ipv6_malformed);
  return std::size_t{2};
}

/// Counts the groups between single colons, of which there are none in an empty text.
/// Only the last one may be an IPv4 address, and only at the end of the whole.
result<std::size_t> count_groups(std::string_view text, bool is_end) {
  std::size_t out = 0;
  if (text.empty()) return out;
  for (;;) {
    const auto colon = text.find(':');
    const auto group = text.substr(0, colon);
    const bool is_last = colon == std::string_view::npos;
    if (group.find('.') != std::string_view::npos) {
      if (!is_last || !is_end) return failed(errc::ipv6_malformed);
      const auto groups = groups_of_ipv4(group);
      if (!groups) return groups;
      return out + *groups;
    }
    if (group.empty() || group.size() > most_digits) return failed(errc::ipv6_malformed);
    ++out;
    if (is_last) return out;
    text.remove_prefix(colon + 1);
  }
}

}  // namespace

std::error_code reason_not_ipv6(std::string_view text) {
  text = text.substr(0, text.find('%'));
  if (!looks_like_ipv6(text)) return errc::host_malformed;
  const auto gap = text.find("::");
  const bool has_gap = gap != std::string_view::npos;
  const auto before = count_groups(text.substr(0, gap), !has_gap);
  if (!before) return before.error();
  if (!has_gap) return *before == all_groups ? std::error_code() : errc::ipv6_malformed;
  const auto after = count_groups(text.substr(gap + 2), true);
  if (!after) return after.error();
  // The gap stands for at least one group.
  return *before + *after < all_groups ? std::error_code() : errc::ipv6_malformed;
}

result<std::string_view> without_brackets(std::string_view text) {
  if (!text.starts_with('[')) {
    if (text.find(']') != std::string_view::npos) return failed(errc::host_malformed);
    return text;
  }
  if (text.find(']') != text.size() - 1) return failed(errc::host_malformed);
  const auto inside = text.substr(1, text.size() - 2);
  if (inside.empty()) return failed(errc::host_empty);
  if (std::ranges::count(inside, ':') < least_colons) {
    return failed(errc::brackets_without_ipv6);
  }
  return inside;
}

}  // namespace tmss10
