// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/family_of_text.hpp>
#include <tmss10/core/run/ping_event.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {

/// One way to the target, tried by itself with one ping: directly, to one address of its
/// name, or through a proxy.
struct tried_way {
  /// "host:port" of the proxy; empty on a direct way.
  std::string proxy = {};
  /// What was connected to, of the target or of the proxy; empty as long as there is
  /// none.
  std::string address = {};
  /// Where from; empty where that is not known.
  std::string local_address = {};
  /// The network interface by which it leaves this machine, and the first router; empty
  /// where that is not known, and without a router if the address is on this machine's
  /// own network (or is its own).
  std::string interface_name = {};
  std::string gateway = {};
  /// What each stage took; none for those that were not reached. The connection is the
  /// one to `address`.
  std::optional<std::chrono::nanoseconds> connection = {};
  std::optional<std::chrono::nanoseconds> tunnel = {};
  std::optional<std::chrono::nanoseconds> greeting = {};
  std::optional<std::chrono::nanoseconds> handshake = {};
  std::optional<std::chrono::nanoseconds> round_trip = {};
  /// Why the ping was not answered. None: it was, or nothing is known yet.
  std::optional<failure> why = {};
  /// It was given up before anything was known: its time was over, or the run was
  /// stopped.
  bool was_cut_short = false;

  [[nodiscard]] bool works() const { return round_trip.has_value(); }
  [[nodiscard]] bool is_direct() const { return proxy.empty(); }
  [[nodiscard]] bool is_v6() const { return is_ipv6_text(address); }
};

/// Adds what an event of its pings says of a way.
void take_event(tried_way& way, const ping_event& happened);

}  // namespace tmss10
