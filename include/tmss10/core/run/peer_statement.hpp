// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// What a responder says that its system saw of a connection (docs/protocol.md,
/// "Observe"). All of it is a peer's statement, and its texts are a peer's texts.
struct peer_statement {
  std::string program;
  std::string version;
  std::string system;
  std::optional<std::chrono::system_clock::time_point> time;
  /// As plain_address has it; empty when it was not said.
  std::string address;
  std::optional<std::uint16_t> port;
  /// The connection request's IP and TCP headers, which nobody has looked into.
  bytes syn;
};

/// Reads the payload of the response to Observe. Members that it does not know are passed
/// over, also when they are nested up to 16 deep; of a member that is there twice the
/// last one counts. Fails with observation_too_large, or observation_malformed for what
/// is not one JSON object in UTF-8, for a known member that is not of its type or form,
/// and for deeper nesting.
[[nodiscard]] result<peer_statement> read_peer_statement(bytes_view payload);

/// An IPv4 address in four decimal numbers, an IPv6 address as RFC 5952 has it: without
/// its zone, and as an IPv4 address when it stands for one (::ffff:192.0.2.7). None: it
/// is no address.
[[nodiscard]] std::optional<std::string> plain_address(std::string_view text);

}  // namespace tmss10
