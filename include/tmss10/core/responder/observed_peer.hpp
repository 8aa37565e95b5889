// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace tmss10 {

/// The most that is told of a connection request: longer than any whose headers have few
/// extensions, and short enough for the limit of the whole answer.
inline constexpr std::size_t max_saved_request = 512;

/// What a responder's system saw of one connection.
struct observed_peer {
  /// The responder's own version and system. Empty: not told, as in open mode, where
  /// anyone may ask.
  std::string version;
  std::string system;
  std::chrono::system_clock::time_point now;
  /// The client's, as they arrived.
  std::string address;
  std::uint16_t port = 0;
  /// The connection request's IP and TCP headers; empty where the system keeps none.
  bytes request;
};

/// The payload of the response to Observe (docs/protocol.md): a JSON object of at most
/// max_observation_size bytes. Of texts that are too long, only the beginning is told; a
/// request over max_saved_request is left out.
[[nodiscard]] std::string observation_text(const observed_peer& of);

}  // namespace tmss10
