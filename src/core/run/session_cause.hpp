// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure_cause.hpp>

#include <system_error>

namespace tmss10 {

/// Whether the peer, or something on the path in its name, has reset the connection
/// (RFC 9293, section 3.5.2), by any of the system's codes for that.
[[nodiscard]] bool is_reset(std::error_code error);

/// Why there was no greeting, directly or through a proxy.
[[nodiscard]] cause cause_in_greeting(const failure& what);

/// Why the handshake was not answered. Until its answer authenticates, there is no
/// session that could be lost.
[[nodiscard]] cause cause_in_handshake(const failure& what);

/// Why a session ended, or pings were not answered.
[[nodiscard]] cause cause_in_exchange(const failure& what);

}  // namespace tmss10
