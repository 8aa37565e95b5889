// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/errc.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tmss10 {

/// What a name or an address stands for, in the system's order of preference (RFC 6724).
using endpoints = std::vector<asio::ip::tcp::endpoint>;

/// Looks a name up on a thread of its own, so that a name server which never answers
/// holds nobody: when `limit` passes, the thread is left to itself. The caller arms
/// nothing; `limit` is armed here for that duration. Fails with name_not_found,
/// resolver_failed, or timed_out, or stopped when the limit was tripped.
[[nodiscard]] asio::awaitable<result<endpoints>> resolve(std::string host,
                                                         std::uint16_t port,
                                                         watchdog& limit,
                                                         watchdog::duration longest);

}  // namespace tmss10
