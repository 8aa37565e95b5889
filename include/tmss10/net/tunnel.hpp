// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/net/connect_race.hpp>
#include <tmss10/net/local_end.hpp>
#include <tmss10/net/proxy_settings.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace tmss10 {

/// A connection that leads on to the target.
struct tunnel {
  dialled connection;
  /// What came after the proxy's reply: the target's first bytes.
  bytes early;
};

/// What is to be reached through a proxy, and how a connection to the proxy is made.
struct tunnel_request {
  proxy_settings proxy;
  std::string host;
  std::uint16_t port = 0;
  local_end from;
};

/// Asks the proxy at the other end of a connection for a tunnel (RFC 9110,
/// section 9.3.6). Credentials are sent only when it asks for them (407), on this
/// connection or, if the proxy does not keep it, on another to the same address. Returns
/// the tunnel when it is open, or the failure: timed_out when `longest` passed for all of
/// it, stopped when `limit` was tripped, proxy_refused_tunnel, proxy_wants_credentials
/// when there are none and they would help, what proxy_authenticator::answer and
/// parse_reply_head fail with, or why the connection ended; in stage::proxy_connect, why
/// another one could not be made. `tell` is called of the attempt at that.
[[nodiscard]] asio::awaitable<tl::expected<tunnel, failure>> open_tunnel(
    tunnel_request request, dialled over, watchdog& limit, watchdog::duration longest,
    const std::function<void(const event::attempt&)>& tell);

}  // namespace tmss10
