// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

struct http_reply_head;

/// Why a proxy opens no tunnel, as far as it says more than a status does.
enum class tunnel_refusal {
  unknown,
  /// Its rules forbid it.
  forbidden,
  /// It finds no address for the target's name.
  name_not_found,
  /// The target is not one that can be asked for.
  invalid_target,
  /// It was refused a connection to the target, got no answer, or has no route to it.
  target_refused,
  target_silent,
  target_unreachable,
  /// It got no connection to the target, directly or through another proxy.
  not_connected,
  /// It has no more sockets, or is about to end.
  overloaded,
};

/// What Squid's field X-Squid-Error says: the name of the page that it shows, and the
/// system's number of what came of connecting. Unknown: there is none, or another name.
[[nodiscard]] tunnel_refusal squid_refusal_of(const http_reply_head& head);

}  // namespace tmss10
