// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/examined_part.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/run/tried_way.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// All that an examination has found out about a target and the ways to it. What was not
/// looked at is empty.
struct findings {
  std::string host;
  std::uint16_t port = 0;
  /// "host:port" of the proxy that the run itself is to use; empty: it goes directly.
  std::string proxy;
  /// The addresses of the name.
  std::vector<std::string> addresses;
  /// Why there are none.
  std::optional<failure> not_resolved;
  std::vector<tried_way> ways;
  std::shared_ptr<const path> way_there;
  std::shared_ptr<const packet_sizes> sizes;
  std::shared_ptr<const observation> seen;
  /// What became of the pings after these; and why some were not answered, if anything
  /// is known of that.
  statistics pings;
  std::optional<failure> why_lost;
  /// "host:port" of the proxy through which the pings went; empty: directly.
  std::string pinged_through;
  /// The parts that were ended before they had found all.
  std::vector<examined_part> cut_short;
  /// A signal has ended it.
  bool was_stopped = false;
};

/// Adds what an event of an examination says. Its pings' figures are not part of any
/// event.
void take_event(findings& to, const ping_event& happened);

/// Of the ways through a proxy ("host:port"; empty: the direct ones) one that works, or
/// else the one that got furthest, or was answered. Null without one.
[[nodiscard]] const tried_way* most_telling_way(const findings& of,
                                                std::string_view proxy);

}  // namespace tmss10
