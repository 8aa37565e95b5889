// SPDX-License-Identifier: MIT
#pragma once

#include "net_key.hpp"
#include "net_pinger_run.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <cstdint>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10::test {

/// Settings for pings to a port of this machine.
[[nodiscard]] pinger_settings pings_to(std::uint16_t port, std::uint64_t count = 4);

/// A pinger under way. Its key must outlive it.
class started_pinger : public pinger_run<pinger> {
 public:
  started_pinger(net_loop& loop, pinger_settings settings,
                 const site_key& key = open_mode_key)
      : pinger_run(loop, std::move(settings), key) {}
};

[[nodiscard]] std::string reply(std::uint64_t sequence);
[[nodiscard]] std::string late_reply(std::uint64_t sequence);
[[nodiscard]] std::string bad_reply(std::uint64_t sequence, std::error_code reason);
[[nodiscard]] std::string lost(std::uint64_t sequence, std::error_code reason);
[[nodiscard]] std::string disconnected(std::error_code reason);

/// What a run tells until its first connection is made, and then that.
[[nodiscard]] std::vector<std::string> after_connecting(
    const std::vector<std::string>& rest);

}  // namespace tmss10::test
