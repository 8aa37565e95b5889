// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/connection_request.hpp>
#include <tmss10/core/run/peer_statement.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// A connection as this side made it, as far as its system tells.
struct own_request {
  std::string address;
  std::uint16_t port = 0;
  /// Where it went to: the target or, if there is one, its proxy.
  std::string peer_address;
  std::uint16_t peer_port = 0;
  /// The MSS that the connection request announced.
  std::optional<std::uint16_t> mss = {};
  std::optional<std::uint8_t> hop_limit = {};
  /// Whether this system's connection requests have these options.
  std::optional<bool> sack_permitted = {};
  std::optional<bool> timestamps = {};
  std::optional<bool> window_scale = {};
};

/// What became of an option of the connection request.
enum class option_fate { unknown, as_sent, changed, removed };

/// What the comparison of both sides yields. What can't be known is none or unknown.
/// Through a proxy, only `clock_ahead` is known: the connection request is the proxy's.
struct way_there {
  /// Whether address or port of this side arrived as others (NAT).
  std::optional<bool> translated = {};
  /// The request, if the responder's system keeps it.
  std::optional<connection_request> arrived = {};
  /// Whether it arrived at another address or port than it was sent to.
  std::optional<bool> redirected = {};
  /// Routers that passed it on. None also if it was made anew.
  std::optional<unsigned> hops = {};
  /// Whether it arrived with a higher hop limit than it was sent with: something on the
  /// way makes connections of its own.
  bool made_anew = false;
  option_fate mss = option_fate::unknown;
  option_fate sack_permitted = option_fate::unknown;
  option_fate timestamps = option_fate::unknown;
  option_fate window_scale = option_fate::unknown;
  /// How far the responder's clock is ahead of this machine's; it may be wrong by as much
  /// as `clock_error`, half the round trip.
  std::optional<std::chrono::nanoseconds> clock_ahead = {};
  std::chrono::nanoseconds clock_error{0};
  /// Whether that is more than clock_error and more than a second.
  bool clocks_differ = false;
};

/// A connection as the responder's system saw it, beside what this side knows of it.
struct observation {
  peer_statement said;
  own_request own;
  bool through_proxy = false;
  /// This machine's clock when the request was sent, and the time until the answer.
  std::chrono::system_clock::time_point asked;
  std::chrono::nanoseconds round_trip{0};
  /// What compare() yielded before the addresses were replaced by stand-ins, with which
  /// it can't be repeated.
  std::optional<way_there> compared = {};
};

[[nodiscard]] way_there compare(const observation& seen);

}  // namespace tmss10
