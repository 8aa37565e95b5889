// SPDX-License-Identifier: MIT
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/squid_error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::string_view connect_failed = "ERR_CONNECT_FAIL";

/// What Squid 5 and 6 answer to CONNECT (err_type of its src/error/forward.h).
constexpr std::array<std::pair<std::string_view, tunnel_refusal>, 12> names{{
    {"ERR_ACCESS_DENIED", tunnel_refusal::forbidden},
    {"ERR_CACHE_ACCESS_DENIED", tunnel_refusal::forbidden},
    {"ERR_FORWARDING_DENIED", tunnel_refusal::forbidden},
    {"ERR_DNS_FAIL", tunnel_refusal::name_not_found},
    {"ERR_INVALID_URL", tunnel_refusal::invalid_target},
    {"ERR_READ_TIMEOUT", tunnel_refusal::target_silent},
    {"ERR_LIFETIME_EXP", tunnel_refusal::target_silent},
    // Squid 5 says so of a name that it does not find, too.
    {"ERR_CANNOT_FORWARD", tunnel_refusal::not_connected},
    {"ERR_READ_ERROR", tunnel_refusal::not_connected},
    {"ERR_WRITE_ERROR", tunnel_refusal::not_connected},
    {"ERR_SOCKET_FAILURE", tunnel_refusal::overloaded},
    {"ERR_SHUTTING_DOWN", tunnel_refusal::overloaded},
}};

bool is_one_of(int number, std::initializer_list<int> numbers) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// The proxy's system need not be this one. These numbers are Linux's, those of macOS and
/// the BSDs, and Windows'; to no system do they mean another way not to connect.
tunnel_refusal refusal_of_number(int number) {
  if (is_one_of(number, {111, 61, 10061})) return tunnel_refusal::target_refused;
  if (is_one_of(number, {110, 60, 10060})) return tunnel_refusal::target_silent;
  if (is_one_of(number, {101, 113, 51, 65, 10051, 10065})) {
    return tunnel_refusal::target_unreachable;
  }
  return tunnel_refusal::not_connected;
}

tunnel_refusal refusal_of(std::string_view value) {
  const auto end = std::min(value.find(' '), value.size());
  const auto name = value.substr(0, end);
  const auto number = value.substr(std::min(end + 1, value.size()));
  // Where a rule leads to a page of the administrator's, a status is the name.
  if (number == "Access Denied") return tunnel_refusal::forbidden;
  if (name == connect_failed) {
    int parsed = 0;
    std::from_chars(number.data(), number.data() + number.size(), parsed);
    return refusal_of_number(parsed);
  }
  const auto found = std::find_if(names.begin(), names.end(), [name](const auto& entry) {
    return entry.first == name;
  });
  return found == names.end() ? tunnel_refusal::unknown : found->second;
}

}  // namespace

tunnel_refusal squid_refusal_of(const http_reply_head& head) {
  for (const auto value : head.values("X-Squid-Error")) {
    const auto said = refusal_of(value);
    if (said != tunnel_refusal::unknown) return said;
  }
  return tunnel_refusal::unknown;
}

}  // namespace tmss10
