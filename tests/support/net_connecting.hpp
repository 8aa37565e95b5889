// SPDX-License-Identifier: MIT
#pragma once

#include "net_pinger_run.hpp"
#include <tmss10/net/ping/connection_pinger.hpp>

#include <cstdint>
#include <string>
#include <system_error>

namespace tmss10::test {

/// Settings for pings that are connections to a port of this machine.
[[nodiscard]] inline connection_pinger_settings connections_to(std::uint16_t port,
                                                               std::uint64_t count = 4) {
  connection_pinger_settings out;
  out.dial.host = "127.0.0.1";
  out.dial.port = port;
  out.dial.timeout = std::chrono::seconds(20);
  out.count = count;
  return out;
}

/// A connection_pinger's run.
using connecting_run = pinger_run<connection_pinger>;

[[nodiscard]] inline std::string made(std::uint64_t sequence) {
  return words_for(event::connection_made{sequence});
}
[[nodiscard]] inline std::string not_made(std::uint64_t sequence,
                                          std::error_code reason) {
  return words_for(event::connection_failed{sequence, reason});
}
[[nodiscard]] inline std::string closed(std::uint64_t sequence) {
  return words_for(event::closed_at_once{sequence});
}

}  // namespace tmss10::test
