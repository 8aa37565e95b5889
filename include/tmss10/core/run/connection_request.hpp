// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// A TCP connection request (SYN) as it is on the wire.
struct connection_request {
  std::string source;
  std::uint16_t source_port = 0;
  std::string destination;
  std::uint16_t destination_port = 0;
  /// IPv4's time to live, IPv6's hop limit.
  std::uint8_t hop_limit = 0;
  /// The TCP options (RFC 9293, 7323, 2018).
  std::optional<std::uint16_t> mss = {};
  std::optional<std::uint8_t> window_scale = {};
  bool sack_permitted = false;
  bool timestamps = false;
};

/// Reads an IP and a TCP header with their options. None: it is no whole connection
/// request. As in a TCP stack, an option with an impossible length is the end of all
/// options, and those that have another length than theirs are none.
[[nodiscard]] std::optional<connection_request> read_connection_request(
    bytes_view headers);

}  // namespace tmss10
