// SPDX-License-Identifier: MIT
#pragma once

#include "path_probes.hpp"
#include <tmss10/core/run/path.hpp>

#include <asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tmss10 {

/// The hops that are asked from one source port. After two that say nothing, `least` is
/// asked next; beyond that, they end it.
struct hop_range {
  std::size_t first = 1;
  std::size_t least = 1;
  std::size_t last = 1;
};

/// Asks hop by hop from one source port, which no open socket may have, until the end of
/// the way or of the range. Fills in from_one_port, in about 3 s at most.
[[nodiscard]] asio::awaitable<void> ask_from_one_port(path_probes& probes, path& into,
                                                      std::uint16_t port, hop_range hops);

/// Finds out over how many hops the reset that ends from_one_port came back, so far as it
/// has to be known to tell whether the router before it sent it, and as most_connections
/// allows. Asks from the same port. Fills in reset_left, in about 3 s at most.
[[nodiscard]] asio::awaitable<void> measure_reset(path_probes& probes, path& into,
                                                  std::uint16_t port);

/// Sends requests that get as far as they can from these source ports, 0 for one of the
/// system's choice, as far as most_connections allows. Fills in from_other_ports, in
/// about 1.5 s at most. Returns the ports of those.
[[nodiscard]] asio::awaitable<std::vector<std::uint16_t>> ask_from_other_ports(
    path_probes& probes, path& into, std::vector<std::uint16_t> ports);

/// Asks for the hops after the last router that answered once more, from one source port,
/// after a pause in which routers may report again. Adds the answers to the hops.
[[nodiscard]] asio::awaitable<void> ask_after_pause(path_probes& probes, path& into,
                                                    std::uint16_t port);

}  // namespace tmss10
