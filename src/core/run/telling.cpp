// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/telling.hpp>

namespace tmss10 {
namespace {

int telling_of_code(std::error_code error) {
  if (error == std::errc::connection_refused) return 5;
  if (error == std::errc::permission_denied) return 4;
  if (error == errc::timed_out || error == std::errc::timed_out) return 3;
  if (error == std::errc::host_unreachable) return 2;
  if (error == std::errc::network_unreachable) return 1;
  // Of one address; another one may say more.
  const bool is_of_family = error == errc::source_of_other_family ||
                            error == errc::interface_without_address ||
                            error == errc::ipv6_off;
  return is_of_family ? -1 : 0;
}

}  // namespace

int telling(std::error_code error, const std::optional<icmp_error>& icmp) {
  if (!icmp) return telling_of_code(error);
  switch (meaning_of(*icmp)) {
    case icmp_meaning::port_unreachable:
    case icmp_meaning::prohibited: return 4;
    case icmp_meaning::network_unreachable: return 1;
    default: return 2;
  }
}

}  // namespace tmss10
